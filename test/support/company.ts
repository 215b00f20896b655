import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLingma, type Lingma } from '../../sandbox/lingma/server.ts';
import { startSlack, type SlackOptions, type SlackSandbox } from '../../sandbox/slack/server.ts';
import { startWindsurf, type Windsurf } from '../../sandbox/windsurf/server.ts';
import { createWorld, type World } from '../../sandbox/world.ts';
import { makeDataDir } from './data-dir.ts';

/** What every secret of a company holds, so that a leak can be searched for. */
export const SECRET_MARK = 'keep-this-to-yourself';

export type Mode = 'http' | 'socket';

/** An invented company with its vendors and its Slack, as servers on this machine. */
export type Company = {
  readonly world: World;
  readonly slack: SlackSandbox;
  readonly lingma: Lingma;
  readonly windsurf: Windsurf;
  /** A directory of its own, gone after `close`. */
  readonly folder: string;
  /** The settings of a bot that works for it, in Socket Mode or over HTTP. */
  settings(mode: Mode): Record<string, string>;
  /** Makes a data directory with nothing in it, or as a copy of another one, and gives its path. */
  dataDir(copyOf?: string): Promise<string>;
  close(): Promise<void>;
};

const DAYS = 100;

/** A small company. Time stands still in it, so that what a test expects is what the vendors told a while before. */
export function makeWorld(): World {
  const made = new Date();
  return createWorld({ now: () => made, people: 60, days: DAYS });
}

/** Starts it; of a world that is given there may be several. */
export async function startCompany(
  options: {
    readonly world?: World;
    readonly slack?: Partial<SlackOptions>;
  } = {},
): Promise<Company> {
  const world = options.world ?? makeWorld();
  const [folder, slack, lingma, windsurf] = await Promise.all([
    mkdtemp(join(tmpdir(), 'ai-usage-bot-test-')),
    startSlack({
      users: world.slackUsers,
      channels: world.channels,
      botToken: `xoxb-${SECRET_MARK}-1`,
      appToken: `xapp-${SECRET_MARK}-2`,
      signingSecret: `${SECRET_MARK}-3`,
      ...options.slack,
    }),
    startLingma({ world, token: `pt-${SECRET_MARK}-4` }),
    startWindsurf({ world, serviceKey: `${SECRET_MARK}-5` }),
  ]);
  const teamsFile = join(folder, 'teams.yml');
  await writeFile(teamsFile, world.teamsYaml());

  return {
    world,
    slack,
    lingma,
    windsurf,
    folder,
    settings: (mode) => ({
      SLACK_BOT_TOKEN: slack.botToken,
      ...(mode === 'socket'
        ? { SLACK_APP_TOKEN: slack.appToken }
        : { SLACK_SIGNING_SECRET: slack.signingSecret }),
      SLACK_API_URL: slack.apiUrl,
      LINGMA_BASE_URL: lingma.url,
      LINGMA_ORGANIZATION_ID: lingma.organizationId,
      LINGMA_TOKEN: lingma.token,
      WINDSURF_BASE_URL: windsurf.url,
      WINDSURF_SERVICE_KEY: windsurf.serviceKey,
      DATA_DIR: join(folder, 'data'),
      TEAMS_FILE: teamsFile,
      PORT: '0',
    }),
    async dataDir(copyOf) {
      const made = join(folder, `data-${randomUUID()}`);
      await (copyOf ? cp(copyOf, made, { recursive: true }) : rename(await makeDataDir(), made));
      return made;
    },
    async close() {
      await Promise.all([slack.close(), lingma.close(), windsurf.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
