import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Questions } from '../../domain/answers.ts';
import type { Logger } from '../../log.ts';
import { parseCommandLine } from '../command-line.ts';
import { createRepeatGuard } from '../repeats.ts';
import { problemAnswer } from './answers.ts';
import type { Answering } from './answering.ts';
import { ask } from './ask.ts';

type Parts = {
  readonly questions: Questions;
  /** The ids that `provider=` takes. */
  readonly providers: readonly string[];
  readonly answering: Answering;
  readonly log: Logger;
};

type Listener = (args: SlackCommandMiddlewareArgs & AllMiddlewareArgs) => Promise<void>;

/** Answers `/ai-usage`: acknowledged at once, answered by response_url. */
export function createAiUsage({ questions, providers, answering, log }: Parts): Listener {
  const isRepeat = createRepeatGuard();
  return async ({ command, context, ack }) => {
    // Without the acknowledgement Slack shows an error of its own; the answer still arrives.
    await ack().catch((error: unknown) =>
      log.warn({ error }, 'A command could not be acknowledged.'),
    );
    if (isRepeat(command, context.retryNum)) return;
    const text = textOf(command);
    const parsed = parseCommandLine(text, providers);
    const asker = {
      slackUserId: command.user_id,
      slackTeamId: command.team_id,
      responseUrl: command.response_url,
      replaces: false,
      isLong: parsed.ok && parsed.command.verb === 'export',
    };
    await answering(asker, async (actor, { progress, answer }) => {
      if (!parsed.ok) {
        await answer(() => problemAnswer(text, parsed.problem));
        return 'problem';
      }
      const asking = { questions, audience: 'asker', onProgress: progress } as const;
      const { outcome, draw } = await ask(parsed.command, actor, asking);
      await answer((blocks) => draw({ blocks, providers, audience: 'asker', sharedBy: null }));
      return outcome;
    });
  };
}

// Slack leaves `text` out where there is none.
function textOf({ text = '' }: { readonly text?: string }): string {
  return text;
}
