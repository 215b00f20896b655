import { EVERYONE, type Fetch } from '../../src/domain/feeds.ts';
import type { PersonDay } from '../../src/domain/usage.ts';
import { days, usageDay } from './rows.ts';

export const KILLED_FETCH: Fetch = {
  provider: 'lingma',
  feed: 'person-days',
  scope: EVERYONE,
  period: days('2026-11-01', '2026-11-03'),
};

export const KILLED_PEOPLE = Array.from({ length: 60 }, (_, index) => `person-${index}`);

/** What a round writes: every row tells its round, and who is in it alternates, so that rows come and go too. */
export function killedRows(round: number): PersonDay[][] {
  const people = KILLED_PEOPLE.filter((_, index) => index % 2 === round % 2);
  return ['2026-11-01', '2026-11-02', '2026-11-03'].map((day) =>
    people.map((id) => usageDay(id, day, round)),
  );
}
