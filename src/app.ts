import { createAsking } from './asking.ts';
import { createBackground, type Background } from './background.ts';
import type { Config } from './config.ts';
import { createDigestPost, type DigestPost } from './digest-post.ts';
import type { Clock } from './domain/ports.ts';
import type { Team } from './domain/teams.ts';
import type { Logger } from './log.ts';
import { buildProviders } from './providers/registry.ts';
import { createQuestions } from './questions.ts';
import { startClock, type WakingClock } from './schedule/clock.ts';
import { createCheckReady } from './services/check-ready.ts';
import { createFetchFeed, type FetchFeed } from './services/fetch-feed.ts';
import { createFetchMissing } from './services/fetch-missing.ts';
import { createListTeams } from './services/list-teams.ts';
import { createMatchPeople } from './services/match-people.ts';
import { createSyncUsage } from './services/sync-usage.ts';
import { createSlackApp, type SlackApp } from './slack/app.ts';
import { drawDeliveries } from './slack/draw-deliveries.ts';
import type { Health } from './slack/health.ts';
import { createInFlight } from './slack/in-flight.ts';
import { createHttpReceiver, createSocketReceiver, type SlackReceiver } from './slack/receivers.ts';
import { createWebApi } from './slack/web-api.ts';
import { openDatabase, type Database } from './store/database.ts';
import { createPeopleStore } from './store/people-store.ts';
import { createUsageStore } from './store/usage-store.ts';

export type AppParts = {
  /** The teams of TEAMS_FILE; null where there is none. */
  readonly teams: readonly Team[] | null;
  readonly logger: Logger;
  readonly clock: Clock;
  /** The bot's own. */
  readonly version: string;
};

export type App = {
  /** Opens the database, connects to Slack and begins to sync. Throws AppError; then `stop` still has to be called. */
  start(): Promise<void>;
  /** Takes nothing new, lets what is in flight end for ten seconds at most, and closes the database. */
  stop(): Promise<void>;
};

/** How long a stop waits for what is in flight, and when in that time vendors are given up, so that there is an answer still. */
const DRAIN_MS = 10_000;
const FETCH_MS = 8500;

/** What is open, in the order in which it was opened. */
type Running = {
  database?: Database;
  slack?: SlackApp;
  receiver?: SlackReceiver;
  waking?: WakingClock;
  background?: Background;
  digestPost?: DigestPost;
};

/** Wires the bot: the only place that sees every room. */
export function createApp(config: Config, parts: AppParts): App {
  const { logger, clock } = parts;
  const running: Running = {};
  const stopping = new AbortController();
  const deadline = new AbortController();
  const fetches = createInFlight();

  return {
    async start() {
      running.database = await openDatabase(config.database);
      const store = createUsageStore(running.database);
      // Nobody else uses an embedded database; on a server another replica may be in the middle of a fetch.
      if (running.database.engine === 'pglite') await store.abandon(clock());
      const providers = buildProviders(config.providers, { concurrency: config.sync.concurrency });
      const zone = config.reportTimezone;
      const base = { store, providers, clock, zone };
      const fetchOnce = createFetchFeed({ ...base, signal: deadline.signal });
      const fetchFeed: FetchFeed = (fetch) => fetches.track(fetchOnce(fetch));
      const fetchMissing = createFetchMissing({ ...base, fetchFeed });
      const listTeams = createListTeams({ ...base, fetchMissing, fromFile: parts.teams });
      const { retentionDays } = config;
      const { backfillDays } = config.sync;
      const syncing = { ...base, fetchMissing, listTeams, retentionDays, backfillDays };
      const { botToken: token, apiUrl: slackApiUrl } = config.slack;
      const { directory, messenger, ...webApi } = createWebApi({ token, slackApiUrl });
      const people = createPeopleStore(running.database);
      const background = createBackground({
        syncUsage: createSyncUsage(syncing),
        matchPeople: createMatchPeople({
          directory,
          people,
          clock,
          onTrouble: (error) => logger.warn({ error }, 'could not match people with Slack'),
        }),
        forget: async (before) => {
          await people.pruneAccesses(before);
          await running.digestPost?.forget(before);
        },
        clock,
        retentionDays,
        signal: stopping.signal,
        logger,
      });
      running.background = background;
      const { engine } = running.database;
      const asking = createAsking({ ...parts, ...base, config, people, fetchFeed, directory });
      running.digestPost = createDigestPost({
        ...base,
        ...webApi,
        asking,
        database: running.database,
        people,
        draw: drawDeliveries,
        adminChannel: config.adminChannel,
        adminUsers: config.adminUsers,
        logger,
      });
      const questions = createQuestions({
        asking,
        people,
        messenger,
        channels: webApi.channels,
        clock,
        adminUsers: config.adminUsers,
        about: { version: parts.version, database: engine, startedAt: clock() },
        isSyncing: background.isSyncing,
        tellSending: running.digestPost.tellSending,
      });

      const slackIsThere = () => running.receiver?.connected() ?? false;
      const health = healthOf(createCheckReady({ store, providers, slackIsThere }));
      const receiver = createReceiver(config, health, logger);
      running.slack = createSlackApp({
        receiver: receiver.receiver,
        token,
        slackApiUrl,
        questions,
        digests: running.digestPost.digests,
        providers: providers.map(({ id }) => id),
        clock,
        log: logger,
      });
      await running.slack.init();
      running.receiver = receiver;
      if (stopping.signal.aborted) return;
      await running.digestPost.start();
      const { port } = await receiver.start();
      if (stopping.signal.aborted) return;
      running.waking = startClock({
        everyMinutes: config.sync.everyMinutes,
        jitterSeconds: config.sync.jitterSeconds,
        wake: background.sync,
      });
      const { mode } = config.slack.connection;
      logger.info({ port, mode, database: engine }, 'ready');
    },

    async stop() {
      stopping.abort();
      const until = performance.now() + DRAIN_MS;
      const late = setTimeout(() => deadline.abort(), FETCH_MS);
      await running.receiver?.stop();
      const [left] = await Promise.all([
        running.slack?.drain(until - performance.now()),
        running.waking?.stop(),
        running.background?.ended(),
        running.digestPost?.stop(until - performance.now()),
      ]);
      if (left) logger.warn({ left }, 'stopping with commands that are not answered');
      deadline.abort();
      clearTimeout(late);
      // Those that nobody waits for any more are given up, and that is written down while the database is there.
      await fetches.drain(Math.max(until - performance.now(), 0));
      await running.database?.close();
    },
  };
}

function createReceiver(config: Config, health: Health, log: Logger): SlackReceiver {
  const { connection, apiUrl: slackApiUrl } = config.slack;
  const common = { port: config.port, health, log };
  return connection.mode === 'socket'
    ? createSocketReceiver({ ...common, slackApiUrl, appToken: connection.appToken })
    : createHttpReceiver({ ...common, signingSecret: connection.signingSecret });
}

function healthOf(checkReady: ReturnType<typeof createCheckReady>): Health {
  return {
    alive: async () => ({ status: 200, body: { ok: true } }),
    ready: async () => {
      const readiness = await checkReady();
      return { status: readiness.ready ? 200 : 503, body: readiness };
    },
  };
}
