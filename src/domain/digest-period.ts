import { addDays, type Day, type Period } from './calendar.ts';
import type { Every } from './subscriptions.ts';

/**
 * What a digest tells of: the seven days up to the day before the slot's date, or the month before that date. `last` is the
 * newest day for which data is due; where the week would reach past it, the seven days end there.
 */
export function digestPeriod(every: Every, date: Day, last: Day): Period {
  if (every.kind === 'first-working-day') {
    const to = addDays(`${date.slice(0, 8)}01`, -1);
    return { from: `${to.slice(0, 8)}01`, to };
  }
  const before = addDays(date, -1);
  const to = before < last ? before : last;
  return { from: addDays(to, -6), to };
}
