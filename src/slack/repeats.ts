/** What tells one command from another. */
type Asked = {
  readonly trigger_id: string;
  readonly response_url: string;
  readonly text: string;
};

const KEPT = 500;

/**
 * Tells whether a command that Slack marks as sent again has been taken before. Marked ones alone are held against the
 * others: two people may well ask the same, but only Slack repeats itself.
 */
export function createRepeatGuard(): (command: Asked, retryNum: number | undefined) => boolean {
  const taken = new Set<string>();
  return ({ trigger_id, response_url, text }, retryNum) => {
    const key = [trigger_id, response_url, text].join('\n');
    const isRepeat = (retryNum ?? 0) > 0 && taken.has(key);
    taken.add(key);
    if (taken.size > KEPT) taken.delete(taken.values().next().value ?? '');
    return isRepeat;
  };
}
