import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Fault } from '../../sandbox/faults.ts';
import { startLingma } from '../../sandbox/lingma/server.ts';
import type { World } from '../../sandbox/world.ts';
import { createExpected } from '../../sandbox/world/expected.ts';
import type { Rows } from '../../sandbox/world/lingma.ts';
import { ask } from '../support/asking.ts';
import { makeWorld, type Company } from '../support/company.ts';
import { moved } from '../support/days.ts';
import { lingmaCard } from '../support/expected-cards.ts';
import { askFigures } from '../support/figures.ts';
import { leaveData, startOffice, type Office } from '../support/office.ts';
import { readText } from '../support/reading.ts';
import { letPass } from '../support/time-passes.ts';

// Several bots start at once here, on however few processors.
vi.setConfig({ testTimeout: 180_000 });

const world = makeWorld();
const TWO_HOURS = 120;
const BACKEND = '/ai-usage team=backend';

let source: Office;
/** What is held from two hours ago, which is too old to answer from without asking. */
let stale: string;

beforeAll(async () => {
  source = await startOffice({ world, backfillDays: 60 });
  stale = await leaveData(source, TWO_HOURS);
});

afterAll(async () => {
  await source.end();
});

function fail(company: Company, fault: Fault): void {
  company.lingma.faults.set(fault);
}

/** How many minutes ago the moment was that a sentence names, on the clocks of Shanghai. */
function minutesSince(sentence: string): number {
  const [, moment = ''] = /on (\d{1,2} \w{3} \d{4}, \d\d:\d\d)/.exec(sentence) ?? [];
  return (Date.now() - Date.parse(`${moment} GMT+0800`)) / 60_000;
}

/** Asks for backend, which must get the figures of two hours ago, told as such. Gives the sentence that tells it. */
async function sentenceOnStale(office: Office): Promise<string> {
  const answer = await askFigures(office, BACKEND, 'backend');
  expect(answer.cards).toMatchObject(answer.due);
  expect(answer.read.blocks.trouble).toEqual(answer.read.text.trouble);
  const [sentence = ''] = answer.read.text.trouble;
  expect(sentence).toMatch(/what is shown was fetched up to then and still holds\.$/);
  expect(minutesSince(sentence)).toBeGreaterThan(TWO_HOURS - 2);
  expect(minutesSince(sentence)).toBeLessThan(TWO_HOURS + 10);
  return sentence;
}

async function expectNew(office: Office): Promise<void> {
  const answer = await askFigures(office, BACKEND, 'backend');
  expect(answer.cards).toMatchObject(answer.due);
  expect(answer.read.text.trouble).toEqual([]);
}

const OUTAGE: Fault = { kind: 'status', status: 500 };

const WRONG_ANSWERS: readonly (readonly [fault: Fault, complaint: string])[] = [
  [OUTAGE, 'Lingma has trouble of its own'],
  [{ kind: 'garbage' }, 'The connection to Lingma broke off'],
  [{ kind: 'unauthorized' }, 'check LINGMA_TOKEN.'],
  [{ kind: 'html' }, 'check LINGMA_BASE_URL'],
  [{ kind: 'plain-string' }, 'check LINGMA_BASE_URL'],
];

it.concurrent('tells the figures of two hours ago as such, whatever Lingma answers, and new ones afterwards', async () => {
  await using office = await startOffice({
    world,
    copyOf: stale,
    prepare: (company) => fail(company, OUTAGE),
  });
  for (const [fault, complaint] of WRONG_ANSWERS) {
    office.lingma.faults.clear();
    fail(office, fault);
    expect(await sentenceOnStale(office)).toContain(complaint);
  }
  office.lingma.faults.clear();
  await expectNew(office);
});

it.concurrent('does so, too, where Lingma cuts connections or is gone, until it is back', async () => {
  await using office = await startOffice({
    world,
    copyOf: stale,
    prepare: (company) => fail(company, { kind: 'cut' }),
  });
  expect(await sentenceOnStale(office)).toContain('Lingma could not be reached');

  const { token, url } = office.lingma;
  await office.lingma.close();
  expect(await sentenceOnStale(office)).toContain('Lingma could not be reached');

  const back = await startLingma({ world, token, port: Number(new URL(url).port) });
  await expectNew(office);
  expect(back.requests.length).toBeGreaterThan(0);
  await back.close();
});

it.concurrent('keeps nobody waiting for a vendor that keeps putting it off, and shows what is held', async () => {
  const fault: Fault = { kind: 'status', status: 429, retryAfter: '60' };
  await using office = await startOffice({
    world,
    copyOf: stale,
    prepare: (company) => fail(company, fault),
  });
  const asked = performance.now();
  expect(await sentenceOnStale(office)).toMatch(/^Lingma is slow, or .+ still being fetched/);
  expect(performance.now() - asked).toBeLessThan(55_000);
  const stopped = performance.now();
  expect(await office.bot.stop()).toEqual({ code: 0, signal: null });
  expect(performance.now() - stopped).toBeLessThan(12_000);
});

it.concurrent('with nothing held yet says so, shows the other provider, and recovers', async () => {
  const fault: Fault = { kind: 'status', status: 503 };
  await using office = await startOffice({ world, prepare: (company) => fail(company, fault) });
  const { cards, due, read } = await askFigures(office, BACKEND, 'backend');
  expect(cards.text['Windsurf']).toMatchObject(due.text['Windsurf'] ?? {});
  expect(cards.text['Lingma']).not.toHaveProperty('Seats');
  expect(read.text.trouble).toEqual([
    expect.stringMatching(
      /^Lingma .+ Lingma has not answered yet, so there is nothing to show from it\.$/,
    ),
  ]);
  expect((await fetch(`${office.bot.url}/readyz`)).status).toBe(503);

  office.lingma.faults.clear();
  const recovered = await askFigures(office, BACKEND, 'backend');
  expect(recovered.cards).toMatchObject(recovered.due);
  expect((await fetch(`${office.bot.url}/readyz`)).status).toBe(200);
});

it.concurrent('names a sync that failed while what is held is fresh enough to answer from', async () => {
  await using office = await startOffice({ world, backfillDays: 60 });
  await leaveData(office, 10);
  fail(office, { kind: 'unauthorized' });
  const bot = await office.start();
  expect(await bot.synced()).not.toMatchObject({ unmet: 0 });
  const told = bot.output().match(/^.*could not be synced.*$/gm) ?? [];
  expect(told).toEqual([expect.stringMatching(/^(?!.*"stack").+LINGMA_TOKEN.+"needs":\d\d/)]);
  const { message, shown } = await ask(office, BACKEND);
  expect(shown).toHaveLength(1);
  const { cards, period, trouble } = readText(message);
  expect(cards['Lingma']).toMatchObject(lingmaCard(world, 'backend', period));
  expect(trouble).toEqual([
    expect.stringMatching(/^Lingma could not be read on .+ LINGMA_TOKEN.+ still holds\.$/),
  ]);
});

it.concurrent('takes nothing of a sync that breaks off half way, and all of it once it is whole', async () => {
  const older = await source.dataDir(stale);
  await letPass(25 * 24 * 60, { url: null, dataDir: older });
  const grown = acceptingMore(world, moved(world.today(), -20));
  await using office = await startOffice({
    world: grown,
    backfillDays: 60,
    copyOf: older,
    prepare: ({ lingma }) => {
      lingma.faults.set({ kind: 'html' }, { path: 'departmentUsage' });
      lingma.faults.set({ kind: 'status', status: 500 }, { path: 'developerUsage', after: 1 });
    },
  });
  const before = await ask(office, BACKEND);
  const { period, trouble } = readText(before.message);
  const pages = office.lingma.requests.filter(({ path }) => path.includes('developerUsage'));
  expect(pages.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 500]));
  expect(trouble.join()).toContain('the usage of developers');
  const held = lingmaCard(world, 'backend', period);
  expect(readText(before.message).cards['Lingma']).toMatchObject(held);

  office.lingma.faults.clear();
  const { cards, due, read } = await askFigures(office, BACKEND, 'backend');
  expect(cards).toMatchObject(due);
  expect(read.text.trouble).toEqual([]);
  expect(due.text['Lingma']?.['Top acceptors']).not.toBe(held['Top acceptors']);
  expect(due.text['Lingma']?.['Lines accepted']).not.toBe(held['Lines accepted']);
});

/** The same company, in which three times as many lines were accepted from a day on. */
function acceptingMore(of: World, since: string): World {
  const from = Date.parse(`${since}T00:00:00+08:00`);
  const more = <Row extends { date: number; totalLinesAccepted: number }>(rows: Rows<Row>) => ({
    ...rows,
    slice: (offset: number, count: number) =>
      rows.slice(offset, count).map((row) => {
        const times = row.date >= from ? 3 : 1;
        return { ...row, totalLinesAccepted: row.totalLinesAccepted * times };
      }),
  });
  const lingma: World['lingma'] = {
    ...of.lingma,
    developerRows: (...asked) => more(of.lingma.developerRows(...asked)),
    departmentRows: (...asked) => more(of.lingma.departmentRows(...asked)),
  };
  const grown = { ...of, lingma };
  return { ...grown, expected: createExpected({ ...grown, ...of.windsurf }) };
}
