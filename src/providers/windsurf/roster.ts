import type { Seat } from '../../domain/seats.ts';
import { mergeSeats, readDay, toSeat, type Cycle } from './map.ts';
import { userTableStat } from './schema.ts';

export type Roster = {
  readonly seats: readonly Seat[];
  readonly rejected: number;
  readonly warnings: readonly string[];
};

/** Reads the rows of a roster: each person once, by e-mail; those without one by what else the row tells of them. */
export function readRoster(
  rows: readonly unknown[],
  billing: { start: string | null | undefined; end: string | null | undefined },
): Roster {
  const cycle: Cycle = { cycleStart: readDay(billing.start), cycleEnd: readDay(billing.end) };
  const seats = new Map<string, Seat>();
  const unnamed = new Map<string, number>();
  let rejected = 0;
  let doubles = 0;
  for (const raw of rows) {
    const { data: row } = userTableStat.safeParse(raw);
    const seat = row && toSeat(row, cycle);
    if (!seat) {
      rejected += 1;
      continue;
    }
    const personId = seat.email ?? idWithoutEmail(seat, unnamed);
    const before = seats.get(personId);
    if (before) doubles += 1;
    const found = { ...seat, personId };
    seats.set(personId, before ? mergeSeats(before, found) : found);
  }
  const all = [...seats.values()];
  const vague = all.filter(({ state }) => state === 'unspecified').length;
  return { seats: all, rejected, warnings: warningsOf(doubles, vague) };
}

// The row's only id of its own is its API key, which must not be kept; name and start tell most people apart.
function idWithoutEmail(seat: Omit<Seat, 'personId'>, seen: Map<string, number>): string {
  const start = seat.givenAt === null ? '' : new Date(seat.givenAt).toISOString();
  const key = `no-email:${(seat.name ?? '').slice(0, 100)}@${start}`;
  const count = (seen.get(key) ?? 0) + 1;
  seen.set(key, count);
  return count === 1 ? key : `${key}#${count}`;
}

function warningsOf(doubles: number, vague: number): string[] {
  return [
    ...(doubles > 0
      ? [
          `Windsurf listed the same e-mail address more than once (${doubles}): it counts as one seat.`,
        ]
      : []),
    ...(vague > 0
      ? [`Windsurf told no team status for some people (${vague}): they do not count as seats.`]
      : []),
  ];
}
