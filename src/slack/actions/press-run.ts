import type { Logger } from '../../log.ts';
import { parseCommandLine } from '../command-line.ts';
import { COMMAND } from '../command-words.ts';
import { UNREADABLE, type Answering } from '../commands/answering.ts';
import { answerTyped } from '../commands/answer-command.ts';
import type { Services } from '../commands/ask.ts';
import { answerInMessages, answerInView, openAnswer } from './answer-view.ts';
import { askerOf } from './asker-of.ts';
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

/** The action ids of the buttons in a home that lead to an answer; see views/buttons.ts. */
export const RUN_PRESSES = /^home-run-\d+$/;

/**
 * Answers a command behind a button of a home, in a modal over it: nobody has asked in a conversation that an answer could
 * stand in. Where Slack opens none, the answer goes into the direct messages.
 */
export function createPressRun(parts: Parts): PressListener {
  const { providers, answering, openForm, log } = parts;
  return async ({ action, body, client, ack }) => {
    await acknowledge(ack, 'A button', log);
    const { trigger_id: triggerId } = body;
    const text = (action.value ?? '').replace(COMMAND, '').trim();
    const parsed = parseCommandLine(text, providers);
    const wish = parsed.ok ? parsed.command : null;
    const nowhere = askerOf(body, {
      verb: wish?.verb ?? UNREADABLE,
      responseUrl: '',
      replaces: 'nothing',
    });
    const messages = answerInMessages(client, nowhere.slackUserId, log);
    if (wish?.verb === 'subscribe' && wish.team === null) {
      const asker = { ...nowhere, via: () => messages };
      return openForm({ client, triggerId, asker, channelId: '', said: wish, edit: null });
    }
    const modal = { client, title: action.text.text, log };
    const viewId = await openAnswer(modal, triggerId);
    const isLong = wish?.verb === 'export';
    const asker =
      viewId === null
        ? { ...nowhere, isLong, via: () => messages }
        : {
            ...nowhere,
            isLong,
            replaces: 'view' as const,
            via: () => answerInView({ ...modal, viewId }),
          };
    await answering(asker, (actor, conversation) =>
      answerTyped(text, parsed, { actor, channelId: '', conversation }, parts),
    );
  };
}
