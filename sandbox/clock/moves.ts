/** The setting by which a process learns how far its clock is ahead when it starts. */
export const OFFSET_SETTING = 'SANDBOX_CLOCK_OFFSET_MS';

/** The offset in a message `{clockOffsetMs}`; undefined for every other message. */
export function readMove(message: unknown): number | undefined {
  if (typeof message !== 'object' || message === null || !('clockOffsetMs' in message)) {
    return undefined;
  }
  const { clockOffsetMs } = message;
  return typeof clockOffsetMs === 'number' ? clockOffsetMs : undefined;
}
