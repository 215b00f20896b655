import type {
  AllMiddlewareArgs,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt';
import type { Actor } from '../../domain/access.ts';
import type { Questions } from '../../domain/answers.ts';
import type { Digests } from '../../domain/digests.ts';
import type { Nudges } from '../../domain/nudges.ts';
import type { Logger } from '../../log.ts';
import { below, presserOf } from './asker-of.ts';
import { deadEndAnswer, problemAnswer } from '../commands/answers.ts';
import { UNREADABLE, type Answering } from '../commands/answering.ts';
import { ask } from '../commands/ask.ts';
import type { Command } from '../command.ts';
import { parseCommandLine } from '../command-line.ts';
import { COMMAND } from '../command-words.ts';
import type { Conversation } from '../conversation.ts';
import type { OpenForm } from './open-form.ts';

type Parts = {
  readonly questions: Questions;
  readonly digests: Digests;
  readonly nudges: Nudges;
  readonly providers: readonly string[];
  readonly answering: Answering;
  readonly openForm: OpenForm;
  readonly log: Logger;
};

type Presser = {
  readonly actor: Actor;
  readonly channelId: string;
  readonly conversation: Conversation;
};

type Listener = (
  args: SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs,
) => Promise<void>;

/** The action ids of the buttons that are under answers; see views/buttons.ts. */
export const PRESSES = /^(?:run|share|list)-\d+$/;

/** Answers a pressed button: it runs the command that it carries, in the place of the message it belongs to where only the presser sees that. */
export function createPress(parts: Parts): Listener {
  const { questions, digests, nudges, providers, answering, openForm, log } = parts;
  return async ({ action, body, client, ack }) => {
    await ack().catch((error: unknown) =>
      log.warn({ error }, 'A button could not be acknowledged.'),
    );
    const [does = ''] = action.action_id.split('-');
    const text = (action.value ?? '').replace(COMMAND, '').trim();
    const parsed = parseCommandLine(text, providers);
    const verb = does === 'run' ? verbOf(parsed) : does;
    const presser = presserOf(body, { verb, client, log });
    const asker = {
      ...(does === 'share' ? below(presser) : presser),
      isLong: parsed.ok && parsed.command.verb === 'export',
    };
    const channelId = body.channel?.id ?? '';
    const wish = does === 'run' && parsed.ok ? parsed.command : null;
    if (wish?.verb === 'subscribe' && wish.team === null) {
      const triggerId = body.trigger_id;
      return openForm({ client, triggerId, asker, channelId, said: wish, edit: null });
    }
    await answering(asker, async (actor, conversation) => {
      const presser = { actor, channelId, conversation };
      if (does === 'list') return setListed(action.value === 'on', presser);
      if (parsed.ok) {
        return does === 'share' ? share(parsed.command, presser) : run(parsed.command, presser);
      }
      await conversation.answer(() => problemAnswer(text, parsed.problem));
      return 'problem';
    });
  };

  async function run(
    command: Command,
    { actor, channelId, conversation }: Presser,
  ): Promise<string> {
    const asking = {
      questions,
      digests,
      nudges,
      channelId,
      audience: 'asker',
      onProgress: conversation.progress,
    } as const;
    const { outcome, draw } = await ask(command, actor, asking);
    await conversation.answer((blocks) =>
      draw({ blocks, providers, audience: 'asker', sharedBy: null }),
    );
    return outcome;
  }

  async function share(
    command: Command,
    { actor, channelId, conversation }: Presser,
  ): Promise<string> {
    const refusal = await questions.checkShare(channelId);
    if (refusal) {
      await conversation.answer(() => deadEndAnswer({ kind: 'refused', refusal }));
      return 'refused';
    }
    const asking = {
      questions,
      digests,
      nudges,
      channelId,
      audience: 'channel',
      onProgress: () => undefined,
    } as const;
    const { outcome, isShareable, draw } = await ask(command, actor, asking);
    const look = isShareable
      ? ({ providers, audience: 'channel', sharedBy: actor.slackUserId } as const)
      : ({ providers, audience: 'asker', sharedBy: null } as const);
    await conversation.answer((blocks) => draw({ blocks, ...look }), look.audience);
    return isShareable ? 'shared' : outcome;
  }

  async function setListed(listed: boolean, presser: Presser): Promise<string> {
    const result = await questions.setListed(presser.actor, listed);
    if (result.kind === 'listed') return run(ME, presser);
    await presser.conversation.answer(() => deadEndAnswer(result));
    return result.kind;
  }
}

const ME: Command = { verb: 'me', period: null, provider: null };

function verbOf(parsed: ReturnType<typeof parseCommandLine>): string {
  return parsed.ok ? parsed.command.verb : UNREADABLE;
}
