import { afterAll, beforeAll, expect, test } from 'vitest';
import { EVERYONE, type Fetch } from '../../src/domain/feeds.ts';
import { makeTeam, openWorkshop, type Workshop } from './workshop.ts';

const FETCH: Fetch = { provider: 'lingma', feed: 'people', scope: EVERYONE, period: null };

let shop: Workshop;

beforeAll(async () => {
  shop = await openWorkshop();
});

afterAll(() => shop.close());

test('a sync gives up the fetches of a replica that died, and none that may still be under way', async () => {
  const left = await shop.store.begin(FETCH, shop.clock());
  shop.passHours(5);
  const own = await shop.store.begin(FETCH, shop.clock());
  shop.passHours(2);
  const { sync } = shop.forTeams([makeTeam({ groups: { windsurf: ['backend'] } })]);
  await sync(new AbortController().signal);
  const result = { at: shop.clock(), rejected: 0, outOfRange: 0, warnings: [] };
  await expect(shop.store.commit(left, result)).rejects.toThrow('given up');
  await shop.store.commit(own, result);
});
