import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EVERYONE, type Fetch } from '../../src/domain/feeds.ts';
import { windsurf } from '../../src/providers/windsurf/index.ts';
import { createFetchFeed } from '../../src/services/fetch-feed.ts';
import { openDatabase, type Database } from '../../src/store/database.ts';
import { createUsageStore } from '../../src/store/usage-store.ts';
import { json, serve, type Reply } from '../providers/server.ts';
import { makeDataDir } from '../support/data-dir.ts';

const PERIOD = { from: '2026-10-25', to: '2026-11-21' };
const SEATS: Fetch = { provider: 'windsurf', feed: 'seats', scope: EVERYONE, period: PERIOD };
const ann = { email: 'ann@example.com', teamStatus: 'USER_TEAM_STATUS_APPROVED' };

let dataDir: string;
let database: Database;

beforeAll(async () => {
  dataDir = await makeDataDir();
  database = await openDatabase({ url: null, dataDir });
});

afterAll(async () => {
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** Fetches everyone's seats from a Windsurf that gives this reply. */
async function fetchSeats(reply: Reply): Promise<void> {
  const { url } = await serve(reply);
  const fetchFeed = createFetchFeed({
    store: createUsageStore(database),
    providers: [windsurf({ baseUrl: url, serviceKey: 'a-service-key' }, { retries: 0 })],
    clock: () => new Date('2026-11-22T04:00:00Z'),
    zone: 'Asia/Shanghai',
    signal: new AbortController().signal,
  });
  await fetchFeed(SEATS);
}

async function held(): Promise<readonly string[]> {
  const emails = ['ann@example.com'];
  const store = createUsageStore(database);
  const roster = await store.roster({ provider: 'windsurf', groupIds: [], emails });
  return roster.flatMap(({ seat }) => seat?.personId ?? []);
}

test('seats stay where rows came of which none can be read, and go where an empty list comes', async () => {
  await fetchSeats(json({ userTableStats: [ann, { email: 7 }] }));
  expect(await held()).toEqual(['ann@example.com']);
  const unreadable = fetchSeats(json({ userTableStats: [{ ...ann, activeDays: 'many' }] }));
  await expect(unreadable).rejects.toMatchObject({
    code: 'contract',
    message: expect.stringContaining('none could be read'),
  });
  expect(await held()).toEqual(['ann@example.com']);
  await fetchSeats(json({ userTableStats: [] }));
  expect(await held()).toEqual([]);
});
