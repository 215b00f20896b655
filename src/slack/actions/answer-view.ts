import type { webApi } from '@slack/bolt';
import type { Logger } from '../../log.ts';
import { callFailure } from '../call-failure.ts';
import type { Respond } from '../respond.ts';
import { answerModal, waitingModal } from '../views/answer-modal.ts';

type View = {
  readonly client: webApi.WebClient;
  readonly viewId: string;
  readonly title: string;
  readonly log: Logger;
};

/** Opens a modal for an answer at once, as its trigger does not wait. Gives its id; null where Slack does not open it. */
export async function openAnswer(
  { client, title, log }: Omit<View, 'viewId'>,
  triggerId: string,
): Promise<string | null> {
  try {
    const { view } = await client.views.open({ trigger_id: triggerId, view: waitingModal(title) });
    return view?.id ?? null;
  } catch (error) {
    log.warn({ error }, 'A modal could not be opened.');
    return null;
  }
}

/** Answers in an open modal. Whoever has closed it does not want the answer any more. */
export function answerInView({ client, viewId, title, log }: View): Respond {
  return async (reply) => {
    try {
      await client.views.update({ view_id: viewId, view: answerModal(title, reply) });
      return { kind: 'taken' };
    } catch (thrown) {
      const error = callFailure(thrown, 'views.update');
      const { slackError = error.code } = error.context;
      if (slackError === 'not_found') return { kind: 'taken' };
      log.info({ error }, 'A modal did not take an answer.');
      return { kind: error.code === 'invalid' ? 'refused' : 'lost', error: String(slackError) };
    }
  };
}

/** Answers in somebody's direct messages. */
export function answerInMessages(
  client: webApi.WebClient,
  slackUserId: string,
  log: Logger,
): Respond {
  return async ({ text, blocks = [] }) => {
    try {
      await client.chat.postMessage({ channel: slackUserId, text, blocks: [...blocks] });
      return { kind: 'taken' };
    } catch (thrown) {
      const error = callFailure(thrown, 'chat.postMessage');
      log.warn({ error }, 'Somebody could not be written to.');
      const word = String(error.context['slackError'] ?? error.code);
      return { kind: error.code === 'invalid' ? 'refused' : 'lost', error: word };
    }
  };
}
