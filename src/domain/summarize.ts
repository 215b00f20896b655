import { daysOf, type Day, type Grain, type Period } from './calendar.ts';
import { standingOfEntry } from './inactive-seats.ts';
import type { PersonTotals, RosterEntry } from './ports.ts';
import type { SeatWindow, StandingRule } from './seats.ts';
import type {
  Changed,
  ChartPoint,
  PeopleFigures,
  Rate,
  SeatFigures,
  UsageFigures,
  WindowFigures,
} from './summary.ts';
import { add, addTotals, NO_TOTALS, ZERO_TOTALS, type Totals } from './usage.ts';

/**
 * Counts seats by state, and held ones by standing. `activeIds` are the people active in the period, null if not known;
 * `usageSince` is how far back use is known, null where the provider itself tells the last use.
 */
export function summarizeSeats(
  roster: readonly RosterEntry[],
  activeIds: ReadonlySet<string> | null,
  rule: StandingRule,
  usageSince: Day | null,
): SeatFigures {
  const held = roster.filter(({ seat }) => seat?.state === 'held');
  const standings = held.map((entry) => standingOfEntry(entry, rule));
  const counted = (standing: string) => standings.filter((own) => own === standing).length;
  const neverUsed = counted('never-used');
  const lapsed = counted('lapsed');
  const inState = (state: string) => roster.filter(({ seat }) => seat?.state === state).length;
  return {
    held: held.length,
    activeInPeriod: activeIds && held.filter(({ personId }) => activeIds.has(personId)).length,
    inactive: rule.activityKnown ? { count: neverUsed + lapsed, neverUsed, lapsed } : null,
    usageSince,
    fresh: counted('new'),
    pending: inState('pending'),
    disabled: inState('disabled'),
  };
}

/** Distinct people of the period and of the one before; `before` is null where it is not wholly known. */
export function summarizePeople(
  now: readonly PersonTotals[],
  before: readonly PersonTotals[] | null,
): PeopleFigures {
  const changed = (days: (person: PersonTotals) => number): Changed => ({
    now: now.filter((person) => days(person) > 0).length,
    before: before && before.filter((person) => days(person) > 0).length,
  });
  return {
    active: changed((person) => person.activeDays),
    chat: changed((person) => person.chatDays),
    completion: changed((person) => person.completionDays),
  };
}

/**
 * Sums a period's totals and sets them beside those of the period before, null where that is not wholly known.
 * A known period without any row is one in which nothing happened: zeros.
 */
export function summarizeUsage(
  now: readonly Totals[],
  before: readonly Totals[] | null,
  source: UsageFigures['source'],
): UsageFigures {
  const sums = sumOf(now);
  const earlier = before ? sumOf(before) : NO_TOTALS;
  const changed = (field: keyof Totals): Changed => ({ now: sums[field], before: earlier[field] });
  return {
    linesAccepted: changed('linesAccepted'),
    linesChanged: changed('linesChanged'),
    chatTurns: changed('chatTurns'),
    completions: { now: acceptance(sums), before: acceptance(earlier) },
    source,
  };
}

/** The sum of several days; of none it is zeros. */
export function sumOf(days: readonly Totals[]): Totals {
  return days.reduce(addTotals, days.length === 0 ? ZERO_TOTALS : NO_TOTALS);
}

function acceptance(totals: Totals): Rate {
  return { part: totals.completionsAccepted, whole: totals.completionsSuggested };
}

/** One point a bucket: lines of its days, and its distinct active people. A bucket without a known day has no figures. */
export function chartOf(
  grain: Grain,
  buckets: readonly Period[],
  days: readonly { readonly day: Day; readonly totals: Totals }[],
  active: readonly (number | null)[],
  known: ReadonlySet<Day>,
): { grain: Grain; points: ChartPoint[] } {
  const points = buckets.map((period, index) => {
    const lines = days
      .filter(({ day }) => day >= period.from && day <= period.to)
      .map(({ totals }) => totals.linesAccepted)
      .reduce(add, null);
    return {
      period,
      linesAccepted: daysOf(period).some((day) => known.has(day)) ? (lines ?? 0) : lines,
      activePeople: active[index] ?? null,
    };
  });
  return { grain, points };
}

/** Sums what a provider said of held seats and their windows. Credits are the vendor's figures and stay in its own unit. */
export function summarizeWindows(
  held: readonly RosterEntry[],
  windows: readonly SeatWindow[],
): WindowFigures {
  const used = latest(held.map(({ lastActiveAt }) => lastActiveAt));
  const updated = latest(held.map(({ seat }) => seat?.lastActiveAt ?? null));
  const cycle = windows.find(
    ({ cycleStart, cycleEnd }) => cycleStart !== null && cycleEnd !== null,
  );
  return {
    activeDays: {
      sum: windows.reduce((sum, { activeDays }) => sum + activeDays, 0),
      people: windows.filter(({ activeDays }) => activeDays > 0).length,
    },
    lastUsedAt: used ?? updated,
    lastUsedIsGuess: used === null && updated !== null,
    credits: windows.map(({ credits }) => readNumber(credits)).reduce(add, null),
    cycle:
      cycle?.cycleStart && cycle.cycleEnd ? { from: cycle.cycleStart, to: cycle.cycleEnd } : null,
  };
}

function latest(instants: readonly (number | null)[]): number | null {
  return instants.reduce(
    (newest, instant) => ((instant ?? 0) > (newest ?? 0) ? instant : newest),
    null,
  );
}

function readNumber(text: string | null): number | null {
  const number = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}
