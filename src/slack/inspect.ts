import { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { AppError } from '../errors.ts';
import { callFailure } from './call-failure.ts';
import { slackFailure } from './slack-failure.ts';
import type { MessageBlock } from './views/blocks.ts';
import { carefulClientOptions } from './web-client-options.ts';

/** A channel as the bot sees it. */
export type ChannelSeen = {
  readonly name: string;
  readonly isMember: boolean;
  readonly isArchived: boolean;
  /** Whether people of other organizations are in it. */
  readonly isShared: boolean;
};

/** What Slack finds wrong with something, and where in it. */
export type Objection = { readonly at: string; readonly message: string };

/** Asks Slack about itself and about the app, and changes nothing. Throws AppError. */
export type SlackInspection = {
  /** Whose the bot token is, and what it was granted; null where Slack does not tell that. */
  identity(): Promise<{
    readonly bot: string;
    readonly workspace: string;
    readonly scopes: readonly string[] | null;
  }>;
  /** Asks for a Socket Mode address, and connects to nothing. */
  connection(appToken: string): Promise<void>;
  /** Null where the bot cannot see it: there is none, or it is private and the bot is not in it. */
  channel(channelId: string): Promise<ChannelSeen | null>;
  blocks(blocks: readonly MessageBlock[]): Promise<readonly Objection[]>;
  manifest(manifest: unknown, configToken: string): Promise<readonly Objection[]>;
};

const objections = z.array(
  z.object({
    pointer: z.string().optional(),
    message: z.string().optional(),
    code: z.string().optional(),
  }),
);

export function createInspection(options: {
  readonly token: string;
  readonly slackApiUrl: string;
}): SlackInspection {
  const { slackApiUrl } = options;
  const client = new webApi.WebClient(options.token, carefulClientOptions(slackApiUrl));

  return {
    async identity() {
      const answer = await client.auth.test().catch((thrown: unknown) => {
        throw slackFailure(thrown, { credential: 'SLACK_BOT_TOKEN', slackApiUrl });
      });
      const { user = '', team = '', response_metadata: told } = answer;
      return { bot: user, workspace: team, scopes: told?.scopes ?? null };
    },
    async connection(token) {
      await client.apps.connections.open({ token }).catch((thrown: unknown) => {
        throw slackFailure(thrown, { credential: 'SLACK_APP_TOKEN', slackApiUrl });
      });
    },
    async channel(channelId) {
      try {
        const { channel } = await client.conversations.info({ channel: channelId });
        return {
          name: channel?.name ?? channelId,
          isMember: channel?.is_member === true,
          isArchived: channel?.is_archived === true,
          isShared: channel?.is_ext_shared === true,
        };
      } catch (thrown) {
        const failure: AppError = callFailure(thrown, 'conversations.info');
        if (failure.context['slackError'] === 'channel_not_found') return null;
        throw failure;
      }
    },
    blocks: (blocks) =>
      objectionsOf('blocks.validate', () =>
        client.apiCall('blocks.validate', { blocks: JSON.stringify(blocks) }),
      ),
    manifest: (manifest, token) =>
      objectionsOf('apps.manifest.validate', () =>
        client.apiCall('apps.manifest.validate', { token, manifest: JSON.stringify(manifest) }),
      ),
  };
}

/** What Slack objects to; anything else that it refuses is thrown. */
async function objectionsOf(
  method: string,
  call: () => Promise<unknown>,
): Promise<readonly Objection[]> {
  try {
    await call();
    return [];
  } catch (thrown) {
    const data = thrown instanceof webApi.WebAPIPlatformError ? thrown.data : {};
    const { data: found } = objections.safeParse('errors' in data ? data.errors : undefined);
    if (!found) throw callFailure(thrown, method);
    return found.map(({ pointer = '', message, code = 'refused' }) => ({
      at: pointer,
      message: message ?? code,
    }));
  }
}
