import { z } from 'zod';
import type { TranscriptEvent } from '../sandbox/slack/transcript.ts';

const METHOD = 'chat.postMessage';

const posts = z.object({
  posted: z.number(),
  /** Channels that have exactly one. */
  once: z.number(),
  /** Calls that Slack answered with "later". */
  refused: z.number(),
  /** Milliseconds from the first to the last. */
  span: z.number(),
});

/** The messages that an app has posted by itself. */
export type Posts = z.output<typeof posts>;

export function countPosts(events: readonly TranscriptEvent[]): Posts {
  const times: number[] = [];
  const perChannel = new Map<string, number>();
  let refused = 0;
  for (const event of events) {
    if (event.kind === 'called' && event.method === METHOD && event.error) refused += 1;
    if (event.kind !== 'posted' || event.message.via !== METHOD) continue;
    const { channel } = event.message;
    times.push(event.at);
    perChannel.set(channel, (perChannel.get(channel) ?? 0) + 1);
  }
  return {
    posted: times.length,
    once: [...perChannel.values()].filter((count) => count === 1).length,
    refused,
    span: (times.at(-1) ?? 0) - (times[0] ?? 0),
  };
}

/** Asks a Slack of its own process. */
export async function readPosts(answersUrl: string): Promise<Posts> {
  const response = await fetch(new URL('posts', answersUrl));
  return posts.parse(await response.json());
}
