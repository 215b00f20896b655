import { addDays, allDays, periodBefore, type Day, type Period } from '../domain/calendar.ts';
import { INACTIVE_DAYS } from '../domain/seats.ts';
import type { Provider } from '../providers/provider.ts';
import { lastDueOf } from './last-due.ts';

/** The days that an answer is made of, and the windows for which seats are asked where the provider counts in windows. */
export type Demand = {
  readonly departmentDays: readonly Day[];
  readonly personDays: readonly Day[];
  /** At least one; the first is the one that the answer is about. */
  readonly windows: readonly [Period, ...Period[]];
  /** All days that the answer looks at. */
  readonly span: Period;
};

/** What an answer demands, by the newest day for which data is due and the oldest one that is kept. */
export type DemandAt = (last: Day, oldest: Day) => Demand;

/** The period that a question has by default. */
const WINDOW_DAYS = 28;

/** A feed that has said nothing for longer than this is stale: nobody is called inactive by it. */
export const STALE_DAYS = 2;

/** A period beside the one before it, and the days by which inactive seats are judged, whatever the period. */
export function summaryDemand(period: Period): DemandAt {
  const before = periodBefore(period);
  return (last, oldest) => ({
    departmentDays: kept(allDays(before, period), oldest),
    personDays: kept(allDays(before, period, activityPeriod(last, INACTIVE_DAYS)), oldest),
    windows: [period, before],
    span: { from: before.from, to: last },
  });
}

/** People's days of a period, and nothing else. */
export function peopleDemand(period: Period): DemandAt {
  return (last, oldest) => ({
    departmentDays: [],
    personDays: kept(allDays(period), oldest),
    windows: [latestWindow(last)],
    span: period,
  });
}

/** The days by which seats are judged that nobody has used for `inactiveDays`. */
export function inactivityDemand(inactiveDays: number): DemandAt {
  return (last, oldest) => {
    const span = activityPeriod(last, inactiveDays);
    return {
      departmentDays: [],
      personDays: kept(allDays(span), oldest),
      windows: [latestWindow(last)],
      span,
    };
  };
}

/** The window in which seats are always kept ready. */
export function latestWindow(last: Day): Period {
  return { from: addDays(last, 1 - WINDOW_DAYS), to: last };
}

/** The same at a provider, now; `zone` is the report's. */
export function latestWindowAt(provider: Provider, now: Date, zone: string): Period {
  return latestWindow(lastDueOf([provider], now, zone));
}

/** The days of activity that must be held before anybody is called inactive. */
export function judgedPeriod(last: Day, inactiveDays: number): Period {
  const { from } = activityPeriod(last, inactiveDays);
  const to = addDays(last, -STALE_DAYS);
  return { from, to: to < from ? from : to };
}

/** The days that tell whether a seat is in use today. */
function activityPeriod(last: Day, inactiveDays: number): Period {
  return { from: addDays(last, 1 - inactiveDays), to: last };
}

function kept(days: readonly Day[], oldest: Day): Day[] {
  return days.filter((day) => day >= oldest);
}
