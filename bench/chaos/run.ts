import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startBot, type BotProcess } from '../../sandbox/bot.ts';
import { startSlack, type SlackSandbox } from '../../sandbox/slack/server.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createNudgeStore } from '../../src/store/nudge-store.ts';
import { createSubscriptionStore } from '../../src/store/subscription-store.ts';
import { makeTrouble } from './trouble.ts';
import { approveRound } from './round.ts';
import { judge, type Verdict } from './verdict.ts';

const SENDER = fileURLToPath(new URL('./sender.ts', import.meta.url));
/** How long there may be no progress: as long as the longest pauses between attempts. */
const PATIENCE_MS = 900_000;

/** One channel in so many is archived. */
const ARCHIVED = 25;

/** At least so much of its life a process is left for, or nothing would ever be sent. */
const STARTING_MS = 30_000;

type Chaos = {
  readonly database: { readonly url: string | null; readonly dataDir: string };
  readonly processes: number;
  readonly kills: number;
  readonly slots: number;
  /** How many people a round of nudges goes to besides. */
  readonly people: number;
  /** Milliseconds over which the slots and nudges come due. */
  readonly overMs: number;
  readonly onKill?: (kills: number) => void;
};

/** A process, and what it last said about how much is left. */
type Sender = { readonly bot: BotProcess; readonly working: Promise<void>; left: number };

/** Has digests sent while the processes that send them are killed at random moments and Slack fails them; then lets them end. */
export async function runChaos(chaos: Chaos): Promise<Verdict & { readonly kills: number }> {
  const channels = Array.from({ length: chaos.slots }, (_, index) => ({
    id: `C${index}`,
    name: `team-${index}`,
    archived: index % ARCHIVED === ARCHIVED - 1,
  }));
  const people = Array.from({ length: chaos.people }, (_, index) => ({
    id: `UN${index}`,
    handle: `person-${index}`,
    realName: `Person ${index}`,
  }));
  const users = [{ id: 'U1', handle: 'ann', realName: 'Ann' }, ...people];
  const slack = await startSlack({ users, channels });
  const senders: Sender[] = [];
  try {
    await subscribeAll(chaos, channels);
    if (people.length > 0) await approveRound(chaos.database, people, chaos.overMs);
    const calm = makeTrouble(slack.faults);
    for (let count = 0; count < chaos.processes; count += 1) senders.push(start(chaos, slack));
    for (let kills = 1; kills <= chaos.kills; kills += 1) {
      const at = Math.floor(Math.random() * senders.length);
      await killSomewhere(senders[at]);
      senders[at] = start(chaos, slack);
      chaos.onKill?.(kills);
    }
    calm();
    await done(senders);
    await Promise.all(senders.map(({ bot }) => bot.stop()));
    const database = await openDatabase(chaos.database);
    // As the next process to start would, a minute later.
    await createNudgeStore(database, { enqueue: async () => undefined }).settle(new Date());
    const verdict = await judge(database, slack.transcript);
    await database.close();
    return { ...verdict, kills: chaos.kills };
  } finally {
    await Promise.all(senders.map(({ bot }) => bot.stop('SIGKILL')));
    await slack.close();
  }
}

/** One subscription a slot, due at a moment of its own. */
async function subscribeAll(
  { database: place, overMs }: Chaos,
  channels: readonly { readonly id: string }[],
): Promise<void> {
  const database = await openDatabase(place);
  const store = createSubscriptionStore(database, { enqueue: async () => undefined });
  const now = new Date();
  const date = now.toISOString().slice(0, 10);
  for (const [index, { id: channelId }] of channels.entries()) {
    const at = new Date(now.getTime() + (index / channels.length) * overMs);
    await store.add(
      {
        slackTeamId: 'T1',
        channelId,
        teamId: 'backend',
        ownerId: 'U1',
        schedule: { every: { kind: 'first-working-day' }, at: '00:00', zone: 'UTC' },
        provider: null,
        names: true,
        sections: [],
      },
      { date, at },
      now,
    );
  }
  await database.close();
}

function start({ database, slots }: Chaos, slack: SlackSandbox): Sender {
  const working = Promise.withResolvers<void>();
  const bot = startBot(
    {
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: slack.botToken,
      DATABASE_URL: database.url ?? '',
      DATA_DIR: database.dataDir,
      CHAOS_SLOTS: String(slots),
    },
    { entry: SENDER, onLine: (line) => hear(line) },
  );
  const sender = {
    bot,
    working: Promise.race([working.promise, bot.ended.then(() => undefined)]),
    left: Infinity,
  };
  function hear(line: string): void {
    const said = /^left (?<left>\d+)$/.exec(line)?.[1];
    if (said === undefined) return;
    sender.left = Number(said);
    working.resolve();
  }
  return sender;
}

/** Mostly soon after it has begun to work, where most is under way; now and then while it starts. */
async function killSomewhere(sender: Sender | undefined): Promise<void> {
  if (!sender) return;
  if (Math.random() < 0.85) {
    await Promise.race([sender.working, pause(STARTING_MS, undefined, { ref: false })]);
    await pause(Math.random() * 1500);
  } else await pause(Math.random() * 1000);
  const { code } = await sender.bot.stop('SIGKILL');
  // One that ended by itself was not killed.
  if (code !== null) throw new Error(`A process has ended:\n${sender.bot.lastLines().join('\n')}`);
}

async function done(senders: readonly Sender[]): Promise<void> {
  let least = Infinity;
  let until = Infinity;
  while (senders.some(({ left }) => left > 0)) {
    const most = Math.max(...senders.map(({ left }) => left));
    if (most < least) {
      least = most;
      until = performance.now() + PATIENCE_MS;
    }
    if (performance.now() > until) {
      const lines = senders.flatMap(({ bot }) => bot.lastLines(5));
      throw new Error(`There is no end to it:\n${lines.join('\n')}`);
    }
    await pause(100);
  }
}
