import { format } from 'date-fns/format';
import {
  isDay,
  noonOf,
  sayDay,
  sayInstant,
  sayPeriod,
  type Day,
  type Grain,
  type Period,
} from '../../domain/calendar.ts';
import { plain } from './text.ts';

/** `21 Nov 2026`; what is no day stays as it came. */
export function dayText(day: Day): string {
  return isDay(day) ? sayDay(day) : plain(day, 12);
}

/** `25 Oct – 21 Nov 2026`. */
export function periodText(period: Period): string {
  if (isDay(period.from) && isDay(period.to)) return sayPeriod(period);
  return `${plain(period.from, 12)} – ${plain(period.to, 12)}`;
}

/** `21 Nov 2026, 09:12` on the clocks of an IANA zone; null where the instant is none. */
export function momentText(instant: Date | number, zone: string): string | null {
  const isInstant = !Number.isNaN(new Date(Number(instant)).getTime());
  return isInstant ? sayInstant(instant, zone) : null;
}

/** The day of an instant in an IANA zone: `21 Nov 2026`; null where the instant is none. */
export function dayOfMoment(instant: Date | number | null, zone: string): string | null {
  return instant === null ? null : (momentText(instant, zone)?.split(',')[0] ?? null);
}

/** The label of a chart's point, at most 20 characters: `25 Oct`, `2–8 Nov`, `Oct 2026`. */
export function pointText({ from, to }: Period, grain: Grain): string {
  if (!isDay(from) || !isDay(to)) return plain(from, 5) || '?';
  if (grain === 'month') return format(noonOf(from), 'MMM yyyy');
  const end = format(noonOf(to), 'd MMM');
  if (from === to) return end;
  const sameMonth = from.slice(0, 7) === to.slice(0, 7);
  return `${format(noonOf(from), sameMonth ? 'd' : 'd MMM')}–${end}`;
}
