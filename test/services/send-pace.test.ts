import { expect, test } from 'vitest';
import { createPace } from '../../src/services/send-pace.ts';

const AT_ONCE = { waitMs: 0, booked: true };

function pacing() {
  const time = { now: 0 };
  return { time, pace: createPace(() => time.now) };
}

test('messages to one conversation are booked one after the other, those to others at once', () => {
  const { pace } = pacing();
  const waits = ['C1', 'C1', 'C1', 'C2'].map((place) => pace.book(place).waitMs);
  expect(waits).toEqual([0, 1100, 2200, 0]);
});

test('what would have to wait too long is not booked', () => {
  const { pace, time } = pacing();
  const booked = Array.from({ length: 9 }, () => pace.book('C1').booked);
  expect(booked.lastIndexOf(true)).toBe(4);
  time.now = 60_000;
  expect(pace.book('C1')).toMatchObject(AT_ONCE);
});

test('conversations that got too much wait alone', () => {
  const { pace } = pacing();
  for (const place of ['C1', 'C2']) {
    pace.limited(place, 30_000);
    expect(pace.book(place)).toMatchObject({ waitMs: 30_000, booked: false });
    expect(pace.book(`next to ${place}`)).toMatchObject(AT_ONCE);
    pace.taken();
    expect(pace.book(`after ${place}`)).toMatchObject(AT_ONCE);
  }
});

test('several in a row that have to wait hold others up no longer than until one of those is taken', () => {
  const { pace, time } = pacing();
  pace.limited('C1', 30_000);
  pace.limited('C2', 30_000);
  expect(pace.book('C3')).toMatchObject(AT_ONCE);
  expect(pace.book('C4')).toEqual({ waitMs: 250, booked: false, forAll: true });
  pace.taken();
  expect(pace.book('C4')).toMatchObject(AT_ONCE);
  time.now = 20_000;
  pace.limited('C5', 30_000);
  expect(pace.book('C6')).toMatchObject(AT_ONCE);
  expect(pace.book('C1')).toMatchObject({ waitMs: 10_000, booked: false });
});

test('while none is taken, they try one at a time and less and less often, until the wait is over', () => {
  const { pace, time } = pacing();
  const tries: number[] = [];
  for (let place = 0; time.now < 60_000; place += 1) {
    const { waitMs, booked } = pace.book(`C${place}`);
    if (booked) {
      tries.push(time.now);
      pace.limited(`C${place}`, 60_000 - time.now);
    } else time.now += waitMs;
  }
  expect(tries.slice(0, 8)).toEqual([0, 0, 0, 250, 750, 1750, 2750, 3750]);
  expect(tries.length).toBeLessThan(65);
  expect(['C1', 'C97', 'C98', 'C99'].map((place) => pace.book(place).waitMs)).toEqual([0, 0, 0, 0]);
});

test('many that have to wait, one after the other, hold up the first that has not to for a minute at most', () => {
  const { pace, time } = pacing();
  const limited = Array.from({ length: 50 }, (_, place) => `C${place}`);
  for (const place of [...limited, 'free']) {
    for (;;) {
      const { waitMs, booked } = pace.book(place);
      if (booked) break;
      time.now += waitMs;
    }
    if (place !== 'free') pace.limited(place, 120_000);
  }
  expect(time.now).toBeLessThan(50_000);
});

test('looks are booked one after the other, and wait together', () => {
  const { pace, time } = pacing();
  expect([pace.bookLook(), pace.bookLook(), pace.bookLook(), pace.bookLook()]).toEqual([
    { waitMs: 0, booked: true, forAll: false },
    { waitMs: 1200, booked: true, forAll: false },
    { waitMs: 2400, booked: true, forAll: false },
    { waitMs: 3600, booked: false, forAll: false },
  ]);
  pace.looksLimited(20_000);
  expect(pace.bookLook()).toMatchObject({ waitMs: 20_000, booked: false });
  expect(pace.book('C1')).toMatchObject(AT_ONCE);
  time.now = 20_000;
  expect(pace.bookLook()).toMatchObject(AT_ONCE);
});
