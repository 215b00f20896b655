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

  test('do not come out from what parts with people in common leave of a whole', () => {
    const parts = [team('backend', 1, 7), team('frontend', 7, 12), team('tiny', 13, 14)];
    expect(hidden([team('engineering', 1, 14), ...parts])).toEqual(['frontend', 'tiny']);
  });

  test('do not come out through a part with somebody from elsewhere', () => {
    const elsewhere = team('elsewhere', 100, 140);
    const guests = { id: 'guests', holders: team('', 1, 17).holders.union(new Set(['p100'])) };
    expect(hidden([team('whole', 1, 20), guests, elsewhere])).toEqual(['guests']);
    expect(hidden([team('whole', 1, 22), guests, elsewhere])).toEqual([]);
  });

  test('cost no team its figures that tells nothing', () => {
    const inner = team('inner', 1, 6);
    expect(hidden([team('whole', 1, 40), team('part', 1, 37), inner])).toEqual(['part']);
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

test('no shown team without any shown ones that lie in it, but for too few, leaves too few', () => {
  fc.assert(
    fc.property(manyTeams, minimums, (teams, minimum) => {
      const gone = hiddenTeams(teams, minimum);
      const shown = teams.filter(({ id }) => !gone.has(id)).map(({ holders }) => holders);
      const everybody = new Set(teams.flatMap(({ holders }) => [...holders]));
      for (const whole of [...shown, everybody]) {
        const parts = shown.filter(
          (part) => part !== whole && part.difference(whole).size < minimum,
        );
        for (const taken of subsetsOf(parts)) {
          const rest = taken.reduce((left, part) => left.difference(part), whole).size;
          expect(taken.length === 0 || rest === 0 || rest >= minimum).toBe(true);
        }
      }
      for (const { size } of shown) expect(size).toBeGreaterThanOrEqual(minimum);
    }),
  );
});

test('hiding more teams than must be never gives one away', () => {
  fc.assert(
    fc.property(manyTeams, minimums, fc.nat(7), (teams, minimum, also) => {
      const gone = hiddenTeams(teams, minimum).add(`t${also}`);
      expect(hiddenTeams(teams, minimum, gone)).toEqual(gone);
    }),
  );
});

function subsetsOf<T>(all: readonly T[]): T[][] {
  return all.reduce<T[][]>((sets, one) => [...sets, ...sets.map((set) => [...set, one])], [[]]);
}

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

test('three hundred teams that overlap take no time', () => {
  const teams = Array.from({ length: 300 }, (_, index) => ({
    id: `t${index}`,
    // Everybody is in a team of their own neighbourhood, in a wide one, and a third of them in one across.
    holders: new Set(
      Array.from({ length: 20_000 }, (_one, person) => person)
        .filter((person) => isIn(person, index))
        .map(String),
    ),
  }));
  const started = performance.now();
  hiddenTeams(teams, 5);
  expect(performance.now() - started).toBeLessThan(5000);
});

function isIn(person: number, index: number): boolean {
  if (index < 200) return person % 200 === index;
  if (index < 220) return Math.floor(person / 1000) === index - 200;
  return person % 3 === 0 && (person * 7) % 80 === index - 220;
}
