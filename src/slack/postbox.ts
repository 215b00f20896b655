import type { types, webApi } from '@slack/bolt';
import type { Postbox } from '../domain/delivery-ports.ts';
import { AppError } from '../errors.ts';
import { callFailure } from './call-failure.ts';
import { postFailure, slackWord } from './post-failure.ts';

type Address = Parameters<Postbox['find']>[0];

const EVENT = 'ai_usage_delivery';
const PAGE = 200;

/** A conversation in which so much is said that a message cannot be looked for in it. */
const MOST_PAGES = 100;

/** Posts over the Web API. `client` must neither retry by itself nor wait for rate limits: see `carefulClientOptions`. */
export function createPostbox(client: webApi.WebClient): Postbox {
  return {
    async post({ to, text, blocks, deliveryId }) {
      let channel = '';
      try {
        channel = await conversationWith(client, to);
      } catch (thrown) {
        const failure = postFailure(thrown, 'conversations.open');
        // Nothing was posted yet, whatever became of this; and where the bot may write to nobody, it may still post in channels.
        if (failure.kind === 'unclear') return { ...failure, kind: 'later', waitMs: 0 };
        const lacks = failure.kind === 'revoked' && failure.lacks !== null;
        return lacks ? { kind: 'final', reason: failure.reason } : failure;
      }
      try {
        const posted = await client.chat.postMessage({
          channel,
          text,
          // What the views drew and the store kept.
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion
          blocks: blocks as types.KnownBlock[],
          metadata: { event_type: EVENT, event_payload: { id: deliveryId } },
          unfurl_links: false,
          unfurl_media: false,
        });
        if (posted.channel && posted.ts) {
          return { kind: 'posted', channelId: posted.channel, ts: posted.ts };
        }
        return { kind: 'unclear', reason: 'an answer without a timestamp' };
      } catch (thrown) {
        return postFailure(thrown, 'chat.postMessage');
      }
    },

    async find(to, deliveryId, since) {
      try {
        const channelId = await conversationWith(client, to);
        const ts = await look(client, channelId, deliveryId, since);
        return ts === null ? { kind: 'absent' } : { kind: 'found', channelId, ts };
      } catch (thrown) {
        const failure =
          thrown instanceof AppError ? thrown : callFailure(thrown, 'conversations.history');
        const passes = failure.retryable || failure.code === 'unauthorized';
        if (passes) return { kind: 'later', waitMs: failure.retryAfterMs ?? 0 };
        return { kind: 'unreadable', reason: slackWord(failure) };
      }
    },
  };
}

async function conversationWith(client: webApi.WebClient, to: Address): Promise<string> {
  if ('channelId' in to) return to.channelId;
  const { channel } = await client.conversations.open({ users: to.slackUserId });
  if (channel?.id) return channel.id;
  throw new AppError('contract', 'Slack’s answer to conversations.open could not be read.');
}

/** The timestamp of the message that carries the delivery's id; newest first, as it was mostly said just now. */
async function look(
  client: webApi.WebClient,
  channel: string,
  deliveryId: string,
  since: Date,
): Promise<string | null> {
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { messages = [], response_metadata } = await client.conversations.history({
      channel,
      oldest: String(since.getTime() / 1000),
      include_all_metadata: true,
      limit: PAGE,
      ...(cursor === '' ? {} : { cursor }),
    });
    const found = messages.find(
      ({ metadata }) =>
        metadata?.event_type === EVENT && idIn(metadata.event_payload) === deliveryId,
    );
    if (found?.ts) return found.ts;
    cursor = response_metadata?.next_cursor ?? '';
    if (cursor === '') return null;
  }
  throw new AppError('contract', 'Too much was said there to look for a message.');
}

function idIn(payload: unknown): unknown {
  return typeof payload === 'object' && payload !== null && 'id' in payload ? payload.id : null;
}
