import { periodBefore, type Period } from '../domain/calendar.ts';
import type { UsageReader } from '../domain/ports.ts';
import { GRACE_DAYS, INACTIVE_DAYS, type SeatWindow } from '../domain/seats.ts';
import { summarizeSeats, summarizeWindows } from '../domain/summarize.ts';
import { known, missing, nothing, type PartFigures, type PartQuestion } from './part-figures.ts';
import { seatScopes } from './team-needs.ts';

/** Sums up a provider that says of each seat how many days it was active in a window. */
export async function summarizeWindowed(
  store: UsageReader,
  question: PartQuestion,
): Promise<PartFigures> {
  const { part, roster, period, now, seatsKnown } = question;
  const provider = part.provider.id;
  const scopes = seatScopes(part);
  const read = (asked: Period) => store.seatWindows({ provider, scopes, period: asked });
  const own = new Set(roster.map(({ personId }) => personId));
  const windows = (await read(period)).filter(({ personId }) => own.has(personId));
  const earlier = (await read(periodBefore(period))).filter(({ personId }) => own.has(personId));
  const windowKnown = seatsKnown && (windows.length > 0 || roster.length === 0);
  const rule = { now, inactiveDays: INACTIVE_DAYS, graceDays: GRACE_DAYS, activityKnown: true };
  return {
    ...nothing(),
    seats: seatsKnown
      ? known(summarizeSeats(roster, windowKnown ? activeIn(windows) : null, rule))
      : missing,
    people: windowKnown
      ? known({
          active: {
            now: activeIn(windows).size,
            before: earlier.length > 0 ? activeIn(earlier).size : null,
          },
          chat: { now: null, before: null },
          completion: { now: null, before: null },
        })
      : missing,
    window: windowKnown ? known(summarizeWindows(roster, windows)) : missing,
  };
}

function activeIn(
  entries: readonly { readonly personId: string; readonly window: SeatWindow }[],
): Set<string> {
  return new Set(
    entries.filter(({ window }) => window.activeDays > 0).map(({ personId }) => personId),
  );
}
