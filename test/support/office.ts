import type { SlackOptions } from '../../sandbox/slack/server.ts';
import type { World } from '../../sandbox/world.ts';
import { startCompany, type Company, type Mode } from './company.ts';
import { expectNothingAmiss } from './nothing-amiss.ts';
import { launchReady, type ReadyBot } from './running-bot.ts';
import { letPass } from './time-passes.ts';

/** A company with its bot at work. What all of its bots have said is held against what must never be, when it ends. */
export type Office = Company &
  AsyncDisposable & {
    /** The bot that was started last. */
    readonly bot: ReadyBot;
    readonly data: string;
    /** Starts the bot, on the same data; the one before must have ended. */
    start(settings?: Readonly<Record<string, string>>): Promise<ReadyBot>;
    end(): Promise<void>;
  };

export type OfficeOptions = {
  readonly mode?: Mode;
  readonly world?: World;
  readonly slack?: Partial<SlackOptions>;
  /** Another bot's data directory to begin with; none may be running on it. */
  readonly copyOf?: string;
  /** How many days are synced; one, unless said. What a question needs besides is fetched for it. */
  readonly backfillDays?: number;
  /** Besides those that the bot cannot do without. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Called before the bot starts. */
  readonly prepare?: (company: Company) => void;
  /** Whether Slack may refuse blocks here. */
  readonly refusals?: boolean;
};

export async function startOffice(options: OfficeOptions = {}): Promise<Office> {
  const { mode = 'socket', copyOf, settings = {}, backfillDays = 1, refusals = false } = options;
  const company = await startCompany(options);
  options.prepare?.(company);
  const data = await company.dataDir(copyOf);
  const bots: ReadyBot[] = [];

  async function start(more: Readonly<Record<string, string>> = {}): Promise<ReadyBot> {
    const SYNC_BACKFILL_DAYS = String(backfillDays);
    const own = { ...company.settings(mode), DATA_DIR: data, SYNC_BACKFILL_DAYS };
    const bot = await launchReady({ ...own, ...settings, ...more });
    bots.push(bot);
    if (mode === 'http') company.slack.requestUrl = `${bot.url}/slack/events`;
    return bot;
  }

  async function end(): Promise<void> {
    await Promise.all(bots.map((bot) => bot.stop()));
    await company.close();
    expectNothingAmiss(company, bots, { refusals });
  }

  let bot = await start();
  return {
    ...company,
    data,
    get bot() {
      return bot;
    },
    async start(more) {
      bot = await start(more);
      return bot;
    },
    end,
    [Symbol.asyncDispose]: end,
  };
}

/**
 * Fills a data directory as a bot does that has synced, and gives its path: to begin with, as if that had been so many
 * minutes ago. The office has no bot any more then.
 */
export async function leaveData(office: Office, minutesAgo: number): Promise<string> {
  await office.bot.synced();
  await office.bot.stop();
  await letPass(minutesAgo, { url: null, dataDir: office.data });
  return office.data;
}
