import { createQueue } from '../../src/jobs/queue.ts';
import { createLogger } from '../../src/log.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createNudgeStore } from '../../src/store/nudge-store.ts';

/** Plans a round of so many people and approves it, each message due at a moment of its own. */
export async function approveRound(
  place: { readonly url: string | null; readonly dataDir: string },
  people: readonly { readonly id: string }[],
  overMs: number,
): Promise<void> {
  const database = await openDatabase(place);
  const log = createLogger({ level: 'warn', secrets: [] });
  const queue = createQueue(database, { clock: () => new Date(), log });
  await queue.start();
  const nudges = createNudgeStore(database, queue);
  const at = new Date();
  const round = await nudges.plan({
    date: at.toISOString().slice(0, 10),
    at,
    expiresAt: new Date(at.getTime() + 86_400_000),
    seats: people.map(({ id }) => ({
      provider: 'lingma',
      personId: id,
      email: `${id}@example.com`,
      name: id,
      standing: 'lapsed',
      lastActiveAt: 0,
      givenAt: 0,
      givenIsGuess: false,
      dataTo: null,
      usageSince: null,
      seenAt: null,
      decision: { kind: 'tell', step: 'first' },
    })),
    nudges: people.map(({ id }) => ({
      email: `${id}@example.com`,
      name: id,
      slackUserId: id,
      seats: [{ provider: 'lingma', personId: id }],
    })),
    tell: () => [],
  });
  const roundId = round?.id ?? 0;
  const planned = await nudges.nudgesOf(roundId);
  const slots = planned.map(({ id }, index): [string, Date] => [
    id,
    new Date(at.getTime() + (index / planned.length) * overMs),
  ]);
  await nudges.approve(roundId, { by: 'U1', at, slots: new Map(slots) });
  await queue.stop(0);
  await database.close();
}
