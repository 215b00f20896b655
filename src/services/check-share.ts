import type { CheckShare } from '../domain/answers.ts';
import type { Channels } from '../domain/digests.ts';

/** Lets nothing be shown where people of other organizations read along. */
export function createCheckShare({ channels }: { readonly channels: Channels }): CheckShare {
  return async (channelId) =>
    (await channels.isShared(channelId)) ? { reason: 'shared-channel' } : null;
}
