import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Clock, createClock } from './clock/clock.ts';
import { type KeptBot, keepBot } from './kept-bot.ts';
import { freePort } from './free-port.ts';
import { startLingma } from './lingma/server.ts';
import { rolesIn } from './roles.ts';
import { startSlack } from './slack/server.ts';
import { createTerminal } from './terminal.ts';
import { createTroubles } from './troubles.ts';
import { buildPage } from './web-host/build-page.ts';
import { startHost } from './web-host/host.ts';
import { readPageFiles } from './web-host/page-files.ts';
import { createRequests } from './web-host/requests.ts';
import { startWindsurf } from './windsurf/server.ts';
import { createWorld, type World } from './world.ts';

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
  Nothing leaves this machine, and nothing stays: the bot's data is in a temporary folder.`);
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
  const page = buildPage().then(readPageFiles);
  page.catch((error: unknown) =>
    console.error(`\n  The page could not be built: ${String(error)}`),
  );
  const requests = createRequests(clock.now);
  const tap = requests.take;
  const { slackUsers: users, channels } = world;
  const botEvents = await readBotEvents();
  const [slack, lingma, windsurf] = await Promise.all([
    startSlack({ users, channels, now: clock.now, tap, botEvents }),
    startLingma({ world, tap }),
    startWindsurf({ world, tap }),
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
    LISTEN_ADDRESS: '127.0.0.1',
    LOG_LEVEL: 'warn',
  };
  const bot = keepBot(settings, { clock });
  clock.follow(slack.sayAlive);
  // The page comes first: where it has to be built, the bot would take half of the machine from it.
  void page.then(bot.start, bot.start);
  const roles = rolesIn(world, me.id);
  requests.keepSecret(slack.botToken, slack.appToken, slack.signingSecret);
  requests.keepSecret(lingma.token, windsurf.serviceKey);
  const troubles = createTroubles({ slack, lingma, windsurf, world });
  const host = await startHost({
    slack,
    clock,
    world,
    troubles,
    bot,
    requests,
    page,
    roles,
    here: here.id,
  });
  console.log(`
  Open this in a browser:  ${host.url}

  Here in the terminal you can talk to the bot, too. It starts … (some seconds: it sets up its database)`);
  const terminal = createTerminal({
    slack,
    input: process.stdin,
    output: process.stdout,
    user: me.id,
    channel: here.id,
    people: roles,
    clock,
  });

  async function talk(): Promise<'left' | 'silent'> {
    const connected = slack.waitFor(({ kind }) => kind === 'connected', START_MS);
    if ((await connected.catch(() => undefined)) === undefined) return 'silent';
    console.log(`
  You are @${me?.handle}, in #${here?.name}. Type help for what you can do here, exit or Ctrl-C to leave.`);
    await terminal.ask(FIRST_COMMAND, ANSWER_MS);
    await terminal.converse();
    return 'left';
  }

  const died = bot.died.then(() => 'died' as const);
  const end = await Promise.race([talk(), leaving, died]);
  const stopped = await farewell(bot, end);
  await host.close();
  await Promise.all([slack.close(), lingma.close(), windsurf.close()]);
  return stopped;
}

async function farewell(bot: KeptBot, end: 'left' | 'silent' | 'died'): Promise<number> {
  if (end === 'died') return complain(bot, 'The bot has ended by itself.');
  if (end === 'left') console.log('\nStopping …');
  const ending = await bot.stop();
  if (end === 'silent') {
    return complain(bot, `The bot did not connect to Slack within ${START_MS / 1000} seconds.`);
  }
  // One that somebody killed is gone already.
  if (ending === null) return 0;
  const { code, signal } = ending;
  // A bot that was still starting has nothing to close and goes by the signal.
  if (code === 0 || signal === 'SIGTERM') return 0;
  return complain(bot, `The bot did not stop well (${signal ?? `exit code ${code}`}).`);
}

function complain(bot: KeptBot, what: string): number {
  console.error(`\n${what} The last it said:\n`);
  for (const line of bot.lastLines()) console.error(`  ${line.slice(0, 500)}`);
  return 1;
}

/** The events that the app asks Slack for. */
async function readBotEvents(): Promise<string[]> {
  const manifest = parse(await readFile(new URL('../manifest.yml', import.meta.url), 'utf8'));
  const asked = z.object({
    settings: z.object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()).optional() }).optional(),
    }),
  });
  return asked.safeParse(manifest).data?.settings.event_subscriptions?.bot_events ?? [];
}

function signalled(): Promise<'left'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve('left'));
    }
  });
}
