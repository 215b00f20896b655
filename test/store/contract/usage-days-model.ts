import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVERYONE } from '../../../src/domain/feeds.ts';
import type { UsageStore } from '../../../src/domain/ports.ts';
import type { PersonDay } from '../../../src/domain/usage.ts';
import { days, entry, group, person, takeIn, usageDay } from '../rows.ts';

const ALL = {
  provider: 'lingma',
  personIds: ['ann', 'bob', 'cho'],
  period: days('2026-11-01', '2026-11-30'),
};

/** Any fetches, one after the other, against a map that does what the contract says. */
export function describeUsageDaysModel(store: () => UsageStore): void {
  describe('usage days and last activity', () => {
    it('are what a plain list of them would be, after any fetches', async () => {
      let tries = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(fetches(), { maxLength: 5 }), async (all) => {
          const provider = `provider-${tries++}`;
          const model = new Map<string, PersonDay>();
          for (const { scope, period, rows } of all) {
            await takeIn(store(), 'person-days', { provider, scope, period }, ...rows);
            if (scope.kind === 'everyone') {
              for (const [key, { day }] of model) {
                if (day >= period.from && day <= period.to) model.delete(key);
              }
            }
            for (const row of rows.flat()) model.set(`${row.day} ${row.personId}`, row);
          }
          const expected = [...model.keys()].toSorted().map((key) => model.get(key));
          expect(await store().personDays({ ...ALL, provider })).toEqual(expected);
          expect(await seenOf(store(), provider)).toEqual(seenIn([...model.values()]));
        }),
        { numRuns: 30, endOnFailure: true },
      );
    });
  });
}

async function seenOf(store: UsageStore, provider: string) {
  const groupIds = ['everyone'];
  const entries = ALL.personIds.map((id) => entry(id, { groupIds }));
  await takeIn(store, 'people', { provider }, entries);
  const roster = await store.roster({ provider, groupIds, emails: [] });
  return Object.fromEntries(roster.map(({ personId, lastActiveAt }) => [personId, lastActiveAt]));
}

function seenIn(rows: readonly PersonDay[]) {
  const seen = (id: string) => {
    const active = rows.filter(({ personId, active }) => personId === id && active);
    const last = active.toSorted((left, right) => (left.day < right.day ? 1 : -1))[0];
    return last ? (last.lastActiveAt ?? Date.parse(last.day)) : null;
  };
  return Object.fromEntries(ALL.personIds.map((id) => [id, seen(id)]));
}

function fetches() {
  const day = fc.integer({ min: 1, max: 6 }).map((date) => `2026-11-0${date}`);
  const scope = fc.constantFrom(EVERYONE, EVERYONE, group('d-1'), person('ann'));
  return fc.tuple(scope, day, day).chain(([scope, one, other]) => {
    const period = one < other ? days(one, other) : days(other, one);
    const row = fc
      .record({
        personId:
          scope.kind === 'person' ? fc.constant('ann') : fc.constantFrom('ann', 'bob', 'cho'),
        day: day.filter((it) => it >= period.from && it <= period.to),
        lines: fc.option(fc.nat(9)),
        active: fc.boolean(),
        seen: fc.option(fc.nat(86_399_999)),
      })
      .map(({ personId, day, lines, active, seen }) =>
        usageDay(personId, day, lines, {
          active,
          lastActiveAt: seen === null ? null : Date.parse(day) + seen,
        }),
      );
    return fc
      .array(fc.array(row, { maxLength: 6 }), { maxLength: 3 })
      .map((rows) => ({ scope, period, rows }));
  });
}
