import type { webApi } from '@slack/bolt';
import type { Channels } from '../domain/digests.ts';
import { AppError } from '../errors.ts';
import { callFailure } from './call-failure.ts';

/** As many as Slack gives: https://docs.slack.dev/reference/methods/users.conversations */
const PAGE = 999;

const GOOD_FOR_MS = 60_000;
const FAILED_FOR_MS = 5000;

type Listed = ReadonlyMap<string, boolean>;

/**
 * Whether people of other organizations are in a channel, as of a minute ago at most: one list of all channels that the bot is
 * in answers for a thousand digests, where Slack may be asked about fifty channels a minute. Of what is not in it, `isShared`
 * tells.
 */
export function createSharedChannels(
  client: webApi.WebClient,
  isShared: Channels['isShared'],
): Channels['isSharedLately'] {
  let until = 0;
  let listed: Promise<Listed> | null = null;

  function list(): Promise<Listed> {
    if (listed && performance.now() < until) return listed;
    until = performance.now() + GOOD_FOR_MS;
    const asked = read(client);
    listed = asked;
    asked.catch((failure: unknown) => {
      const waitMs = failure instanceof AppError ? failure.retryAfterMs : undefined;
      until = performance.now() + (waitMs ?? FAILED_FOR_MS);
    });
    return asked;
  }

  return async (channelId) => (await list()).get(channelId) ?? isShared(channelId);
}

/** Nothing where Slack does not let the bot list them. Throws AppError where that may pass. */
async function read(client: webApi.WebClient): Promise<Listed> {
  const listed = new Map<string, boolean>();
  try {
    let cursor = '';
    do {
      // Each page says where the next one begins.
      // oxlint-disable-next-line no-await-in-loop
      const { channels = [], response_metadata } = await client.users.conversations({
        types: 'public_channel,private_channel',
        limit: PAGE,
        ...(cursor === '' ? {} : { cursor }),
      });
      for (const { id, is_ext_shared } of channels) if (id) listed.set(id, is_ext_shared === true);
      cursor = response_metadata?.next_cursor ?? '';
    } while (cursor !== '');
  } catch (thrown) {
    const failure = callFailure(thrown, 'users.conversations');
    if (failure.retryable || failure.code === 'unauthorized') throw failure;
  }
  return listed;
}
