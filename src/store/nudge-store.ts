import type { Enqueue } from '../domain/delivery-ports.ts';
import type { NudgeStore } from '../domain/nudge-ports.ts';
import { addDeliveries } from './add-deliveries.ts';
import type { Database } from './database.ts';
import { nudgeAnswers } from './nudge-answers.ts';
import { postedRound, undelivered } from './nudge-deliveries.ts';
import { nudgeLog } from './nudge-log.ts';
import { nudgePast } from './nudge-past.ts';
import { nudgePeople } from './nudge-people.ts';
import { nudgeReclaims } from './nudge-reclaims.ts';
import { nudgeRounds } from './nudge-rounds.ts';
import type { Kysely } from './nudge-row.ts';
import { pruneNudges } from './prune-nudges.ts';
import { settleNudges } from './settle-nudges.ts';

/** Everything about nudges, in an open database. `enqueue` works in the transaction that writes a message down. */
export function createNudgeStore(
  { kysely }: Database,
  { enqueue }: { readonly enqueue: Enqueue<Kysely> },
): NudgeStore {
  return {
    ...nudgePast(kysely),
    ...nudgeRounds(kysely, enqueue),
    ...nudgeAnswers(kysely, enqueue),
    ...nudgeReclaims(kysely, enqueue),
    ...nudgePeople(kysely),
    ...nudgeLog(kysely),
    prune: pruneNudges(kysely),
    settle: (at) => settleNudges(kysely, at),
    postedRound: (roundId) => postedRound(kysely, roundId),
    undelivered: (since) => undelivered(kysely, since),
    tell: async (deliveries, at) =>
      kysely.transaction().execute(async (trx) => {
        await addDeliveries(trx, enqueue, deliveries, at);
      }),
  };
}
