import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EVERYONE } from '../../src/domain/feeds.ts';
import { AppError } from '../../src/errors.ts';
import { createMatchPeople } from '../../src/services/match-people.ts';
import { directoryOf, seatsOf } from '../../src/services/needs.ts';
import { makeDirectory, makeSlackPerson } from './people.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const NEVER = new AbortController().signal;

let shop: Workshop;

beforeAll(async () => {
  shop = await openWorkshop();
  await shop.fetchMissing([directoryOf('lingma'), seatsOf('lingma', EVERYONE, null, 1)]);
});

afterAll(() => shop.close());

function matcher(directory: ReturnType<typeof makeDirectory>) {
  const pauses: number[] = [];
  const troubles: AppError[] = [];
  const match = createMatchPeople({
    directory: directory.directory,
    people: shop.people,
    clock: shop.clock,
    onTrouble: (error) => troubles.push(error),
    pause: async (ms) => {
      pauses.push(ms);
      // Slack has recovered by the time that the bot asks again.
      if (ms > 30_000) directory.trouble = null;
    },
  });
  return { match, pauses, troubles };
}

describe('people are looked up in Slack', () => {
  test('each once a week, no more than forty a minute, one round at a time', async () => {
    const waiting = await shop.people.emailsToLookUp(shop.clock(), 1000);
    expect(waiting.length).toBeGreaterThan(20);
    const directory = makeDirectory(
      ...waiting
        .slice(0, 10)
        .map((email, index) => makeSlackPerson({ slackUserId: `W${index}`, email })),
    );
    const { match, pauses } = matcher(directory);
    expect(await Promise.all([match(NEVER), match(NEVER)])).toEqual([
      waiting.length,
      waiting.length,
    ]);
    expect(directory.asked[0]).toBe('page ');
    expect(directory.asked.slice(1).toSorted()).toEqual(waiting.slice(10).toSorted());
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(60_000 / 40);
    expect(await shop.people.matching()).toMatchObject({ matched: 10, waiting: 0 });
    shop.passHours(24 * 6);
    expect(await match(NEVER)).toBe(0);
    shop.passHours(24 * 1.5);
    expect(await match(NEVER)).toBe(waiting.length);
  });

  test('all at once where there are many: page by page, but for whoever is not listed as a member', async () => {
    shop.passHours(24 * 8);
    const waiting = await shop.people.emailsToLookUp(shop.clock(), 1000);
    const directory = makeDirectory(
      ...waiting.slice(0, 30).map((email, index) => {
        const membership = index < 3 ? 'deactivated' : 'member';
        return makeSlackPerson({ slackUserId: `W${index}`, email, membership });
      }),
      makeSlackPerson({ slackUserId: 'W-OTHER', email: 'other@example.com' }),
    );
    directory.pageSize = 8;
    const { match, pauses } = matcher(directory);
    expect(await match(NEVER)).toBe(waiting.length);
    const pages = directory.asked.filter((asked) => asked.startsWith('page'));
    expect(pages).toEqual(['page ', 'page 8', 'page 16', 'page 24']);
    expect(pauses.slice(0, 3)).toEqual([3000, 3000, 3000]);
    expect(directory.asked.slice(4)).toEqual(
      expect.arrayContaining([...waiting.slice(0, 3), ...waiting.slice(30)]),
    );
    expect(directory.asked).toHaveLength(4 + waiting.length - 27);
    expect(await shop.people.slackPerson('W-OTHER')).toBeNull();
  });

  test('one by one where Slack does not list people', async () => {
    shop.passHours(24 * 8);
    const directory = makeDirectory();
    directory.directory.page = async () => {
      throw new AppError('not_found', 'Slack does not know the method users.list.');
    };
    const { match, troubles } = matcher(directory);
    const waiting = await shop.people.emailsToLookUp(shop.clock(), 1000);
    expect(await match(NEVER)).toBe(waiting.length);
    expect(directory.asked.toSorted()).toEqual(waiting.toSorted());
    expect(troubles).toEqual([]);
  });

  test('after the wait that Slack asks for', async () => {
    shop.passHours(24 * 8);
    const directory = makeDirectory();
    directory.trouble = new AppError('rate_limited', 'Enough.', { retryAfterMs: 31_000 });
    const { match, pauses, troubles } = matcher(directory);
    expect(await match(NEVER)).toBeGreaterThan(20);
    expect(pauses[0]).toBe(31_000);
    expect(directory.asked[0]).toBe(directory.asked[1]);
    expect(troubles).toEqual([]);
  });

  test('until Slack is away: the round ends there and throws nothing', async () => {
    shop.passHours(24 * 8);
    const directory = makeDirectory();
    directory.trouble = new AppError('unavailable', 'Slack is away.');
    const { match, troubles } = matcher(directory);
    expect(await match(NEVER)).toBe(0);
    expect(directory.asked).toHaveLength(1);
    expect(troubles).toEqual([directory.trouble]);
  });

  test('also where Slack takes one of the addresses for none', async () => {
    const directory = makeDirectory();
    directory.trouble = new AppError('invalid', 'No address.');
    const { match, troubles } = matcher(directory);
    const lookedUp = await match(NEVER);
    expect(lookedUp).toBeGreaterThan(20);
    expect(troubles).toHaveLength(lookedUp);
  });

  test('and no more of them once the bot stops', async () => {
    shop.passHours(24 * 8);
    const directory = makeDirectory();
    const { match, troubles } = matcher(directory);
    expect(await match(AbortSignal.abort())).toBe(0);
    expect(directory.asked).toEqual([]);
    expect(troubles).toEqual([]);
  });
});
