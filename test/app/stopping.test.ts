import { expect, it, vi } from 'vitest';
import { ask } from '../support/asking.ts';
import { makeWorld } from '../support/company.ts';
import { lingmaCard, windsurfCard } from '../support/expected-cards.ts';
import { startOffice, type Office } from '../support/office.ts';
import { readBlocks, readText } from '../support/reading.ts';
import { launch, type LogLine } from '../support/running-bot.ts';

// Several bots start at once here, on however few processors.
vi.setConfig({ testTimeout: 180_000 });

const world = makeWorld();
const BACKEND = '/ai-usage team=backend';

/** Asks, waits until the bot is asking in turn, and stops it then. Gives the answer, and how the bot ended. */
async function stopInMidQuestion(office: Office, signal: NodeJS.Signals) {
  const asked = await office.slack.command(BACKEND);
  await office.slack.waitFor(({ kind }) => kind === 'posted');
  const ended = office.bot.stop(signal);
  const stopping = await office.bot.said('stopping');
  await vi.waitFor(() => expect(isReachable(office)).resolves.toBe(false), 5000);
  const late = await office.slack.command(BACKEND);
  const message = await asked.answer();
  const ending = await ended;
  const stopped = await office.bot.said('stopped');
  const seconds = (timeOf(stopped) - timeOf(stopping)) / 1000;
  return { message, ending, seconds, late };
}

/** Whether Slack can bring a command to the bot: over a connection of the bot's own, or at its address. */
async function isReachable({ bot, slack }: Office): Promise<boolean> {
  const { events } = slack.transcript;
  const last = events.findLast(({ kind }) => kind === 'connected' || kind === 'disconnected');
  if (last?.kind === 'connected') return true;
  return fetch(`${bot.url}/healthz`).then(
    () => true,
    () => false,
  );
}

function timeOf({ time }: LogLine): number {
  return Date.parse(String(time));
}

it.concurrent.each([
  ['SIGTERM', 'http'],
  ['SIGINT', 'socket'],
] as const)(
  'on %s over %s a slow answer still arrives, and the next start answers at once',
  async (signal, mode) => {
    await using office = await startOffice({
      world,
      mode,
      prepare: ({ lingma }) => void lingma.faults.set({ kind: 'slow', milliseconds: 300 }),
    });
    const { message, ending, seconds, late } = await stopInMidQuestion(office, signal);
    const { period, trouble } = readText(message);
    const due = {
      Lingma: lingmaCard(world, 'backend', period),
      Windsurf: windsurfCard(world, 'backend', period, 'Asia/Shanghai'),
    };
    expect(trouble).toEqual([]);
    expect(readText(message).cards).toMatchObject(due);
    expect(readBlocks(message).cards).toMatchObject(due);
    expect(ending).toEqual({ code: 0, signal: null });
    expect(seconds).toBeLessThan(12);
    // Nobody takes commands any more while the answer is still under way.
    expect(late.error).toBe('dispatch_failed');
    const { events } = office.slack.transcript;
    const answeredAt = events.findIndex((event) => 'message' in event && event.message === message);
    expect(events.findIndex(({ kind }) => kind === 'failed')).toBeLessThan(answeredAt);

    office.lingma.faults.set({ kind: 'unauthorized' });
    await office.start();
    const again = await ask(office, BACKEND);
    expect(again.shown).toHaveLength(1);
    expect(readText(again.message).cards).toMatchObject(due);
  },
);

it.concurrent('does not wait for a vendor that never answers, and says so', async () => {
  await using office = await startOffice({
    world,
    mode: 'http',
    prepare: ({ lingma }) => void lingma.faults.set({ kind: 'hang' }),
  });
  const { message, ending, seconds } = await stopInMidQuestion(office, 'SIGTERM');
  expect(ending).toEqual({ code: 0, signal: null });
  expect(seconds).toBeLessThan(12);
  const { cards, period, trouble } = readText(message);
  expect(trouble).toEqual([expect.stringContaining('The bot is being restarted')]);
  const windsurf = windsurfCard(world, 'backend', period, 'Asia/Shanghai');
  expect(cards['Windsurf']).toMatchObject(windsurf);
});

it.concurrent('ends well when it is stopped while it is still starting', async () => {
  await using office = await startOffice({ world });
  // The office's own bot asks once at its start, and once when it begins to match people.
  const asked = () =>
    office.slack.transcript.events.filter(
      (event) => event.kind === 'called' && event.method === 'auth.test',
    );
  await office.slack.waitFor(() => asked().length === 2, 60_000);
  office.slack.faults.set({ kind: 'hang' }, { path: 'auth.test' });
  const bot = launch({ ...office.settings('http'), DATA_DIR: await office.dataDir() });
  await office.slack.waitFor(
    (event) => event.kind === 'called' && event.method === 'auth.test' && event.error === 'hang',
    60_000,
  );
  expect(await bot.stop()).toEqual({ code: 0, signal: null });
});
