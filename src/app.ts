import { createBackground, type Background } from './background.ts';
import type { Config } from './config.ts';
import { openCore, type Core } from './core.ts';
import { createDigestPost, type DigestPost } from './digest-post.ts';
import type { NudgePolicy } from './domain/nudge-settings.ts';
import type { Clock } from './domain/ports.ts';
import type { Team } from './domain/teams.ts';
import { createHomes } from './homes.ts';
import type { Logger } from './log.ts';
import { createMetrics } from './metrics/metrics.ts';
import { createNudgePost } from './nudge-post.ts';
import { createQuestions } from './questions.ts';
import { createRoutes } from './routes.ts';
import { startClock, type WakingClock } from './schedule/clock.ts';
import { createCheckReady } from './services/check-ready.ts';
import { createMatchPeople } from './services/match-people.ts';
import { createTellAges } from './services/tell-ages.ts';
import { createSlackApp, type SlackApp } from './slack/app.ts';
import { drawDeliveries } from './slack/draw-deliveries.ts';
import { drawNudges } from './slack/draw-nudges.ts';
import type { Route } from './slack/routes.ts';
import { createHttpReceiver, createSocketReceiver, type SlackReceiver } from './slack/receivers.ts';

export type AppParts = {
  /** The teams of TEAMS_FILE; null where there is none. */
  readonly teams: readonly Team[] | null;
  readonly nudges: NudgePolicy;
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
  core?: Core;
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
  const metrics = createMetrics({
    version: parts.version,
    mode: config.slack.connection.mode,
  });
  const { onFetched, onAttempted, onAnswered } = metrics;

  return {
    async start() {
      const core = await openCore(config, { ...parts, signal: deadline.signal, onFetched });
      running.core = core;
      const { database, store, people, providers, webApi } = core;
      const { adminChannel, retentionDays } = config;
      const background = createBackground({
        syncUsage: core.syncUsage,
        matchPeople: createMatchPeople({
          directory: webApi.directory,
          people,
          clock,
          onTrouble: (error) => logger.warn({ error }, 'could not match people with Slack'),
        }),
        forget: async (before) => {
          await people.prune(before);
          await running.digestPost?.forget(before);
        },
        inTurn: database.inTurn,
        clock,
        retentionDays,
        signal: stopping.signal,
        logger,
      });
      running.background = background;
      running.digestPost = createDigestPost({
        ...core,
        ...webApi,
        draw: drawDeliveries,
        onAttempted,
        makeNudgePost: (queue) =>
          createNudgePost({
            ...core,
            ...webApi,
            queue,
            policy: parts.nudges,
            draw: drawNudges,
            adminChannel,
            adminUsers: config.adminUsers,
            logger,
          }),
        adminChannel,
        adminUsers: config.adminUsers,
        logger,
      });
      const questionParts = {
        ...core,
        ...webApi,
        adminUsers: config.adminUsers,
        about: { version: parts.version, database: database.engine, startedAt: clock() },
        isSyncing: background.isSyncing,
        tellSending: running.digestPost.tellSending,
        listNudgesSeen: running.digestPost.nudgePost.listNudgesSeen,
      };

      const slackIsThere = () => running.receiver?.connected() ?? false;
      const { deliveries } = running.digestPost;
      const { startedAt } = questionParts.about;
      const tellAges = createTellAges(core);
      metrics.watch({ tellAges, deliveries, slackIsThere, clock, startedAt });
      const checkReady = createCheckReady({ store, providers, slackIsThere });
      const receiver = createReceiver(config, createRoutes({ checkReady, metrics }), logger);
      running.slack = createSlackApp({
        receiver: receiver.receiver,
        token: config.slack.botToken,
        slackApiUrl: config.slack.apiUrl,
        questions: createQuestions(questionParts),
        homes: createHomes({
          ...questionParts,
          digestPost: running.digestPost,
          beginSync: background.begin,
          logger,
        }),
        digests: running.digestPost.digests,
        nudges: running.digestPost.nudgePost.nudges,
        providers: providers.map(({ id }) => id),
        clock,
        log: logger,
        onAnswered,
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
      logger.info({ port, mode, database: database.engine }, 'ready');
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
      // Fetches that nobody waits for any more are given up, and that is written down while the database is there.
      await running.core?.close(Math.max(until - performance.now(), 0));
    },
  };
}

function createReceiver(config: Config, routes: readonly Route[], log: Logger): SlackReceiver {
  const { connection, apiUrl: slackApiUrl } = config.slack;
  const common = { port: config.port, address: config.listenAddress, routes, log };
  return connection.mode === 'socket'
    ? createSocketReceiver({ ...common, slackApiUrl, appToken: connection.appToken })
    : createHttpReceiver({ ...common, signingSecret: connection.signingSecret });
}
