import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hiddenTeams, type Holders } from '../../src/domain/small-groups.ts';

function team(id: string, from: number, to: number): Holders {
  const people = Array.from({ length: to - from + 1 }, (_, index) => `p${from + index}`);
  return { id, holders: new Set(people) };
}

function hidden(teams: readonly Holders[], minimum = 5): string[] {
  return [...hiddenTeams(teams, minimum)].toSorted();
}

describe('teams that are too small to be shown', () => {
  test('are hidden, and nobody else where nothing can be taken from anything', () => {
    expect(hidden([team('few', 1, 4), team('many', 11, 30), team('others', 31, 50)])).toEqual([
      'few',
      // All teams without “many” and “others” would be the few.
      'others',
    ]);
    expect(hidden([team('many', 11, 30), team('others', 31, 50)])).toEqual([]);
  });

  test('take with them the part of a team that would tell the rest of it', () => {
    expect(hidden([team('whole', 1, 20), team('part', 1, 17)])).toEqual(['part']);
    expect(hidden([team('whole', 1, 20), team('part', 1, 15)])).toEqual([]);
    expect(hidden([team('whole', 1, 20), team('same', 1, 20)])).toEqual([]);
  });

  test('take with them the smallest of several parts that together would tell the rest', () => {
    const parts = [team('left', 1, 10), team('right', 11, 18)];
    expect(hidden([team('whole', 1, 20), ...parts])).toEqual(['right']);
  });

  test('do not come out again through a part of a part', () => {
    const teams = [team('whole', 1, 20), team('part', 1, 18), team('inner', 1, 17)];
    expect(hidden(teams)).toEqual(['inner', 'part']);
  });

  test('are none where the minimum is one person', () => {
    expect(hidden([team('one', 1, 1), team('two', 1, 2)], 1)).toEqual([]);
  });
});

const people = fc.array(fc.integer({ min: 0, max: 24 }), { maxLength: 25 });
const manyTeams = fc
  .array(people, { maxLength: 8 })
  .map((groups) =>
    groups.map((members, index) => ({ id: `t${index}`, holders: new Set(members.map(String)) })),
  );
const minimums = fc.integer({ min: 1, max: 7 });

test('no shown team without a shown one inside it leaves anybody but too few', () => {
  fc.assert(
    fc.property(manyTeams, minimums, (teams, minimum) => {
      const gone = hiddenTeams(teams, minimum);
      const shown = teams.filter(({ id }) => !gone.has(id));
      const everybody = new Set(teams.flatMap(({ holders }) => [...holders]));
      for (const whole of [...shown.map(({ holders }) => holders), everybody]) {
        for (const { holders } of shown.filter((part) => part.holders.isSubsetOf(whole))) {
          const rest = whole.size - holders.size;
          expect(rest === 0 || rest >= minimum).toBe(true);
        }
      }
      for (const { holders } of shown) expect(holders.size).toBeGreaterThanOrEqual(minimum);
    }),
  );
});

test('it does not matter in which order the teams come', () => {
  fc.assert(
    fc.property(manyTeams, minimums, (teams, minimum) => {
      expect(hiddenTeams(teams.toReversed(), minimum)).toEqual(hiddenTeams(teams, minimum));
    }),
  );
});

test('two hundred teams take no time', () => {
  const departments = Array.from({ length: 199 }, (_, index) =>
    team(`d${index}`, index * 100 + 1, index * 100 + 100),
  );
  const started = performance.now();
  expect(hidden([...departments, team('all', 1, 19_903)])).toEqual(['d99']);
  expect(performance.now() - started).toBeLessThan(5000);
});
