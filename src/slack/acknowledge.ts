import type { Logger } from '../log.ts';

/** Without the acknowledgement Slack shows an error of its own; the answer still arrives. `what` begins a sentence of the log. */
export function acknowledge(ack: () => Promise<void>, what: string, log: Logger): Promise<void> {
  return ack().catch((error: unknown) => log.warn({ error }, `${what} could not be acknowledged.`));
}
