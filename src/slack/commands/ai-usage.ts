import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { ReportTeam } from '../../domain/answers.ts';
import type { Clock } from '../../domain/ports.ts';
import { toAppError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import type { ChartMemory } from '../chart-memory.ts';
import { parseCommandLine } from '../command-line.ts';
import { createConversation, type Conversation } from '../conversation.ts';
import { createRepeatGuard } from '../repeats.ts';
import { createRespond } from '../respond.ts';
import { failureMessage } from '../views/replies.ts';
import { helpAnswer, problemAnswer, reportAnswer } from './answers.ts';

export type AiUsageParts = {
  readonly reportTeam: ReportTeam;
  /** The ids that `provider=` takes. */
  readonly providers: readonly string[];
  readonly charts: ChartMemory;
  readonly clock: Clock;
  readonly log: Logger;
  /** Milliseconds before each new try to reach a response_url. */
  readonly pauses?: readonly number[] | undefined;
};

// Slack waits three seconds for an acknowledgement and half an hour for an answer: where many ask at the same moment,
// all are acknowledged first, and few answers are worked on at once.
const AT_ONCE = 3;
const SETTLE_MS = 20;

type Listener = (args: SlackCommandMiddlewareArgs & AllMiddlewareArgs) => Promise<void>;

/** Answers `/ai-usage`: acknowledged at once, answered by response_url. Whatever goes wrong ends in an answer, never in a throw. */
export function createAiUsage(parts: AiUsageParts): Listener {
  const isRepeat = createRepeatGuard();
  const inTurn = pLimit(AT_ONCE);
  return async ({ command, context, ack }) => {
    const reference = randomUUID().slice(0, 8);
    const log = parts.log.child({ reference });
    // Without the acknowledgement Slack shows an error of its own; the answer still arrives.
    await ack().catch((error: unknown) =>
      log.warn({ error }, 'A command could not be acknowledged.'),
    );
    if (isRepeat(command, context.retryNum)) return;
    const started = parts.clock().getTime();
    const conversation = createConversation({
      respond: createRespond({ url: command.response_url, log, pauses: parts.pauses }),
      charts: parts.charts,
      slackTeamId: command.team_id,
      log,
    });
    try {
      const outcome = await inTurn(async () => {
        await pause(SETTLE_MS);
        return answer(command, conversation, parts);
      });
      log.info({ outcome, ms: parts.clock().getTime() - started }, 'A command was answered.');
    } catch (thrown) {
      await apologize(thrown, { conversation, reference, log });
    }
  };
}

// Slack leaves `text` out where there is none.
type Asked = { readonly text?: string; readonly user_id: string; readonly team_id: string };

async function answer(
  { text = '', user_id: slackUserId, team_id: slackTeamId }: Asked,
  conversation: Conversation,
  { reportTeam, providers }: AiUsageParts,
): Promise<string> {
  const parsed = parseCommandLine(text, providers);
  if (!parsed.ok) {
    const { problem, form, corrected } = parsed.problem;
    await conversation.answer(() => problemAnswer({ problem, form, corrected }));
    return 'problem';
  }
  const { command } = parsed;
  if (command.verb === 'help') {
    await conversation.answer(() => helpAnswer(providers));
    return 'help';
  }
  const result = await reportTeam({ slackUserId, slackTeamId }, command, conversation.progress);
  await conversation.answer((charts) => reportAnswer(command, result, charts));
  return result.kind;
}

async function apologize(
  thrown: unknown,
  { conversation, reference, log }: { conversation: Conversation; reference: string; log: Logger },
): Promise<void> {
  const error = toAppError(thrown);
  const level = error.code === 'internal' ? 'error' : 'warn';
  log[level]({ error }, 'A command could not be answered.');
  const sentence =
    error.code === 'internal'
      ? `${error.message} It has been noted; please try again.`
      : error.message;
  await conversation.answer(() => failureMessage(sentence, reference));
}
