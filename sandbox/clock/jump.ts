import { TZDate } from '@date-fns/tz';
import { addDays, format, formatDuration, intervalToDuration } from 'date-fns';
import type { Clock } from './clock.ts';

const UNITS: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const HOW = 'jump takes how long, as 90m, 1h, 1d or 2w, or when, as monday 09:00 or 18:30';

/**
 * Reads `jump 1h`, `jump monday 09:00`, `jump 18:30` and `clock`: by how many milliseconds to move on, undefined where
 * only the time is asked for, or a sentence on what is wrong. A weekday without a time is 09:00; times are the zone's.
 */
export function readJump(typed: string, now: Date, zone: string): number | string | undefined {
  if (/^clock$/i.test(typed)) return undefined;
  const [, wish = ''] = /^jump\s+(.+)$/i.exec(typed.toLowerCase()) ?? [];
  const length = /^(?<count>\d{1,4})\s*(?<unit>[mhdw])$/.exec(wish)?.groups;
  if (length !== undefined) return Number(length['count']) * (UNITS[length['unit'] ?? ''] ?? 0);
  const moment = /^(?<day>[a-z]{3,9})?\s*(?:(?<hour>[01]?\d|2[0-3]):(?<minute>[0-5]\d))?$/.exec(
    wish,
  );
  const { day, hour = '9', minute = '0' } = moment?.groups ?? {};
  const weekday = day === undefined ? -1 : WEEKDAYS.findIndex((name) => name.startsWith(day));
  if (moment === null || wish === '' || (day !== undefined && weekday === -1)) return HOW;
  const time = [Number(hour), Number(minute)] as const;
  return nextMoment(now, zone, weekday, time).getTime() - now.getTime();
}

function nextMoment(
  now: Date,
  zone: string,
  weekday: number,
  [hour, minute]: readonly [number, number],
): Date {
  const today = new TZDate(now.getTime(), zone);
  for (let ahead = 0; ; ahead += 1) {
    const moment = addDays(today, ahead);
    moment.setHours(hour, minute, 0, 0);
    if (moment > now && (weekday === -1 || moment.getDay() === weekday)) return moment;
  }
}

/** What a clock shows, in a zone, and how far it was moved. */
export function tellClock(clock: Pick<Clock, 'now' | 'offsetMs'>, zone: string): string {
  const shown = format(new TZDate(clock.now().getTime(), zone), 'EEEE, d MMMM yyyy, HH:mm');
  const ahead = clock.offsetMs();
  if (ahead === 0) return `It is ${shown} (${zone}), as on this machine.`;
  const span = intervalToDuration({ start: 0, end: Math.abs(ahead) });
  const length = formatDuration(span, { format: ['months', 'days', 'hours', 'minutes'] });
  const how = ahead > 0 ? 'ahead of' : 'behind';
  return `It is ${shown} (${zone}), ${length || 'less than a minute'} ${how} this machine.`;
}
