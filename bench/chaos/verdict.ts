import type { Message, Transcript } from '../../sandbox/slack/transcript.ts';
import type { Database } from '../../src/store/database.ts';

/** How it ended: slots by what became of them, and each sentence about what must not be. */
export type Verdict = {
  readonly ends: Readonly<Record<string, number>>;
  readonly wrong: readonly string[];
};

/** Holds what Slack shows against what the database says of each slot. */
export async function judge(
  { kysely }: Pick<Database, 'kysely'>,
  transcript: Transcript,
): Promise<Verdict> {
  const posts = countPosts(transcript);
  const subscriptions = await kysely.selectFrom('subscription').select('id').execute();
  const deliveries = await kysely.selectFrom('delivery').selectAll().execute();
  const ends: Record<string, number> = {};
  const wrong: string[] = [];

  for (const { id, kind, key, state, ts } of deliveries) {
    const times = posts.get(id) ?? 0;
    if (times > 1) wrong.push(`${kind} ${key} was posted ${times} times`);
    if (state === 'sent' && times !== 1)
      wrong.push(`${kind} ${key} is sent and was posted ${times} times`);
    if (state === 'sent' && ts === null)
      wrong.push(`${kind} ${key} is sent, and nobody knows where`);
    if (state === 'failed' && times > 0) wrong.push(`${kind} ${key} has failed and was posted`);
    if (kind !== 'digest') continue;
    const told = deliveries.some(
      (other) => other.kind === 'notice' && other.key === `${id}/${state}`,
    );
    if (state === 'unknown' || state === 'failed') {
      if (!told) wrong.push(`digest ${key} is ${state}, and nobody was told`);
    } else if (state !== 'sent') wrong.push(`digest ${key} is left ${state}`);
    const end = state === 'unknown' ? `unknown, posted ${times} times` : state;
    ends[end] = (ends[end] ?? 0) + 1;
  }
  for (const { id } of subscriptions) {
    const slots = deliveries.filter(
      ({ key, kind }) => kind === 'digest' && key.startsWith(`${id}/`),
    );
    if (slots.length !== 1) wrong.push(`subscription ${id} has ${slots.length} deliveries`);
  }
  await judgeNudges(kysely, posts, ends, wrong);
  return { ends, wrong };
}

/** Nobody of a round is forgotten; that nobody is written to twice is held against each delivery. */
async function judgeNudges(
  kysely: Database['kysely'],
  posts: ReadonlyMap<string, number>,
  ends: Record<string, number>,
  wrong: string[],
): Promise<void> {
  const nudges = await kysely.selectFrom('nudge').selectAll().execute();
  const rounds = await kysely.selectFrom('nudge_round').selectAll().execute();
  for (const { email, state, delivery_id: deliveryId } of nudges) {
    const times = posts.get(deliveryId ?? '') ?? 0;
    if (state !== 'sent' && state !== 'unknown')
      wrong.push(`the nudge for ${email} is left ${state}`);
    if (state === 'sent' && times !== 1) {
      wrong.push(`the nudge for ${email} is sent and was posted ${times} times`);
    }
    const end = state === 'unknown' ? `nudge unknown, posted ${times} times` : `nudge ${state}`;
    ends[end] = (ends[end] ?? 0) + 1;
  }
  for (const { id, state } of rounds) {
    if (state !== 'done') wrong.push(`round ${id} is left ${state}`);
  }
}

function countPosts(transcript: Transcript): Map<string, number> {
  const posts = new Map<string, number>();
  for (const event of transcript.events) {
    if (event.kind !== 'posted') continue;
    const id = idOf(event.message);
    posts.set(id, (posts.get(id) ?? 0) + 1);
  }
  return posts;
}

function idOf({ metadata }: Message): string {
  return /"id":"(?<id>[^"]+)"/.exec(JSON.stringify(metadata ?? null))?.[1] ?? 'unmarked';
}
