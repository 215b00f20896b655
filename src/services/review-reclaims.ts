import { dayOf } from '../domain/calendar.ts';
import { EVERYONE } from '../domain/feeds.ts';
import { forAdmins } from '../domain/nudge-subjects.ts';
import { isUsedAgain } from '../domain/nudge-use.ts';
import type { ReclaimItem } from '../domain/nudges.ts';
import type { RosterEntry } from '../domain/ports.ts';
import type { NudgePorts } from './nudge-ports.ts';

type Item = Omit<ReclaimItem, 'title'>;
type Found = { readonly state: 'gone' | 'still-there' | 'withdrawn'; readonly why: string | null };

/**
 * Looks at the seats on the list as they are by now, and tells the admins of each that has left it: it is used again, or gone
 * from its vendor. One that was called done is looked for once all seats were listed since. Gives how many it could tell of.
 */
export async function reviewReclaims(ports: NudgePorts): Promise<number> {
  const { nudges, store, adminChannel, clock } = ports;
  const at = clock();
  const items = await nudges.reclaims(['open', 'still-there', 'done'], at);
  let told = 0;
  for (const [provider, own] of Map.groupBy(items, (item) => item.provider)) {
    const ids = own.map(({ personId }) => personId);
    const entries = new Map(
      (await store.entries(provider, ids)).map((entry) => [entry.personId, entry]),
    );
    const [listed] = await nudges.fetched(provider, 'seats', [EVERYONE]);
    for (const item of own) {
      const found = judge(item, entries.get(item.personId), listed?.startedAt ?? null, ports);
      if (!found) continue;
      const key = `reclaim/${item.id}/${found.state}/${(item.decidedAt ?? item.openedAt).toISOString()}`;
      const tell = forAdmins(adminChannel, key, { about: 'reclaim', reclaim: item.id }, at);
      if (await nudges.checkReclaim(item, found, at, tell)) told += 1;
    }
  }
  return told;
}

/** What is to be said of a seat on the list; null where nothing is, or nobody knows yet. */
function judge(
  item: Item,
  entry: RosterEntry | undefined,
  listedAt: Date | null,
  ports: NudgePorts,
): Found | null {
  const { state, decidedAt } = item;
  const isHeld = entry?.seat?.state === 'held';
  if (state === 'done') {
    if (!listedAt || !decidedAt || listedAt <= decidedAt) return null;
    return { state: isHeld ? 'still-there' : 'gone', why: null };
  }
  if (!isHeld) return { state: 'gone', why: null };
  const { lastActiveAt } = entry;
  if (lastActiveAt === null || !isWanted(item, lastActiveAt, ports)) return null;
  return { state: 'withdrawn', why: `in use again on ${dayOf(lastActiveAt, ports.zone)}` };
}

/** Whether its use says that the seat is to stay: what was given back may still be in use on the same day. */
function isWanted(
  { source, idleSince, openedAt, history }: Item,
  lastActiveAt: number,
  { clock, policy, zone }: NudgePorts,
): boolean {
  if (source === 'candidate') {
    const known = { lastActiveAt: idleSince, dataTo: null, at: openedAt };
    return isUsedAgain(lastActiveAt, known, { now: clock(), policy, zone });
  }
  const given = history.findLast(({ answer }) => answer?.kind === 'give-back')?.answeredAt;
  return dayOf(lastActiveAt, zone) > dayOf(given ?? openedAt, zone);
}
