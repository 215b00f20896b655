import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Message } from '../../sandbox/slack/transcript.ts';
import { ask } from '../support/asking.ts';
import { makeWorld, startCompany, type Company } from '../support/company.ts';
import { expectNothingAmiss } from '../support/nothing-amiss.ts';
import { startPostgres, type PostgresServer } from '../support/postgres.ts';
import { launchReady, type ReadyBot } from '../support/running-bot.ts';

// Three processes of the real bot on one PostgreSQL and one Slack, on however few processors.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const QUESTIONS = ['team=backend', 'status', 'inactive team=frontend', 'top team=data', 'teams'];
const GONE = /^⚠️ The bot’s own database does not answer/;
const RECOVERED_MS = 10_000;

type Replicas = {
  readonly company: Company;
  readonly bots: ReadyBot[];
  readonly start: () => Promise<ReadyBot>;
  readonly end: () => Promise<void>;
};

const world = makeWorld();
let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(() => server.stop());

async function startReplicas(url: string): Promise<Replicas> {
  const company = await startCompany({ world });
  const all: ReadyBot[] = [];
  const settings = { ...company.settings('socket'), DATABASE_URL: url, SYNC_BACKFILL_DAYS: '30' };
  async function start(): Promise<ReadyBot> {
    const bot = await launchReady(settings);
    all.push(bot);
    return bot;
  }
  return {
    company,
    bots: await Promise.all([start(), start(), start()]),
    start,
    async end() {
      await Promise.all(all.map((bot) => bot.stop()));
      await company.close();
      expectNothingAmiss(company, all);
    },
  };
}

/** Asks one question after the other, some at a time, until it is told to end; gives the answers, and what was not answered. */
function keepAsking(company: Company) {
  const answers: Message[] = [];
  const failures: string[] = [];
  const ending = new AbortController();
  async function one(offset: number): Promise<void> {
    for (let at = offset; !ending.signal.aborted; at += 1) {
      const question = QUESTIONS[at % QUESTIONS.length] ?? '';
      await ask(company, `/ai-usage ${question}`).then(
        ({ message }) => answers.push(message),
        (error: unknown) => failures.push(`${question}: ${String(error)}`),
      );
      await pause(50);
    }
  }
  const asking = Promise.all([one(0), one(2), one(4)]);
  return {
    answers,
    failures,
    async end() {
      ending.abort();
      await asking;
    },
  };
}

/** The minute after the next, as a time of day in UTC. */
function soon(): string {
  return new Date(Date.now() + 90_000).toISOString().slice(11, 16);
}

it('start together, sync one after the other, and take commands, each of them', async () => {
  const { company, bots, end } = await startReplicas(await server.createDatabase());
  await Promise.all(bots.map((bot) => bot.synced()));
  const asked = [company.lingma, company.windsurf].flatMap(({ requests }) =>
    requests.map(({ method, path, query, body }) => JSON.stringify([method, path, query, body])),
  );
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.length - new Set(asked).size).toBe(0);
  const load = keepAsking(company);
  await vi.waitUntil(() => load.answers.length >= 30, { timeout: 60_000 });
  await load.end();
  expect(load.failures).toEqual([]);
  expect(load.answers.filter(({ text }) => text.startsWith('⚠️'))).toEqual([]);
  for (const bot of bots) expect(bot.output()).toContain('"msg":"answered"');
  await end();
});

it('are restarted one after the other under load: no command fails, and a digest comes once', async () => {
  const { company, bots, start, end } = await startReplicas(await server.createDatabase());
  await Promise.all(bots.map((bot) => bot.synced()));
  const { message } = await ask(
    company,
    `/ai-usage subscribe team=backend every=day at=${soon()} tz=UTC`,
  );
  expect(message.text).toContain('Subscribed');
  const digest = company.slack.waitFor(
    (event) => event.kind === 'posted' && event.message.onlyTo === undefined,
    150_000,
  );
  const load = keepAsking(company);
  for (const bot of bots) {
    await start();
    expect(await bot.stop()).toEqual({ code: 0, signal: null });
  }
  await digest;
  await load.end();
  expect(load.failures).toEqual([]);
  expect(load.answers.length).toBeGreaterThan(30);
  expect(load.answers.filter(({ text }) => text.startsWith('⚠️'))).toEqual([]);
  const posted = company.slack.transcript.events.filter(
    (event) => event.kind === 'posted' && event.message.onlyTo === undefined,
  );
  expect(posted).toHaveLength(1);
  await end();
});

it('say so while PostgreSQL restarts under load, and recover by themselves', async () => {
  const own = await startPostgres();
  const { company, bots, end } = await startReplicas(await own.createDatabase());
  await Promise.all(bots.map((bot) => bot.synced()));
  const load = keepAsking(company);
  await vi.waitUntil(() => load.answers.length >= 5, { timeout: 60_000 });
  await own.restart(3000);
  const before = load.answers.length;
  const isWell = () => load.answers.slice(before).some(({ text }) => !text.startsWith('⚠️'));
  await vi.waitUntil(isWell, { timeout: RECOVERED_MS });
  const recovered = load.answers.length;
  await vi.waitUntil(() => load.answers.length >= recovered + 20, { timeout: 60_000 });
  await load.end();
  expect(load.failures).toEqual([]);
  // Those that were being answered when it recovered may still fail.
  const well = load.answers.slice(recovered + 3);
  expect(well.filter(({ text }) => text.startsWith('⚠️'))).toEqual([]);
  const troubled = load.answers.filter(({ text }) => text.startsWith('⚠️'));
  expect(troubled.length).toBeGreaterThan(0);
  for (const { text } of troubled) expect(text).toMatch(GONE);
  await end();
  await own.stop();
});
