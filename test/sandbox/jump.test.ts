import { describe, expect, test } from 'vitest';
import { readJump, tellClock } from '../../sandbox/clock/jump.ts';

// A Sunday.
const NOW = new Date('2026-11-22T16:30:00Z');
const HOUR_MS = 3_600_000;

describe('jump', () => {
  test.each([
    ['jump 90m', 1.5 * HOUR_MS],
    ['jump 1h', HOUR_MS],
    ['JUMP 1d', 24 * HOUR_MS],
    ['jump 2 w', 14 * 24 * HOUR_MS],
  ])('%s', (typed, ms) => {
    expect(readJump(typed, NOW, 'Asia/Shanghai')).toBe(ms);
  });

  test.each([
    // In Shanghai it is Monday already, half past midnight.
    ['jump monday 09:00', 'Asia/Shanghai', '2026-11-23T01:00:00Z'],
    ['jump monday', 'Europe/Berlin', '2026-11-23T08:00:00Z'],
    ['jump mon 0:15', 'Asia/Shanghai', '2026-11-29T16:15:00Z'],
    ['jump sunday 17:00', 'Europe/Berlin', '2026-11-29T16:00:00Z'],
    ['jump 18:30', 'Europe/Berlin', '2026-11-22T17:30:00Z'],
    ['jump 09:00', 'America/New_York', '2026-11-23T14:00:00Z'],
  ])('%s in %s', (typed, zone, moment) => {
    const ms = readJump(typed, NOW, zone);
    expect(new Date(NOW.getTime() + Number(ms))).toEqual(new Date(moment));
  });

  test('over a change of summer time', () => {
    const ms = readJump('jump monday 09:00', new Date('2026-10-24T07:00:00Z'), 'Europe/Berlin');
    expect(ms).toBe(Date.parse('2026-10-26T08:00:00Z') - Date.parse('2026-10-24T07:00:00Z'));
  });

  test.each(['jump', 'jump far', 'jump 25:00', 'jump -1h', 'jump 1y', 'jump tomorrow'])(
    '%s is explained',
    (typed) => {
      expect(readJump(typed, NOW, 'Etc/UTC')).toContain('jump takes how long');
    },
  );
});

test('clock tells the time in a zone, and how far it was moved', () => {
  expect(readJump('clock', NOW, 'Etc/UTC')).toBeUndefined();
  const at = (offset: number) =>
    tellClock({ now: () => NOW, offsetMs: () => offset }, 'Asia/Tokyo');
  expect(at(0)).toBe('It is Monday, 23 November 2026, 01:30 (Asia/Tokyo), as on this machine.');
  expect(at(26 * HOUR_MS)).toContain('1 day 2 hours ahead of this machine.');
  expect(at(-HOUR_MS)).toContain('1 hour behind this machine.');
});
