import type { webApi } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Digests } from '../../domain/digests.ts';
import type { Wish } from '../../domain/subscriptions.ts';
import type { Logger } from '../../log.ts';
import { callFailure } from '../call-failure.ts';
import type { Command } from '../command.ts';
import type { Answering, Asker } from '../commands/answering.ts';
import { deadEndAnswer } from '../commands/dead-ends.ts';
import { formHintAnswer } from '../commands/digest-answers.ts';
import { formMemoOf } from './form-memo.ts';
import { answerInForm, isClosed } from './form-reply.ts';
import { loadingForm, subscribeForm } from '../views/subscribe-form.ts';

type Parts = {
  readonly digests: Digests;
  readonly answering: Answering;
  readonly log: Logger;
};

/** Somebody who has asked for the form, where they have, and with what: said in a command, or the subscription to change. */
export type FormAsked = {
  readonly client: webApi.WebClient;
  /** Valid for three seconds, and once. */
  readonly triggerId: string;
  readonly asker: Asker;
  readonly channelId: string;
  readonly said: Extract<Command, { verb: 'subscribe' }> | null;
  readonly edit: number | null;
};

export type OpenForm = (asked: FormAsked) => Promise<void>;

/**
 * Opens the form for a subscription: at once, as its trigger does not wait, and filled as soon as it is known with what.
 * Whoever gets none is told so in the form; where not even that opens, as an answer to what they typed or pressed.
 */
export function createOpenForm({ digests, answering, log }: Parts): OpenForm {
  return async ({ client, triggerId, asker, channelId, said, edit }) => {
    const isEdit = edit !== null;
    const form = { trigger_id: triggerId, view: loadingForm(isEdit) };
    // Over an answer in a modal it comes on top of that.
    const isOver = asker.replaces === 'view';
    const viewId = await (isOver ? client.views.push(form) : client.views.open(form))
      .then(({ view }) => view?.id ?? null)
      .catch((error: unknown) => {
        log.warn({ error }, 'A form could not be opened.');
        return null;
      });
    const inForm = viewId === null ? asker : answerInForm(asker, { client, viewId, isEdit, log });
    await answering(inForm, async (actor, { answer }) => {
      if (viewId === null) {
        await answer(() => formHintAnswer());
        return 'no-form';
      }
      const channel = said?.channel?.channelId ?? channelId;
      const draft = await digests.draftSubscription(actor, {
        channelId: channel,
        team: null,
        edit,
      });
      if (draft.kind !== 'draft') {
        await answer(() => deadEndAnswer(draft));
        return draft.kind;
      }
      const filling = { ...draft, wish: wishOf(draft.wish, said) };
      const view = subscribeForm(filling, formMemoOf(asker, edit));
      return fill(client, viewId, view);
    });
  };
}

/** Whoever has closed the form meanwhile does not want it any more. */
async function fill(client: webApi.WebClient, viewId: string, view: ModalView): Promise<string> {
  try {
    await client.views.update({ view_id: viewId, view });
    return 'form';
  } catch (thrown) {
    if (isClosed(thrown)) return 'closed';
    throw callFailure(thrown, 'views.update');
  }
}

type Drafted = Pick<Wish, 'schedule' | 'provider' | 'names' | 'sections' | 'channelId'>;

/** What was said already goes over what is likely. */
function wishOf(drafted: Drafted, said: FormAsked['said']): Drafted {
  if (!said) return drafted;
  const { schedule, provider, names, sections, channelId } = drafted;
  return {
    schedule: {
      every: said.every ?? schedule.every,
      at: said.at ?? schedule.at,
      zone: said.zone ?? schedule.zone,
    },
    provider: said.provider ?? provider,
    names: said.names ?? names,
    sections: said.sections ?? sections,
    channelId: said.channel?.channelId ?? channelId,
  };
}
