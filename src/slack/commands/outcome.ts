/**
 * What came of a command, in few words: it was answered; whoever asked may not; it could not be understood; what it takes
 * is not there just now; the bot failed; or the answer did not reach Slack.
 */
export const OUTCOMES = [
  'answered',
  'refused',
  'misunderstood',
  'unavailable',
  'failed',
  'undelivered',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What the word that the log has for an answer comes to. */
export function outcomeOf(said: string): Outcome {
  const kind = said.slice(said.lastIndexOf(' ') + 1);
  if (kind === 'refused' || kind === 'not-yours') return 'refused';
  return MISUNDERSTOOD.test(kind) ? 'misunderstood' : 'answered';
}

const MISUNDERSTOOD = /^(?:problem|(?:unknown|ambiguous|bad)-.+)$/;
