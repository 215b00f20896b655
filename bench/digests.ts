import { setTimeout as pause } from 'node:timers/promises';
import { startBolt, startSlackBeside, type Slack } from './bot.ts';
import type { Closing } from './closing.ts';
import { answersFrom, sendAtOnce, type Target } from './commands.ts';
import { count, milliseconds, percentile, ratio, seconds } from './figures.ts';
import { TEAM_SIZE } from './fill-company.ts';
import { postBare } from './post-bare.ts';
import { readPosts, type Posts } from './posts.ts';
import { fillPlace, settingsFor, type Place } from './report-company.ts';
import { subscribeAll } from './subscribe-all.ts';
import { printTable } from './table.ts';

export type DigestsPlan = {
  /** How many channels have a digest due in the same minute. */
  readonly channels: number;
  readonly place: () => Promise<Place>;
};

/** What came of it: messages, teams summed up, and the waits of commands in milliseconds. */
type Outcome = {
  readonly bot: Posts;
  readonly bare: Posts;
  readonly summed: number;
  readonly acknowledged: readonly number[];
  readonly answered: readonly number[];
};

const DEPARTMENTS = 20;
/** More than the bot wants to hold of itself, so that it has nothing to fetch. */
const DAYS = 120;

/** Slack takes so many messages a minute: see sandbox/slack/rate-limits.ts. */
const PER_MINUTE = 300;

/** Measures how long digests that are due at once take, beside a loop that only posts, and what commands wait meanwhile. */
export async function measureDigests(plan: DigestsPlan, closing: Closing): Promise<void> {
  const own = closing.inner();
  try {
    const outcome = await sendAll(await plan.place(), plan.channels, own);
    printTable(
      `${count(plan.channels)} digests of ${DEPARTMENTS} teams due in the same minute on PGlite, a command every second meanwhile, and at the same time a loop that only posts, to a Slack of its own`,
      ['', 'bot', 'bare loop', 'bot / bare', 'goal'],
      rowsOf(outcome, plan.channels),
    );
  } finally {
    await own.end();
  }
}

async function sendAll(place: Place, channels: number, closing: Closing): Promise<Outcome> {
  await fillPlace(place, { people: DEPARTMENTS * TEAM_SIZE, days: DAYS });
  await subscribeAll(place, { channels, departments: DEPARTMENTS });
  const slack = await startSlackBeside(closing, channels);
  const bareSlack = await startSlackBeside(closing, channels);
  let summed = 0;
  const onLine = (line: string) => {
    if (line.includes('"msg":"summed up for digests"')) summed += 1;
  };
  const settings = { ...slack.settings, ...settingsFor(place), LOG_LEVEL: 'debug' };
  const bot = await startBolt(settings, closing, { onLine });
  const posting = postBare(bareSlack, channels);
  const waits = await askUntilSent(bot, slack, channels);
  await posting;
  const [posts, bare] = [await readPosts(slack.answersUrl), await readPosts(bareSlack.answersUrl)];
  return { bot: posts, bare, summed, ...waits };
}

/** Sends a command every second until all digests are there. */
async function askUntilSent(
  bot: Target,
  { answersUrl }: Slack,
  channels: number,
): Promise<Pick<Outcome, 'acknowledged' | 'answered'>> {
  const acknowledged: number[] = [];
  const answered: Promise<number>[] = [];
  const until = performance.now() + 2 * limitMs(channels) + 60_000;
  for (let posted = 0; posted < channels; { posted } = await readPosts(answersUrl)) {
    if (performance.now() > until) throw new Error(`Only ${posted} of ${channels} were sent.`);
    const started = performance.now();
    const team = acknowledged.length % DEPARTMENTS;
    const sent = answered.length + 1;
    const [wait = Number.NaN] = await sendAtOnce(bot, [`team=d-${team} period=30d`], answersUrl);
    acknowledged.push(wait);
    answered.push(answerOf(sent, started, answersUrl));
    await pause(Math.max(started + 1000 - performance.now(), 0));
  }
  return { acknowledged, answered: await Promise.all(answered) };
}

async function answerOf(sent: number, started: number, answersUrl: string): Promise<number> {
  const answer = await answersFrom(answersUrl, sent);
  if (!answer.includes('Lines accepted')) throw new Error(`That is no summary: ${answer}`);
  return performance.now() - started;
}

/** What Slack's limit alone takes: the first minute's share goes out at once. */
function limitMs(channels: number): number {
  return (Math.ceil(channels / PER_MINUTE) - 1) * 60_000;
}

function rowsOf(outcome: Outcome, channels: number): string[][] {
  const { bot, bare, summed, acknowledged, answered } = outcome;
  return [
    [
      'first to last',
      seconds(bot.span),
      seconds(bare.span),
      ratio(bot.span / bare.span),
      '≤ 1.10×',
    ],
    ['the limit alone', seconds(limitMs(channels)), '', ratio(bot.span / limitMs(channels)), ''],
    ['channels with exactly one', count(bot.once), count(bare.once), '', count(channels)],
    ['messages', count(bot.posted), count(bare.posted), '', count(channels)],
    ['told to wait by Slack', count(bot.refused), count(bare.refused), '', ''],
    ['teams summed up', count(summed), '', '', count(DEPARTMENTS)],
    waitRow('command acknowledged', acknowledged, 0.5, ''),
    waitRow('command acknowledged', acknowledged, 0.99, '< 500 ms'),
    waitRow('command answered', answered, 0.5, ''),
    waitRow('command answered', answered, 0.99, ''),
    ['commands answered', count(answered.length), '', '', count(acknowledged.length)],
  ];
}

function waitRow(name: string, waits: readonly number[], share: number, goal: string): string[] {
  return [`${name}, p${share * 100}`, milliseconds(percentile(waits, share)), '', '', goal];
}
