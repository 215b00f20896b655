import type { Logger } from '../../log.ts';
import { below, presserOf } from './asker-of.ts';
import { deadEndAnswer } from '../commands/answers.ts';
import { UNREADABLE, type Answering } from '../commands/answering.ts';
import { answerCommand, answerTyped, type Asked } from '../commands/answer-command.ts';
import { ask, type Services } from '../commands/ask.ts';
import type { Command } from '../command.ts';
import { parseCommandLine } from '../command-line.ts';
import { COMMAND } from '../command-words.ts';
import type { OpenForm } from './open-form.ts';
import { acknowledge } from '../acknowledge.ts';
import { type PressListener } from './button-press.ts';

type Parts = {
  readonly services: Services;
  readonly providers: readonly string[];
  readonly answering: Answering;
  readonly openForm: OpenForm;
  readonly log: Logger;
};

/** The action ids of the buttons that are under answers; see views/buttons.ts. */
export const PRESSES = /^(?:run|share|list)-\d+$/;

/** Answers a pressed button: it runs the command that it carries, in the place of the message it belongs to where only the presser sees that. */
export function createPress(parts: Parts): PressListener {
  const { services, providers, answering, openForm, log } = parts;
  const { questions } = services;
  return async ({ action, body, client, ack }) => {
    await acknowledge(ack, 'A button', log);
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
      const asked = { actor, channelId, conversation };
      if (does === 'list') return setListed(action.value === 'on', asked);
      if (does === 'share' && parsed.ok) return share(parsed.command, asked);
      return answerTyped(text, parsed, asked, parts);
    });
  };

  async function share(
    command: Command,
    { actor, channelId, conversation }: Asked,
  ): Promise<string> {
    const refusal = await questions.checkShare(channelId);
    if (refusal) {
      await conversation.answer(() => deadEndAnswer({ kind: 'refused', refusal }));
      return 'refused';
    }
    const asking = {
      ...services,
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

  async function setListed(listed: boolean, asked: Asked): Promise<string> {
    const result = await questions.setListed(asked.actor, listed);
    if (result.kind === 'listed') return answerCommand(ME, asked, parts);
    await asked.conversation.answer(() => deadEndAnswer(result));
    return result.kind;
  }
}

const ME: Command = { verb: 'me', period: null, provider: null };

function verbOf(parsed: ReturnType<typeof parseCommandLine>): string {
  return parsed.ok ? parsed.command.verb : UNREADABLE;
}
