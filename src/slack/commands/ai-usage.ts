import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Questions } from '../../domain/answers.ts';
import type { Digests } from '../../domain/digests.ts';
import type { Nudges } from '../../domain/nudges.ts';
import type { Logger } from '../../log.ts';
import type { OpenForm } from '../actions/open-form.ts';
import { parseCommandLine } from '../command-line.ts';
import { createRepeatGuard } from '../repeats.ts';
import { problemAnswer } from './answers.ts';
import { UNREADABLE, type Answering } from './answering.ts';
import { ask } from './ask.ts';

type Parts = {
  readonly questions: Questions;
  readonly digests: Digests;
  readonly nudges: Nudges;
  /** The ids that `provider=` takes. */
  readonly providers: readonly string[];
  readonly answering: Answering;
  readonly openForm: OpenForm;
  readonly log: Logger;
};

type Listener = (args: SlackCommandMiddlewareArgs & AllMiddlewareArgs) => Promise<void>;

/** Answers `/ai-usage`: acknowledged at once, answered by response_url. */
export function createAiUsage(parts: Parts): Listener {
  const { questions, digests, nudges, providers, answering, openForm, log } = parts;
  const isRepeat = createRepeatGuard();
  return async ({ command, context, client, ack }) => {
    // Without the acknowledgement Slack shows an error of its own; the answer still arrives.
    await ack().catch((error: unknown) =>
      log.warn({ error }, 'A command could not be acknowledged.'),
    );
    if (isRepeat(command, context.retryNum)) return;
    const text = textOf(command);
    const parsed = parseCommandLine(text, providers);
    const { command: asked } = parsed.ok ? parsed : { command: null };
    const asker = {
      verb: asked?.verb ?? UNREADABLE,
      slackUserId: command.user_id,
      slackTeamId: command.team_id,
      responseUrl: command.response_url,
      replaces: 'said' as const,
      isLong: asked?.verb === 'export',
    };
    const channelId = command.channel_id;
    if (asked?.verb === 'subscribe' && asked.team === null) {
      const triggerId = command.trigger_id;
      return openForm({ client, triggerId, asker, channelId, said: asked, edit: null });
    }
    await answering(asker, async (actor, { progress, answer }) => {
      if (!parsed.ok) {
        await answer(() => problemAnswer(text, parsed.problem));
        return 'problem';
      }
      const asking = {
        questions,
        digests,
        nudges,
        channelId,
        audience: 'asker',
        onProgress: progress,
      } as const;
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
