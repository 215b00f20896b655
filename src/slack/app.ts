import { App, type Receiver } from '@slack/bolt';
import type { ReportTeam } from '../domain/answers.ts';
import type { Clock } from '../domain/ports.ts';
import type { Logger } from '../log.ts';
import { createBoltLogger } from './bolt-logger.ts';
import { createChartMemory } from './chart-memory.ts';
import { COMMAND } from './command-words.ts';
import { createAiUsage } from './commands/ai-usage.ts';
import { createInFlight } from './in-flight.ts';
import { slackFailure } from './slack-failure.ts';
import { webClientOptions } from './web-client-options.ts';

/** What the commands call. */
export type SlackServices = { readonly reportTeam: ReportTeam };

export type SlackApp = {
  readonly app: App;
  /** Proves the bot token with auth.test; to be called once, before the receiver starts. Throws AppError. */
  readonly init: () => Promise<void>;
  /** Waits for commands that are being answered, at most `ms` milliseconds; gives how many are left. */
  readonly drain: (ms: number) => Promise<number>;
};

/** Bolt with its receiver from outside. `slackApiUrl` ends in `/api/`; `providers` are the ids that `provider=` takes. */
export function createSlackApp(options: {
  readonly receiver: Receiver;
  readonly token: string;
  readonly slackApiUrl: string;
  readonly services: SlackServices;
  readonly providers: readonly string[];
  readonly clock: Clock;
  readonly log: Logger;
  /** Milliseconds before each new try to bring an answer to Slack. */
  readonly pauses?: readonly number[];
}): SlackApp {
  const { receiver, token, slackApiUrl, services, providers, clock, log, pauses } = options;
  const inFlight = createInFlight();
  const app = new App({
    receiver,
    token,
    // Else the constructor asks Slack, and a bad token becomes a rejection that nobody handles.
    deferInitialization: true,
    clientOptions: webClientOptions(slackApiUrl),
    convoStore: false,
    logger: createBoltLogger(log),
  });
  app.use(({ next }) => inFlight.track(next()));
  app.error(async (error) => log.error({ error }, 'Bolt could not deal with a request.'));
  const charts = createChartMemory(clock);
  app.command(COMMAND, createAiUsage({ ...services, providers, charts, clock, log, pauses }));
  return {
    app,
    init: async () => {
      try {
        await app.init();
      } catch (error) {
        throw slackFailure(error, { credential: 'SLACK_BOT_TOKEN', slackApiUrl });
      }
    },
    drain: inFlight.drain,
  };
}
