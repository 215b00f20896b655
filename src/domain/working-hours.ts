import { TZDate } from '@date-fns/tz';
import { nextRun } from './schedule.ts';
import type { Every } from './subscriptions.ts';

const FIRST_HOUR = 9;
const LAST_HOUR = 17;
const WORKDAYS: Every = { kind: 'weekdays', days: [1, 2, 3, 4, 5] };
const MINUTE_MS = 60_000;

/** The first instant from `at` on at which people of an IANA zone are at work: Monday to Friday, 9 to 17. */
export function workingTime(at: Date, zone: string): Date {
  const local = new TZDate(at.getTime(), zone);
  const [weekday, hour] = [local.getDay(), local.getHours()];
  const works = weekday >= 1 && weekday <= 5 && hour >= FIRST_HOUR && hour < LAST_HOUR;
  return works ? at : nextRun({ every: WORKDAYS, at: '09:00', zone }, at).at;
}

/** When each person is written to: in their own working hours from `from` on, evenly, at most so many in a minute. Gives instants by id. */
export function spreadOut(
  people: readonly { readonly id: string; readonly zone: string }[],
  from: Date,
  perMinute: number,
): ReadonlyMap<string, Date> {
  const apart = Math.ceil(MINUTE_MS / perMinute);
  const taken = new Set<number>();
  // A zone has hundreds of people: each goes on where the one before was given a place.
  const frontiers = new Map<string, Date>();
  const slots = new Map<string, Date>();
  for (const { id, zone } of people) {
    let at = nextPlace(frontiers.get(zone) ?? from, zone, apart);
    while (taken.has(at.getTime())) at = nextPlace(new Date(at.getTime() + 1), zone, apart);
    taken.add(at.getTime());
    frontiers.set(zone, at);
    slots.set(id, at);
  }
  return slots;
}

/** The first of the places, which lie evenly apart for everybody, in the working hours of a zone. */
function nextPlace(from: Date, zone: string, apart: number): Date {
  const place = new Date(Math.ceil(from.getTime() / apart) * apart);
  const at = workingTime(place, zone);
  // Working hours begin at whole minutes, and so on a place or between two.
  return new Date(Math.ceil(at.getTime() / apart) * apart);
}
