/** What stands there until the workspace is known. */
export function Opening({ lost }: { lost: boolean }) {
  return (
    <div className="opening" role="status">
      {lost ? (
        <p>The demo does not answer. Is it still running in its terminal?</p>
      ) : (
        <p>Opening the workspace …</p>
      )}
    </div>
  );
}
