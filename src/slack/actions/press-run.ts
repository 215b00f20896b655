import type {
  AllMiddlewareArgs,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt';
import type { Questions } from '../../domain/answers.ts';
import type { Digests } from '../../domain/digests.ts';
import type { Nudges } from '../../domain/nudges.ts';
import type { Logger } from '../../log.ts';
import { parseCommandLine } from '../command-line.ts';
import { COMMAND } from '../command-words.ts';
import { problemAnswer } from '../commands/answers.ts';
import { UNREADABLE, type Answering } from '../commands/answering.ts';
import { ask } from '../commands/ask.ts';
import { answerInMessages, answerInView, openAnswer } from './answer-view.ts';
import { askerOf } from './asker-of.ts';
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

type Listener = (
  args: SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs,
) => Promise<void>;

/** The action ids of the buttons in a home that lead to an answer; see views/buttons.ts. */
export const RUN_PRESSES = /^home-run-\d+$/;

/**
 * Answers a command behind a button of a home, in a modal over it: nobody has asked in a conversation that an answer could
 * stand in. Where Slack opens none, the answer goes into the direct messages.
 */
export function createPressRun(parts: Parts): Listener {
  const { questions, digests, nudges, providers, answering, openForm, log } = parts;
  return async ({ action, body, client, ack }) => {
    await ack().catch((error: unknown) =>
      log.warn({ error }, 'A button could not be acknowledged.'),
    );
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
    await answering(asker, async (actor, { progress, answer }) => {
      if (!parsed.ok) {
        await answer(() => problemAnswer(text, parsed.problem));
        return 'problem';
      }
      const asking = {
        questions,
        digests,
        nudges,
        channelId: '',
        audience: 'asker',
        onProgress: progress,
      } as const;
      const { outcome, draw } = await ask(parsed.command, actor, asking);
      await answer((blocks) => draw({ blocks, providers, audience: 'asker', sharedBy: null }));
      return outcome;
    });
  };
}
