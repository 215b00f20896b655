import {
  App,
  type BlockAction,
  type ButtonAction,
  type Receiver,
  type UsersSelectAction,
} from '@slack/bolt';
import type { Questions } from '../domain/answers.ts';
import type { Digests } from '../domain/digests.ts';
import type { Homes } from '../domain/home.ts';
import type { Nudges } from '../domain/nudge-questions.ts';
import type { Clock } from '../domain/ports.ts';
import type { Logger } from '../log.ts';
import { asRequest } from '../request-id.ts';
import { createOpenForm } from './actions/open-form.ts';
import { createPressDigest, DIGEST_PRESSES } from './actions/press-digest.ts';
import { createPress, PRESSES } from './actions/press.ts';
import { createCloseAnswer, createPressHome, HOME_PRESSES } from './actions/press-home.ts';
import { createPressNudge, NUDGE_PRESSES } from './actions/press-nudge.ts';
import {
  createPressRound,
  createSkipPerson,
  ROUND_PRESSES,
  SKIP_PERSON,
} from './actions/press-round.ts';
import { createPressRun, RUN_PRESSES } from './actions/press-run.ts';
import { createSubmitForm } from './actions/submit-form.ts';
import { createSubmitNudge, NUDGE_FORMS } from './actions/submit-nudge.ts';
import { createAdmit, type OwnWorkspace } from './admit.ts';
import { createBlockMemory } from './block-memory.ts';
import { createBoltLogger } from './bolt-logger.ts';
import { COMMAND } from './command-words.ts';
import { createAiUsage } from './commands/ai-usage.ts';
import { createAnswering, type Answered } from './commands/answering.ts';
import { createAppHome } from './events/app-home.ts';
import { createHomePage } from './home-page.ts';
import { createInFlight } from './in-flight.ts';
import { ANSWER_VIEW } from './views/answer-modal.ts';
import { SUBSCRIBE_FORM } from './views/subscribe-form.ts';
import { slackFailure } from './slack-failure.ts';
import { webClientOptions } from './web-client-options.ts';

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
  readonly questions: Questions;
  readonly digests: Digests;
  readonly nudges: Nudges;
  readonly homes: Homes;
  readonly providers: readonly string[];
  readonly clock: Clock;
  readonly log: Logger;
  readonly onAnswered?: (answered: Answered) => void;
  /** Milliseconds before each new try to bring an answer to Slack. */
  readonly pauses?: readonly number[];
}): SlackApp {
  const { receiver, token, slackApiUrl, clock, log } = options;
  const inFlight = createInFlight();
  let own: OwnWorkspace | null = null;
  let bot: { readonly botId?: string; readonly botUserId?: string } = {};
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: token, ...bot }),
    // Else the constructor asks Slack, and a bad token becomes a rejection that nobody handles.
    deferInitialization: true,
    clientOptions: webClientOptions(slackApiUrl),
    convoStore: false,
    logger: createBoltLogger(log),
  });
  app.use(({ next }) => inFlight.track(asRequest(() => next())));
  app.use(createAdmit({ own: () => own, now: clock, log }));
  app.error(async (error) => log.error({ error }, 'Bolt could not deal with a request.'));
  const { questions, digests, nudges } = options;
  const services = { questions, digests, nudges };
  const memory = createBlockMemory(clock);
  const answering = createAnswering({ ...options, memory });
  const openForm = createOpenForm({ ...options, answering });
  app.command(COMMAND, createAiUsage({ ...options, services, answering, openForm }));
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: PRESSES },
    createPress({ ...options, services, answering, openForm }),
  );
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: DIGEST_PRESSES },
    createPressDigest({ ...options, answering, openForm }),
  );
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: NUDGE_PRESSES },
    createPressNudge({ ...options, answering }),
  );
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ROUND_PRESSES },
    createPressRound({ ...options, answering }),
  );
  app.action<BlockAction<UsersSelectAction>>(
    { type: 'block_actions', action_id: SKIP_PERSON },
    createSkipPerson({ ...options, answering }),
  );
  const showHomePage = createHomePage({ ...options, answering });
  app.event('app_home_opened', createAppHome({ showHomePage }));
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: HOME_PRESSES },
    createPressHome({ ...options, showHomePage }),
  );
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: RUN_PRESSES },
    createPressRun({ ...options, services, answering, openForm }),
  );
  app.view(
    { type: 'view_closed', callback_id: ANSWER_VIEW },
    createCloseAnswer({ ...options, showHomePage }),
  );
  app.view(NUDGE_FORMS, createSubmitNudge({ ...options, answering }));
  app.view(SUBSCRIBE_FORM, createSubmitForm({ ...options, answering }));
  return {
    app,
    init: async () => {
      try {
        const tested = await app.client.auth.test({ token });
        const { team_id: teamId = '', enterprise_id: enterpriseId } = tested;
        const { bot_id: botId = '', user_id: botUserId = '' } = tested;
        own = { teamId, enterpriseId: enterpriseId || null };
        bot = { botId, botUserId };
        await app.init();
      } catch (error) {
        throw slackFailure(error, { credential: 'SLACK_BOT_TOKEN', slackApiUrl });
      }
    },
    drain: inFlight.drain,
  };
}
