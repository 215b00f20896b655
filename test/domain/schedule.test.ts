import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../src/domain/calendar.ts';
import { nextRun, saySchedule } from '../../src/domain/schedule.ts';
import type { Every, Schedule, Slot } from '../../src/domain/subscriptions.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ZONES = Intl.supportedValuesOf('timeZone');
const EVERY_DAY: Every = { kind: 'weekdays', days: [1, 2, 3, 4, 5, 6, 7] };

/** Zones whose clocks do what others’ do not: half an hour, two hours, at midnight, before it, over the date line, twice in a year. */
const ODD = [
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

const zones = fc.oneof(fc.constantFrom(...ODD), fc.constantFrom(...ZONES));
const times = fc
  .oneof(fc.constantFrom(0, 1, 30, 120, 150, 180, 1380, 1410, 1439), fc.nat(1439))
  .map((minute) => `${pad(minute / 60)}:${pad(minute % 60)}`);
const instants = fc
  .date({ min: new Date('1996-01-01'), max: new Date('2036-01-01'), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / MINUTE) * MINUTE));
const everys = fc.oneof(
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

function walk(schedule: Schedule, from: Date, until: (slot: Slot) => boolean): Slot[] {
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

describe('a slot', () => {
  test.each(ODD)('is there once for each local date of 30 years in %s', (zone) => {
    const at = ['00:00', '02:30', '23:30'][ODD.indexOf(zone) % 3] ?? '';
    const schedule = { every: EVERY_DAY, at, zone };
    const slots = walk(schedule, new Date('1996-06-01'), (slot) => slot.date > '2026-12-31');
    expectEachDateOnce(slots, zone);
    for (const slot of slots) expectRightMoment(slot, schedule);
    expect(slots.length).toBeGreaterThan(11_165);
  });

  test('is at its time on the clocks of any zone, on the dates that are due', () => {
    fc.assert(
      fc.property(zones, times, instants, everys, (zone, at, from, every) => {
        const schedule = { every, at, zone };
        const end = from.getTime() + 60 * DAY;
        const slots = walk(schedule, from, (slot) => slot.at.getTime() > end);
        for (const slot of slots) expectRightMoment(slot, schedule);
        const all = walk(
          { ...schedule, every: EVERY_DAY },
          from,
          (slot) => slot.at.getTime() > end,
        );
        expectEachDateOnce(all, zone);
        expect(slots).toEqual(all.filter(({ date }) => isDue(every, date)));
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  test('is the first after an instant, also between two of them', () => {
    fc.assert(
      fc.property(zones, times, instants, everys, fc.nat(), (zone, at, from, every, part) => {
        const schedule = { every, at, zone };
        const first = nextRun(schedule, from);
        expect(first.at > from).toBe(true);
        const second = nextRun(schedule, first.at);
        const between = first.at.getTime() + (part % (second.at.getTime() - first.at.getTime()));
        expect(nextRun(schedule, new Date(between))).toEqual(second);
        expect(nextRun(schedule, new Date(first.at.getTime() - 1))).toEqual(first);
      }),
    );
  });

  test.each([
    // Clocks go from 02:00 to 03:00.
    ['Europe/Berlin', '02:30', '2026-03-29', '2026-03-29T01:00:00.000Z'],
    // They show 02:30 twice.
    ['Europe/Berlin', '02:30', '2026-10-25', '2026-10-25T00:30:00.000Z'],
    // By half an hour.
    ['Australia/Lord_Howe', '02:15', '2026-10-04', '2026-10-03T15:30:00.000Z'],
    // By two hours.
    ['Antarctica/Troll', '01:30', '2026-03-29', '2026-03-29T01:00:00.000Z'],
    // The last hour of a day is skipped: its slot is the first minute of the next.
    ['America/Nuuk', '23:30', '2026-03-28', '2026-03-29T01:00:00.000Z'],
    ['Asia/Shanghai', '09:00', '2026-11-23', '2026-11-23T01:00:00.000Z'],
  ])('in %s at %s on %s is %s', (zone, at, date, instant) => {
    const schedule = { every: EVERY_DAY, at, zone };
    const before = new Date(Date.parse(`${date}T00:00:00Z`) - DAY);
    const [slot] = walk(schedule, before, (slot) => slot.date > date).slice(-1);
    expect(slot).toEqual({ date, at: new Date(instant) });
  });

  test('is not there for the day that Samoa never had', () => {
    const schedule = { every: EVERY_DAY, at: '09:00', zone: 'Pacific/Apia' };
    const slots = walk(schedule, new Date('2011-12-28'), ({ date }) => date > '2012-01-01');
    expect(slots.map(({ date }) => date)).not.toContain('2011-12-30');
    expect(slots.map(({ date }) => date)).toEqual(
      expect.arrayContaining(['2011-12-29', '2011-12-31']),
    );
  });

  test('of a month is on the first that is Monday to Friday', () => {
    const schedule: Schedule = { every: { kind: 'first-working-day' }, at: '09:00', zone: 'UTC' };
    const slots = walk(schedule, new Date('2026-07-15'), ({ date }) => date > '2026-12-31');
    expect(slots.map(({ date }) => date)).toEqual([
      '2026-08-03',
      '2026-09-01',
      '2026-10-01',
      '2026-11-02',
      '2026-12-01',
    ]);
  });

  test('needs a day to be due on', () => {
    const never: Schedule = { every: { kind: 'weekdays', days: [] }, at: '09:00', zone: 'UTC' };
    expect(() => nextRun(never, new Date())).toThrow('at least one day');
  });
});

test.each([
  [[1], 'every Monday at 09:00 (Asia/Shanghai)'],
  [[4, 1], 'every Monday and Thursday at 09:00 (Asia/Shanghai)'],
  [[5, 1, 3], 'every Monday, Wednesday and Friday at 09:00 (Asia/Shanghai)'],
  [[1, 2, 3, 4, 5], 'Monday to Friday at 09:00 (Asia/Shanghai)'],
  [[7, 6, 5, 4, 3, 2, 1], 'every day at 09:00 (Asia/Shanghai)'],
])('a schedule is said as people say it: %j', (days, said) => {
  const every: Every = { kind: 'weekdays', days };
  expect(saySchedule({ every, at: '09:00', zone: 'Asia/Shanghai' })).toBe(said);
});

test('so is one of each month', () => {
  const every: Every = { kind: 'first-working-day' };
  expect(saySchedule({ every, at: '18:30', zone: 'UTC' })).toBe(
    'on the first working day of the month at 18:30 (UTC)',
  );
});

/** By another way than the one that is tested. */
function isDue(every: Every, date: string): boolean {
  const weekday = (value: string) => new Date(`${value}T00:00:00Z`).getUTCDay();
  if (every.kind === 'weekdays') return every.days.includes(weekday(date) || 7);
  const before = Array.from({ length: 31 }, (_, index) => addDays(date, -index - 1));
  const sameMonth = before.filter((it) => it.startsWith(date.slice(0, 7)));
  const works = (value: string) => ![0, 6].includes(weekday(value));
  return works(date) && !sameMonth.some(works);
}
