import type { Day } from './calendar.ts';
import type { PersonTotals, RosterEntry } from './ports.ts';
import { sumOf } from './summarize.ts';
import type { ChartPoint } from './summary.ts';
import type { DetailPoint, PersonRow } from './team-details.ts';
import type { Totals } from './usage.ts';

/** A chart's points with all that was counted in them. A point without any known day has no figures. */
export function detailPoints(
  points: readonly ChartPoint[],
  days: readonly { readonly day: Day; readonly totals: Totals }[],
): DetailPoint[] {
  return points.map((point) => {
    const { from, to } = point.period;
    const within = days.filter(({ day }) => day >= from && day <= to);
    const isKnown = within.length > 0 || point.linesAccepted !== null;
    const sums = isKnown ? sumOf(within.map(({ totals }) => totals)) : null;
    return {
      ...point,
      linesChanged: sums?.linesChanged ?? null,
      chatTurns: sums?.chatTurns ?? null,
      completions: {
        part: sums?.completionsAccepted ?? null,
        whole: sums?.completionsSuggested ?? null,
      },
    };
  });
}

/** Everybody with a seat or with usage: most lines accepted first, then most active days, then by name. */
export function personRows(
  people: readonly PersonTotals[],
  roster: readonly RosterEntry[],
): PersonRow[] {
  const totals = new Map(people.map((person) => [person.personId, person]));
  return roster
    .filter(({ personId, seat }) => seat?.state === 'held' || totals.has(personId))
    .map(({ personId, name, email }) => {
      const person = totals.get(personId);
      const sums = person?.totals;
      return {
        personId,
        name,
        email,
        activeDays: person?.activeDays ?? 0,
        linesAccepted: sums?.linesAccepted ?? null,
        chatTurns: sums?.chatTurns ?? null,
        completions: {
          part: sums?.completionsAccepted ?? null,
          whole: sums?.completionsSuggested ?? null,
        },
      };
    })
    .toSorted(
      (left, right) =>
        (right.linesAccepted ?? 0) - (left.linesAccepted ?? 0) ||
        right.activeDays - left.activeDays ||
        (left.name ?? left.personId).localeCompare(right.name ?? right.personId),
    );
}
