import { isIP } from 'node:net';
import { z } from 'zod';
import { zoneNamed } from './domain/zones.ts';
import { base, keyed, secret, text, url, whole } from './config-values.ts';

export type Config = {
  readonly slack: {
    readonly botToken: string;
    readonly apiUrl: string;
    /** Of whoever owns the Slack app; the doctor alone uses it. */
    readonly configToken: string | null;
    readonly connection:
      | { readonly mode: 'socket'; readonly appToken: string }
      | { readonly mode: 'http'; readonly signingSecret: string };
  };
  readonly port: number;
  /** The address of this machine to listen on; null for every one. */
  readonly listenAddress: string | null;
  readonly providers: {
    readonly lingma: {
      readonly baseUrl: string;
      readonly organizationId: string;
      readonly token: string;
    } | null;
    readonly windsurf: { readonly baseUrl: string; readonly serviceKey: string } | null;
  };
  readonly database: { readonly url: string | null; readonly dataDir: string };
  readonly teamsFile: string | null;
  readonly reportTimezone: string;
  readonly adminUsers: readonly string[];
  readonly adminChannel: string | null;
  readonly minGroupSize: number;
  readonly logLevel: LogLevel;
  readonly sync: {
    /** Minutes between two syncs, and the random delay that spreads their load. */
    readonly everyMinutes: number;
    readonly jitterSeconds: number;
    readonly backfillDays: number;
    readonly concurrency: number;
  };
  readonly retentionDays: number;
};

/** One wrong setting: its name, what is wrong with it, and what to do. Never the value of a secret. */
export type Problem = { readonly setting: string; readonly problem: string };

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly empty: boolean; readonly problems: readonly Problem[] };

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Every setting, in the order in which problems are told and .env.example lists them. */
export const SETTINGS = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_API_URL',
  'SLACK_CONFIG_TOKEN',
  'PORT',
  'LISTEN_ADDRESS',
  'LINGMA_BASE_URL',
  'LINGMA_ORGANIZATION_ID',
  'LINGMA_TOKEN',
  'WINDSURF_BASE_URL',
  'WINDSURF_SERVICE_KEY',
  'DATABASE_URL',
  'DATA_DIR',
  'RETENTION_DAYS',
  'SYNC_EVERY_MINUTES',
  'SYNC_JITTER_SECONDS',
  'SYNC_BACKFILL_DAYS',
  'SYNC_CONCURRENCY',
  'TEAMS_FILE',
  'REPORT_TIMEZONE',
  'ADMIN_USERS',
  'ADMIN_CHANNEL',
  'MIN_GROUP_SIZE',
  'LOG_LEVEL',
];

/** What divides an hour or a day evenly. */
const INTERVALS = [
  '5',
  '10',
  '15',
  '20',
  '30',
  '60',
  '120',
  '180',
  '240',
  '360',
  '720',
  '1440',
] as const;

const PERSON = /^(?:[UW][A-Z0-9]+|[^\s@]+@[^\s@]+)$/;

const settings = z.object({
  SLACK_BOT_TOKEN: secret(
    'is missing or is not a bot token (xoxb-…): copy it from “OAuth & Permissions” of your Slack app',
    /^xox/,
  ),
  SLACK_APP_TOKEN: secret(
    'is not an app-level token (xapp-…): make one under “Basic Information” of your Slack app, with the scope connections:write',
    /^xapp-/,
  ).optional(),
  SLACK_SIGNING_SECRET: secret('is not a signing secret').optional(),
  SLACK_API_URL: keyed('must be an address such as https://slack.com/api/')
    .transform((value) => `${value.replace(/\/+$/, '')}/`)
    .default('https://slack.com/api/'),
  SLACK_CONFIG_TOKEN: secret(
    'is not an app configuration token (xoxe.xoxp-…): generate one on https://api.slack.com/apps, or leave it empty',
    /^xoxe/,
  ).optional(),
  PORT: whole(0, 65_535).default(3000),
  LISTEN_ADDRESS: z
    .string()
    .refine((value) => isIP(value) !== 0, {
      error: 'must be an IP address of this machine, such as 127.0.0.1, or empty for every one',
    })
    .optional(),
  LINGMA_BASE_URL: base('Lingma', 'https://openapi-rdc.aliyuncs.com').optional(),
  LINGMA_ORGANIZATION_ID: text(
    'is not an organization id: copy it from the basic information of your organization',
    /^[\w-]+$/,
  ).optional(),
  LINGMA_TOKEN: secret('is not a token').optional(),
  WINDSURF_BASE_URL: base('Windsurf', 'https://server.codeium.com').default(
    'https://server.codeium.com',
  ),
  WINDSURF_SERVICE_KEY: secret('is not a service key').optional(),
  DATABASE_URL: url(
    'must be a PostgreSQL address such as postgres://user:password@host:5432/database, or empty for the embedded database',
    ['postgres:', 'postgresql:'],
  ).optional(),
  DATA_DIR: text('must be a directory').default('./data'),
  TEAMS_FILE: text('must be a path').optional(),
  REPORT_TIMEZONE: z
    .string()
    .refine((name) => zoneNamed(name) !== null, {
      error: 'is not a time zone: use an IANA name such as Asia/Shanghai or Europe/Berlin',
    })
    .default('Asia/Shanghai'),
  ADMIN_USERS: z
    .string()
    .transform((value) => value.split(/[\s,]+/).filter((part) => part !== ''))

    .refine((ids) => ids.every((id) => PERSON.test(id)), {
      error:
        'must be Slack member ids (U…) or e-mail addresses, separated by commas: “Copy member ID” in a Slack profile gives one',
    })
    .default([]),
  ADMIN_CHANNEL: text(
    'must be a channel id (C… or G…), not a name: it stands at the foot of the channel’s details',
    /^[CG][A-Z0-9]+$/,
  ).optional(),
  MIN_GROUP_SIZE: whole(1, 1000).default(1),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` })
    .default('info'),
  SYNC_EVERY_MINUTES: z
    .enum(INTERVALS, { error: `must be one of ${INTERVALS.join(', ')} minutes` })
    .transform(Number)
    .default(60),
  SYNC_JITTER_SECONDS: whole(0, 3600).default(120),
  SYNC_BACKFILL_DAYS: whole(1, 400).default(90),
  SYNC_CONCURRENCY: whole(1, 32).default(4),
  RETENTION_DAYS: whole(31, 3660).default(400),
});

type Settings = z.output<typeof settings>;

/**
 * Reads the environment into a Config, or gives all that is wrong with it at once. Pure: opens no file, asks nobody.
 * An empty or blank value counts as not set. `empty` tells that no setting of the bot was there at all.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const given = Object.fromEntries(
    SETTINGS.map((name) => [name, env[name]?.trim()]).filter(([, value]) => value),
  );
  const parsed = settings.safeParse(given);
  const problems = [
    ...(parsed.success ? [] : parsed.error.issues.map(issueToProblem)),
    ...missing(given),
  ];
  if (!parsed.success || problems.length > 0) {
    // PORT and LOG_LEVEL are set on many machines for other programs' sake.
    const empty = Object.keys(given).every((name) => name === 'PORT' || name === 'LOG_LEVEL');
    return { ok: false, empty, problems: oneEach(problems) };
  }
  return { ok: true, config: toConfig(parsed.data) };
}

function issueToProblem(issue: z.core.$ZodIssue): Problem {
  return { setting: String(issue.path[0]), problem: issue.message };
}

function oneEach(problems: readonly Problem[]): Problem[] {
  return [
    ...new Map(problems.toReversed().map((entry) => [entry.setting, entry])).values(),
  ].toSorted((left, right) => SETTINGS.indexOf(left.setting) - SETTINGS.indexOf(right.setting));
}

/** What no single setting can tell: a way into Slack, and at least one whole provider. */
function missing(given: Readonly<Record<string, string | undefined>>): Problem[] {
  const problems: Problem[] = [];
  if (!given['SLACK_APP_TOKEN'] && !given['SLACK_SIGNING_SECRET']) {
    problems.push({
      setting: 'SLACK_APP_TOKEN',
      problem:
        'is missing: set it (xapp-…) for Socket Mode, or set SLACK_SIGNING_SECRET to receive commands over HTTP',
    });
  }
  const lingma = ['LINGMA_BASE_URL', 'LINGMA_ORGANIZATION_ID', 'LINGMA_TOKEN'] as const;
  const lacking = lingma.filter((name) => !given[name]);
  if (lacking.length > 0 && lacking.length < lingma.length) {
    const set = lingma.filter((name) => given[name]).join(' and ');
    problems.push(
      ...lacking.map((setting) => ({
        setting,
        problem: `is missing: Lingma needs it besides ${set}`,
      })),
    );
  }
  if (given['WINDSURF_BASE_URL'] && !given['WINDSURF_SERVICE_KEY']) {
    problems.push({
      setting: 'WINDSURF_SERVICE_KEY',
      problem: 'is missing: Windsurf needs it besides WINDSURF_BASE_URL',
    });
  } else if (lacking.length === lingma.length && !given['WINDSURF_SERVICE_KEY']) {
    problems.push({
      setting: 'LINGMA_TOKEN',
      problem:
        'is missing: at least one provider is needed. Set LINGMA_BASE_URL, LINGMA_ORGANIZATION_ID and LINGMA_TOKEN, or WINDSURF_SERVICE_KEY, or both',
    });
  }
  return problems;
}

function toConfig(given: Settings): Config {
  const { LINGMA_BASE_URL, LINGMA_ORGANIZATION_ID, LINGMA_TOKEN } = given;
  return {
    slack: {
      botToken: given.SLACK_BOT_TOKEN,
      apiUrl: given.SLACK_API_URL,
      configToken: given.SLACK_CONFIG_TOKEN ?? null,
      connection: given.SLACK_APP_TOKEN
        ? { mode: 'socket', appToken: given.SLACK_APP_TOKEN }
        : { mode: 'http', signingSecret: given.SLACK_SIGNING_SECRET ?? '' },
    },
    port: given.PORT,
    listenAddress: given.LISTEN_ADDRESS ?? null,
    providers: {
      lingma:
        LINGMA_BASE_URL && LINGMA_ORGANIZATION_ID && LINGMA_TOKEN
          ? {
              baseUrl: LINGMA_BASE_URL,
              organizationId: LINGMA_ORGANIZATION_ID,
              token: LINGMA_TOKEN,
            }
          : null,
      windsurf: given.WINDSURF_SERVICE_KEY
        ? { baseUrl: given.WINDSURF_BASE_URL, serviceKey: given.WINDSURF_SERVICE_KEY }
        : null,
    },
    database: { url: given.DATABASE_URL ?? null, dataDir: given.DATA_DIR },
    teamsFile: given.TEAMS_FILE ?? null,
    reportTimezone: given.REPORT_TIMEZONE,
    adminUsers: given.ADMIN_USERS,
    adminChannel: given.ADMIN_CHANNEL ?? null,
    minGroupSize: given.MIN_GROUP_SIZE,
    logLevel: given.LOG_LEVEL,
    sync: {
      everyMinutes: given.SYNC_EVERY_MINUTES,
      jitterSeconds: given.SYNC_JITTER_SECONDS,
      backfillDays: given.SYNC_BACKFILL_DAYS,
      concurrency: given.SYNC_CONCURRENCY,
    },
    retentionDays: given.RETENTION_DAYS,
  };
}
