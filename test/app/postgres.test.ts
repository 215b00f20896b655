import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ask } from '../support/asking.ts';
import { makeWorld } from '../support/company.ts';
import { askFigures } from '../support/figures.ts';
import { startOffice } from '../support/office.ts';
import { startPostgres, type PostgresServer } from '../support/postgres.ts';
import { letPass } from '../support/time-passes.ts';

// Several bots start at once here, on however few processors.
vi.setConfig({ testTimeout: 180_000 });

const world = makeWorld();
const BACKEND = '/ai-usage team=backend';

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(async () => {
  await server.stop();
});

it.concurrent('does on PostgreSQL what it does on its own database', async () => {
  const DATABASE_URL = await server.createDatabase();
  await using office = await startOffice({
    world,
    mode: 'http',
    backfillDays: 60,
    settings: { DATABASE_URL },
  });
  const cold = await askFigures(office, BACKEND, 'backend');
  expect(cold.cards).toMatchObject(cold.due);
  expect(await office.bot.synced()).toMatchObject({ unmet: 0 });
  const warm = await askFigures(office, '/ai-usage eng', 'engineering');
  expect(warm.cards).toMatchObject(warm.due);
  expect(warm.shown).toHaveLength(1);
  expect(await office.bot.stop()).toEqual({ code: 0, signal: null });

  await letPass(120, { url: DATABASE_URL, dataDir: '' });
  office.lingma.faults.set({ kind: 'unauthorized' });
  await office.start();
  const stale = await askFigures(office, BACKEND, 'backend');
  expect(stale.cards).toMatchObject(stale.due);
  expect(stale.read.text.trouble).toEqual([expect.stringContaining('LINGMA_TOKEN')]);
});

it.concurrent('lets two replicas start together on an empty database', async () => {
  const DATABASE_URL = await server.createDatabase();
  const start = () => startOffice({ world, backfillDays: 60, settings: { DATABASE_URL } });
  await using both = new AsyncDisposableStack();
  const offices = await Promise.all([start(), start()]);
  for (const office of offices) both.use(office);
  for (const question of [BACKEND, '/ai-usage team=backend period=last-week']) {
    const answers = await Promise.all(
      offices.map((office) => askFigures(office, question, 'backend')),
    );
    for (const { cards, due, read } of answers) {
      expect(cards).toMatchObject(due);
      expect(read.text.trouble).toEqual([]);
    }
  }
  for (const { bot } of offices) expect(await bot.synced()).toMatchObject({ unmet: 0 });
  for (const office of offices) {
    const { cards, due } = await askFigures(office, '/ai-usage guild', 'guild');
    expect(cards).toMatchObject(due);
  }
  const { password } = new URL(DATABASE_URL);
  for (const { bot } of offices) expect(bot.output()).not.toContain(password);
});

it.concurrent('says that its database is gone, and still ends when it is told to', async () => {
  const own = await startPostgres();
  const DATABASE_URL = await own.createDatabase();
  await using office = await startOffice({ world, settings: { DATABASE_URL } });
  await office.bot.synced();
  await own.stop();
  const { message } = await ask(office, BACKEND);
  const said = /^⚠️ The bot’s own database .+ Reference: `(r-[a-z2-9]{6})`$/.exec(message.text);
  expect(office.bot.output()).toContain(`"request":"${said?.[1]}"`);
  const { host, pathname } = new URL(DATABASE_URL);
  expect(JSON.stringify(message)).not.toContain(host);
  expect(JSON.stringify(message)).not.toContain(pathname.slice(1));
  expect(office.bot.output()).toContain(`${host}${pathname}`);
  expect((await fetch(`${office.bot.url}/readyz`)).status).toBe(503);
  expect(await office.bot.stop()).toEqual({ code: 0, signal: null });
});
