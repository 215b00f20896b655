import { expect, test } from 'vitest';
import { createPace } from '../../src/services/send-pace.ts';

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
  expect(pace.book('C1')).toEqual({ waitMs: 0, booked: true });
});

test('a conversation that got too much waits alone', () => {
  const { pace } = pacing();
  pace.limited('C1', 30_000);
  expect(pace.book('C1')).toEqual({ waitMs: 30_000, booked: false });
  expect(pace.book('C2')).toEqual({ waitMs: 0, booked: true });
  pace.taken('C2');
  pace.limited('C3', 30_000);
  expect(pace.book('C4')).toEqual({ waitMs: 0, booked: true });
});

test('looks are booked one after the other, and wait together', () => {
  const { pace, time } = pacing();
  expect([pace.bookLook(), pace.bookLook(), pace.bookLook(), pace.bookLook()]).toEqual([
    { waitMs: 0, booked: true },
    { waitMs: 1200, booked: true },
    { waitMs: 2400, booked: true },
    { waitMs: 3600, booked: false },
  ]);
  pace.looksLimited(20_000);
  expect(pace.bookLook()).toEqual({ waitMs: 20_000, booked: false });
  expect(pace.book('C1')).toEqual({ waitMs: 0, booked: true });
  time.now = 20_000;
  expect(pace.bookLook()).toEqual({ waitMs: 0, booked: true });
});

test('once a second one is told to wait, and none was served in between, all do', () => {
  const { pace, time } = pacing();
  pace.limited('C1', 30_000);
  pace.limited('C2', 29_000);
  expect(pace.book('C3')).toEqual({ waitMs: 29_000, booked: true });
  time.now = 29_000;
  expect(pace.book('C4')).toEqual({ waitMs: 0, booked: true });
});
