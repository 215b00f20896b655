import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBot, type BotProcess } from './bot.ts';
import { type Clock, createClock } from './clock/clock.ts';
import { startLingma } from './lingma/server.ts';
import { startSlack } from './slack/server.ts';
import { createTerminal } from './terminal.ts';
import type { Role } from './terminal/roles.ts';
import { startWindsurf } from './windsurf/server.ts';
import { createWorld, type World } from './world.ts';
import type { SlackUser } from './world/slack.ts';

const FIRST_COMMAND = '/ai-usage team=backend';
const START_MS = 120_000;
const ANSWER_MS = 60_000;

process.exitCode = await demo();
process.exit();

async function demo(): Promise<number> {
  const leaving = signalled();
  const clock = createClock();
  const world = createWorld({ now: clock.now });
  console.log(`
ai-usage-bot, to try out on this machine

  An invented company of ${world.people.length} people, with Lingma and Windsurf as coding assistants and Slack to talk in:
  three small servers on 127.0.0.1. The bot beside them is the real one, in a process of its own.
  Nothing leaves this machine, and nothing stays: the bot's data is in a temporary folder.

  Starting … (some seconds: the bot sets up its database)`);
  const folder = await mkdtemp(join(tmpdir(), 'ai-usage-demo-'));
  try {
    return await run({ world, clock, folder }, leaving);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(
  { world, clock, folder }: { world: World; clock: Clock; folder: string },
  leaving: Promise<'left'>,
): Promise<number> {
  const [slack, lingma, windsurf] = await Promise.all([
    startSlack({ users: world.slackUsers, channels: world.channels, now: clock.now }),
    startLingma({ world }),
    startWindsurf({ world }),
  ]);
  const me = world.slackUsers.find(({ role }) => role === 'owner') ?? world.slackUsers[0];
  const here = world.channels.find(({ name }) => name === 'team-backend') ?? world.channels[0];
  const admins = world.channels.find(({ name }) => name === 'ai-usage-admins');
  if (!me || !here || !admins) throw new Error('nobody is here to ask anything');
  const teamsFile = join(folder, 'teams.yml');
  await writeFile(teamsFile, world.teamsYaml());
  const settings = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    LINGMA_BASE_URL: lingma.url,
    LINGMA_ORGANIZATION_ID: lingma.organizationId,
    LINGMA_TOKEN: lingma.token,
    WINDSURF_BASE_URL: windsurf.url,
    WINDSURF_SERVICE_KEY: windsurf.serviceKey,
    DATA_DIR: join(folder, 'data'),
    TEAMS_FILE: teamsFile,
    REPORT_TIMEZONE: 'Asia/Shanghai',
    ADMIN_USERS: me.id,
    ADMIN_CHANNEL: admins.id,
    PORT: String(await freePort()),
    LOG_LEVEL: 'warn',
  };
  const bot = startBot(settings, { clock });
  clock.follow(slack.sayAlive);
  const terminal = createTerminal({
    slack,
    input: process.stdin,
    output: process.stdout,
    user: me.id,
    channel: here.id,
    people: rolesIn(world, me.id),
    clock,
  });

  async function talk(): Promise<'left' | 'silent'> {
    const connected = slack.waitFor(({ kind }) => kind === 'connected', START_MS);
    if ((await connected.catch(() => undefined)) === undefined) return 'silent';
    console.log(`
  The workspace as a page:  ${slack.url}/
  You are @${me?.handle}, in #${here?.name}. Type help for what you can do here, exit or Ctrl-C to leave.`);
    await terminal.ask(FIRST_COMMAND, ANSWER_MS);
    await terminal.converse();
    return 'left';
  }

  const died = bot.ended.then(() => 'died' as const);
  const end = await Promise.race([talk(), leaving, died]);
  const stopped = await farewell(bot, end);
  await Promise.all([slack.close(), lingma.close(), windsurf.close()]);
  return stopped;
}

/** Who is worth being: those that the bot treats differently. */
function rolesIn({ slackUsers, teams }: World, admin: string): Role[] {
  const managers = teams.flatMap((team) => team.managers);
  const first = (is: (user: SlackUser) => boolean) => slackUsers.find(is)?.id;
  const manages = ({ id, email }: SlackUser) =>
    id !== admin && (managers.includes(id) || (email !== null && managers.includes(email)));
  const works = (user: SlackUser) =>
    user.role === 'member' && user.index !== null && !user.deleted && !manages(user);
  const found: readonly (readonly [string | undefined, string])[] = [
    [admin, 'runs the bot: an admin, who sees everything'],
    [first(manages), 'manages a team'],
    [first(works), 'a developer'],
    [first(({ role }) => role === 'guest'), 'a guest'],
    [first(({ role }) => role === 'stranger'), 'of another organization'],
    [first(({ deleted }) => deleted), 'has left'],
  ];
  return found.flatMap(([user, note]) => (user === undefined ? [] : [{ user, note }]));
}

async function farewell(bot: BotProcess, end: 'left' | 'silent' | 'died'): Promise<number> {
  if (end === 'died') return complain(bot, 'The bot has ended by itself.');
  if (end === 'left') console.log('\nStopping …');
  const { code, signal } = await bot.stop();
  if (end === 'silent') {
    return complain(bot, `The bot did not connect to Slack within ${START_MS / 1000} seconds.`);
  }
  // A bot that was still starting has nothing to close and goes by the signal.
  if (code === 0 || signal === 'SIGTERM') return 0;
  return complain(bot, `The bot did not stop well (${signal ?? `exit code ${code}`}).`);
}

function complain(bot: BotProcess, what: string): number {
  console.error(`\n${what} The last it said:\n`);
  for (const line of bot.lastLines()) console.error(`  ${line.slice(0, 500)}`);
  return 1;
}

function signalled(): Promise<'left'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve('left'));
    }
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no free port'));
        else resolve(address.port);
      });
    });
  });
}
