import { periodBefore, type Period } from '../domain/calendar.ts';
import { inactiveSeatsOf } from '../domain/inactive-seats.ts';
import type { UsageStore } from '../domain/ports.ts';
import { INACTIVE_DAYS, type SeatWindow } from '../domain/seats.ts';
import { summarizeSeats, summarizeWindows } from '../domain/summarize.ts';
import { activityOf } from './activity.ts';
import { known, missing, nothing, type PartFigures, type PartQuestion } from './part-figures.ts';
import { seatScopes } from './team-needs.ts';

/** Sums up a provider that says of each seat how many days it was active in a window. */
export async function summarizeWindowed(
  store: UsageStore,
  question: PartQuestion,
): Promise<PartFigures> {
  const { part, roster, period, seatsKnown, naming } = question;
  const provider = part.provider.id;
  const scopes = seatScopes(part);
  const read = (asked: Period) => store.seatWindows({ provider, scopes, period: asked });
  // Other seats are no longer, or not yet, in anybody's hands: their days would not fit the number of seats.
  const held = roster.filter(({ seat }) => seat?.state === 'held');
  const own = new Set(held.map(({ personId }) => personId));
  const windows = (await read(period)).filter(({ personId }) => own.has(personId));
  const earlier = (await read(periodBefore(period))).filter(({ personId }) => own.has(personId));
  // Where nobody holds a seat there is nothing that a vendor could add to it.
  const isTold = (entries: readonly unknown[]) => entries.length > 0 || held.length === 0;
  const windowKnown = seatsKnown && isTold(windows);
  const { rule } = await activityOf(store, question, INACTIVE_DAYS);
  return {
    ...nothing(),
    seats: seatsKnown
      ? known(summarizeSeats(roster, windowKnown ? activeIn(windows) : null, rule, null))
      : missing,
    inactiveSeats: naming && seatsKnown ? inactiveSeatsOf(roster, rule) : null,
    people: windowKnown
      ? known({
          active: {
            now: activeIn(windows).size,
            before: isTold(earlier) ? activeIn(earlier).size : null,
          },
          chat: { now: null, before: null },
          completion: { now: null, before: null },
        })
      : missing,
    window: windowKnown
      ? known(
          summarizeWindows(
            held,
            windows.map(({ window }) => window),
          ),
        )
      : missing,
  };
}

function activeIn(
  entries: readonly { readonly personId: string; readonly window: SeatWindow }[],
): Set<string> {
  return new Set(
    entries.filter(({ window }) => window.activeDays > 0).map(({ personId }) => personId),
  );
}
