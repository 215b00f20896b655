import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startBot, type BotProcess } from '../../sandbox/bot.ts';
import { createClock, type Clock } from '../../sandbox/clock/clock.ts';
import { createWorld } from '../../sandbox/world.ts';
import { ask } from '../support/asking.ts';
import { startCompany, type Company } from '../support/company.ts';

const DAY_MS = 86_400_000;

vi.setConfig({ testTimeout: 180_000 });

let clock: Clock;
let company: Company;
let bot: BotProcess;

beforeEach(async () => {
  clock = createClock();
  company = await startCompany({
    world: createWorld({ now: clock.now, people: 60, days: 100 }),
    slack: { now: clock.now },
  });
});

afterEach(async () => {
  await bot.stop('SIGKILL');
  await company.close();
});

/** Talks until the bot's client has looked at its connection twice, which it does every two seconds. */
async function talk() {
  const until = performance.now() + 4000;
  while (performance.now() < until) await ask(company, '/ai-usage help');
}

it('lives in the moved time of its world: newer days, the same connection, and a good end', async () => {
  const { slack } = company;
  const settings = { ...company.settings('socket'), DATA_DIR: await company.dataDir() };
  bot = startBot(settings, { clock });
  clock.follow(slack.sayAlive);
  await slack.waitFor(({ kind }) => kind === 'connected', 60_000);

  const before = await ask(company, '/ai-usage backend period=yesterday provider=lingma');
  await talk();
  await clock.jump(8 * DAY_MS);
  const after = await ask(company, '/ai-usage backend period=yesterday provider=lingma');

  const dayOf = (offset: number) => {
    const yesterday = new Date(clock.now().getTime() + offset - DAY_MS);
    return yesterday.toLocaleDateString('en-GB', {
      day: 'numeric',
      month: 'short',
      timeZone: 'Asia/Shanghai',
    });
  };
  expect(before.message.text).toContain(dayOf(-8 * DAY_MS));
  expect(after.message.text).toContain(dayOf(0));

  await talk();
  expect(slack.transcript.events.some(({ kind }) => kind === 'disconnected')).toBe(false);
  expect(await bot.stop()).toEqual({ code: 0, signal: null });
});
