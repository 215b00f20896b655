import fc from 'fast-check';
import { expect } from 'vitest';
import { addDays, type Day } from '../../src/domain/calendar.ts';
import { nextRun } from '../../src/domain/schedule.ts';
import type { Every, Schedule, Slot } from '../../src/domain/subscriptions.ts';

const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
const ZONES = Intl.supportedValuesOf('timeZone');
export const EVERY_DAY: Every = { kind: 'weekdays', days: [1, 2, 3, 4, 5, 6, 7] };

/** Zones whose clocks do what others’ do not: half an hour, two hours, at midnight, before it, over the date line, twice in a year. */
export const ODD = [
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Fakaofo',
  'Antarctica/Troll',
  'Africa/Casablanca',
  'Africa/Cairo',
  'America/Nuuk',
  'America/Scoresbysund',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Havana',
  'America/Caracas',
  'Asia/Pyongyang',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Kathmandu',
];

export const zones = fc.oneof(fc.constantFrom(...ODD), fc.constantFrom(...ZONES));
export const times = fc
  .oneof(fc.constantFrom(0, 1, 30, 120, 150, 180, 1380, 1410, 1439), fc.nat(1439))
  .map((minute) => `${pad(minute / 60)}:${pad(minute % 60)}`);
export const instants = fc
  .date({ min: new Date('1996-01-01'), max: new Date('2036-01-01'), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / MINUTE) * MINUTE));
export const everys = fc.oneof(
  fc
    .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
    .map((days): Every => ({ kind: 'weekdays', days })),
  fc.constant<Every>({ kind: 'first-working-day' }),
);

function pad(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What clocks show, by the runtime itself: `2026-11-23 09:00`. */
function shown(instant: number, zone: string): string {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(zone, format);
  return format.format(instant);
}

/** The slots after an instant, until one for which that holds. */
export function walk(schedule: Schedule, from: Date, until: (slot: Slot) => boolean): Slot[] {
  const slots: Slot[] = [];
  let slot = nextRun(schedule, from);
  while (!until(slot)) {
    slots.push(slot);
    slot = nextRun(schedule, slot.at);
  }
  return slots;
}

function expectRightMoment({ date, at }: Slot, schedule: Schedule): void {
  const [wanted, time] = [`${date} ${schedule.at}`, at.getTime()];
  const here = shown(time, schedule.zone);
  if (here === wanted) {
    const earlier = [30, 60, 120].map((minutes) => shown(time - minutes * MINUTE, schedule.zone));
    if (earlier.includes(wanted)) throw new Error(`${wanted} occurs before ${at.toISOString()}`);
    return;
  }
  // Skipped: the minute before is still before it, and this one already after it.
  const before = shown(time - MINUTE, schedule.zone);
  expect(before < wanted && here > wanted && [before, here].some((it) => it.startsWith(date))).toBe(
    true,
  );
}

/** Each date once and in order; one is left out only where a zone has left it out. */
function expectEachDateOnce(slots: readonly Slot[], zone: string): void {
  for (const [index, { date, at }] of slots.entries()) {
    const next = slots[index + 1];
    if (!next) return;
    if (next.at <= at || next.date <= date) throw new Error(`${next.date} comes after ${date}`);
    for (let gap = addDays(date, 1); gap < next.date; gap = addDays(gap, 1)) {
      for (let time = at.getTime(); time < next.at.getTime(); time += 30 * MINUTE) {
        expect(shown(time, zone).startsWith(gap)).toBe(false);
      }
    }
  }
}

/** There is a slot for each local date between two, each at the right moment; gives how many. */
export function expectEachDate(zone: string, from: Day, to: Day): number {
  const at = ['00:00', '02:30', '23:30'][ODD.indexOf(zone) % 3] ?? '';
  const schedule = { every: EVERY_DAY, at, zone };
  const slots = walk(schedule, new Date(from), (slot) => slot.date > to);
  expectEachDateOnce(slots, zone);
  for (const slot of slots) expectRightMoment(slot, schedule);
  return slots.length;
}

/** Whatever the schedule, its slots are those of every day that are on a date that is due. */
export function expectDueDates(numRuns: number): void {
  fc.assert(
    fc.property(zones, times, instants, everys, (zone, at, from, every) => {
      const schedule = { every, at, zone };
      const end = from.getTime() + 60 * DAY;
      const slots = walk(schedule, from, (slot) => slot.at.getTime() > end);
      for (const slot of slots) expectRightMoment(slot, schedule);
      const all = walk({ ...schedule, every: EVERY_DAY }, from, (slot) => slot.at.getTime() > end);
      expectEachDateOnce(all, zone);
      expect(slots).toEqual(all.filter(({ date }) => isDue(every, date)));
    }),
    { numRuns },
  );
}

/** By another way than the one that is tested. */
function isDue(every: Every, date: string): boolean {
  const weekday = (value: string) => new Date(`${value}T00:00:00Z`).getUTCDay();
  if (every.kind === 'weekdays') return every.days.includes(weekday(date) || 7);
  const before = Array.from({ length: 31 }, (_, index) => addDays(date, -index - 1));
  const sameMonth = before.filter((it) => it.startsWith(date.slice(0, 7)));
  const works = (value: string) => ![0, 6].includes(weekday(value));
  return works(date) && !sameMonth.some(works);
}
