import type { Message } from './transcript.ts';

/** Whether a message is there for somebody who may look into its conversation. */
export function isSeenBy({ onlyTo, channel }: Message, user: string): boolean {
  if (onlyTo !== undefined) return onlyTo === user;
  return !channel.startsWith('D') || channel.includes(user);
}
