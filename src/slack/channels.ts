import type { webApi } from '@slack/bolt';
import type { ChannelReach, Channels } from '../domain/digests.ts';
import type { AppError } from '../errors.ts';
import { callFailure } from './call-failure.ts';
import { createSharedChannels } from './shared-channels.ts';

/**
 * Slack's channels, over conversations.info and conversations.join. `client` must neither retry by itself nor wait for rate
 * limits. A private channel that the bot is not in looks to it as if there were none: somebody has to invite it.
 */
export function createChannels(client: webApi.WebClient): Channels {
  async function join(channel: string): Promise<ChannelReach> {
    try {
      await client.conversations.join({ channel });
      return 'joined';
    } catch (thrown) {
      const failure = permanent(callFailure(thrown, 'conversations.join'));
      return failure.context['slackError'] === 'is_archived' ? 'archived' : 'invite';
    }
  }

  async function isShared(channelId: string): Promise<boolean> {
    try {
      const { channel } = await client.conversations.info({ channel: channelId });
      return channel?.is_ext_shared === true;
    } catch (thrown) {
      permanent(callFailure(thrown, 'conversations.info'));
      return false;
    }
  }

  return {
    isShared,
    isSharedLately: createSharedChannels(client, isShared),

    async reach(channelId) {
      try {
        const { channel } = await client.conversations.info({ channel: channelId });
        if (channel?.is_archived) return 'archived';
        // A direct message has no members to be one of.
        if (channel?.is_im || channel?.is_member) return 'in';
        if (channel?.is_private) return 'invite';
      } catch (thrown) {
        const failure = permanent(callFailure(thrown, 'conversations.info'));
        const isHidden = failure.context['slackError'] === 'channel_not_found';
        return isHidden && !channelId.startsWith('D') ? 'invite' : 'unknown';
      }
      return join(channelId);
    },
  };
}

/** A failure that tells something about the channel. Throws one that passes, and that of a token, which tells nothing. */
function permanent(failure: AppError): AppError {
  if (failure.retryable || failure.code === 'unauthorized') throw failure;
  return failure;
}
