import type {
  AllMiddlewareArgs,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt';
import type { Actor } from '../../domain/access.ts';
import type { Questions } from '../../domain/answers.ts';
import type { Logger } from '../../log.ts';
import { deadEndAnswer, problemAnswer } from '../commands/answers.ts';
import type { Answering } from '../commands/answering.ts';
import { ask } from '../commands/ask.ts';
import type { Command } from '../command.ts';
import { parseCommandLine } from '../command-line.ts';
import { COMMAND } from '../command-words.ts';
import type { Conversation } from '../conversation.ts';

type Parts = {
  readonly questions: Questions;
  readonly providers: readonly string[];
  readonly answering: Answering;
  readonly log: Logger;
};

type Listener = (
  args: SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs,
) => Promise<void>;

/** The action ids of the buttons that are under answers; see views/buttons.ts. */
export const PRESSES = /^(?:run|share|list)-\d+$/;

/** Answers a pressed button: it runs the command that it carries, in the place of the message it belongs to where only the presser sees that. */
export function createPress({ questions, providers, answering, log }: Parts): Listener {
  return async ({ action, body, ack }) => {
    await ack().catch((error: unknown) =>
      log.warn({ error }, 'A button could not be acknowledged.'),
    );
    const [does = ''] = action.action_id.split('-');
    const text = (action.value ?? '').replace(COMMAND, '').trim();
    const parsed = parseCommandLine(text, providers);
    const asker = {
      slackUserId: body.user.id,
      slackTeamId: body.user.team_id ?? body.team?.id ?? '',
      responseUrl: body.response_url,
      replaces: does !== 'share' && body.container['is_ephemeral'] === true,
      isLong: parsed.ok && parsed.command.verb === 'export',
    };
    await answering(asker, async (actor, conversation) => {
      if (does === 'list') return setListed(action.value === 'on', actor, conversation);
      if (parsed.ok)
        return does === 'share'
          ? share(parsed.command, actor, conversation)
          : run(parsed.command, actor, conversation);
      await conversation.answer(() => problemAnswer(text, parsed.problem));
      return 'problem';
    });
  };

  async function run(command: Command, actor: Actor, conversation: Conversation): Promise<string> {
    const asking = { questions, audience: 'asker', onProgress: conversation.progress } as const;
    const { outcome, draw } = await ask(command, actor, asking);
    await conversation.answer((blocks) =>
      draw({ blocks, providers, audience: 'asker', sharedBy: null }),
    );
    return outcome;
  }

  async function share(command: Command, actor: Actor, { answer }: Conversation): Promise<string> {
    const asking = { questions, audience: 'channel', onProgress: () => undefined } as const;
    const { outcome, isShareable, draw } = await ask(command, actor, asking);
    const look = isShareable
      ? ({ providers, audience: 'channel', sharedBy: actor.slackUserId } as const)
      : ({ providers, audience: 'asker', sharedBy: null } as const);
    await answer((blocks) => draw({ blocks, ...look }), look.audience);
    return isShareable ? 'shared' : outcome;
  }

  async function setListed(
    listed: boolean,
    actor: Actor,
    conversation: Conversation,
  ): Promise<string> {
    const result = await questions.setListed(actor, listed);
    if (result.kind === 'listed') return run(ME, actor, conversation);
    await conversation.answer(() => deadEndAnswer(result));
    return result.kind;
  }
}

const ME: Command = { verb: 'me', period: null, provider: null };
