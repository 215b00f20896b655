import type { SubscribeAsk } from '../domain/digests.ts';
import type { Every, Schedule } from '../domain/subscriptions.ts';
import { isZone } from '../domain/zones.ts';
import { AppError } from '../errors.ts';

const MONDAYS: Every = { kind: 'weekdays', days: [1] };
const MORNING = '09:00';

/** Every Monday at nine in a zone: what a subscription has where nobody says. */
export function usualSchedule(zone: string): Schedule {
  return { every: MONDAYS, at: MORNING, zone };
}

/** The schedule that is asked for, over the one it has by default. Throws `invalid` where it is none. */
export function chooseSchedule(
  { every, at, zone }: Pick<SubscribeAsk, 'every' | 'at' | 'zone'>,
  usual: Schedule,
): Schedule {
  const chosen = { every: every ?? usual.every, at: at ?? usual.at, zone: zone ?? usual.zone };
  if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(chosen.at)) {
    throw new AppError('invalid', `“${chosen.at}” is no time of day: write it like 09:00.`);
  }
  if (!isZone(chosen.zone)) {
    throw new AppError('invalid', `“${chosen.zone}” is no time zone: write it like Asia/Shanghai.`);
  }
  return { ...chosen, every: inOrder(chosen.every) };
}

function inOrder(every: Every): Every {
  if (every.kind === 'first-working-day') return every;
  const days = [...new Set(every.days)].toSorted((left, right) => left - right);
  if (days.length === 0 || days.some((day) => !Number.isInteger(day) || day < 1 || day > 7)) {
    throw new AppError('invalid', 'A digest needs at least one day of the week.');
  }
  return { kind: 'weekdays', days };
}

/** Whether two schedules, made by `chooseSchedule`, are due at the same moments. */
export function isSameSchedule(one: Schedule, other: Schedule): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf({ every, at, zone }: Schedule): string {
  return JSON.stringify([every.kind === 'weekdays' ? every.days : every.kind, at, zone]);
}
