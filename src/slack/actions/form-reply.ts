import type { types, webApi } from '@slack/bolt';
import type { Logger } from '../../log.ts';
import { callFailure } from '../call-failure.ts';
import type { Asker } from '../commands/answering.ts';
import type { Respond } from '../respond.ts';
import { sentenceForm } from '../views/subscribe-form.ts';

type Form = {
  readonly client: webApi.WebClient;
  readonly viewId: string;
  readonly isEdit: boolean;
  readonly log: Logger;
};

/** Whether a form could not be changed because whoever had it open has closed it. */
export function isClosed(thrown: unknown): boolean {
  return callFailure(thrown, 'views.update').context['slackError'] === 'not_found';
}

/** Somebody who is answered in the form that is open; once they have closed it, where they asked for it. */
export function answerInForm(asker: Asker, { client, viewId, isEdit, log }: Form): Asker {
  const via =
    (byUrl: Respond): Respond =>
    async (reply) => {
      const section: types.SectionBlock = {
        type: 'section',
        text: { type: 'mrkdwn', text: reply.text.slice(0, 3000) },
      };
      try {
        await client.views.update({ view_id: viewId, view: sentenceForm(isEdit, [section]) });
        return { kind: 'taken' };
      } catch (error) {
        if (!isClosed(error)) log.info({ error }, 'A form did not take an answer.');
        return byUrl(reply);
      }
    };
  return { ...asker, via };
}

/** Somebody who has submitted a form: where it was opened may take no answer any more, so that it goes into their direct messages. */
export function answerAfterForm(
  asker: Asker,
  { client, log }: Pick<Form, 'client' | 'log'>,
): Asker {
  const via =
    (byUrl: Respond): Respond =>
    async (reply) => {
      const delivery = await byUrl(reply);
      if (delivery.kind !== 'lost') return delivery;
      try {
        const { text, blocks = [] } = reply;
        await client.chat.postMessage({ channel: asker.slackUserId, text, blocks: [...blocks] });
        return { kind: 'taken' };
      } catch (error) {
        log.warn({ error }, 'Whoever has filled in a form could not be written to.');
        return delivery;
      }
    };
  return { ...asker, via };
}
