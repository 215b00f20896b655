import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Logger } from '../../log.ts';
import type { OpenForm } from '../actions/open-form.ts';
import { parseCommandLine } from '../command-line.ts';
import { createRepeatGuard } from '../repeats.ts';
import { UNREADABLE, type Answering } from './answering.ts';
import { acknowledge } from '../acknowledge.ts';
import { answerTyped } from './answer-command.ts';
import type { Services } from './ask.ts';

type Parts = {
  readonly services: Services;
  /** The ids that `provider=` takes. */
  readonly providers: readonly string[];
  readonly answering: Answering;
  readonly openForm: OpenForm;
  readonly log: Logger;
};

type Listener = (args: SlackCommandMiddlewareArgs & AllMiddlewareArgs) => Promise<void>;

/** Answers `/ai-usage`: acknowledged at once, answered by response_url. */
export function createAiUsage(parts: Parts): Listener {
  const { providers, answering, openForm, log } = parts;
  const isRepeat = createRepeatGuard();
  return async ({ command, context, client, ack }) => {
    await acknowledge(ack, 'A command', log);
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
    await answering(asker, (actor, conversation) =>
      answerTyped(text, parsed, { actor, channelId, conversation }, parts),
    );
  };
}

// Slack leaves `text` out where there is none.
function textOf({ text = '' }: { readonly text?: string }): string {
  return text;
}
