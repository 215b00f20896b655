/** What stands there until the workspace is known. */
export function Opening({ lost }: { lost: boolean }) {
  return (
    <output className="opening">
      {lost
        ? 'The demo does not answer. Is it still running in its terminal?'
        : 'Opening the workspace …'}
    </output>
  );
}
