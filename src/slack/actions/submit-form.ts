import { setTimeout as pause } from 'node:timers/promises';
import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { Digests } from '../../domain/digests.ts';
import type { Logger } from '../../log.ts';
import { subscribedAnswer } from '../commands/digest-answers.ts';
import type { Answering } from '../commands/answering.ts';
import { readFormMemo } from './form-memo.ts';
import { answerAfterForm } from './form-reply.ts';
import { fieldToBlame, readForm, type FieldErrors } from './form-values.ts';
import { askerOf } from './asker-of.ts';

type Parts = {
  readonly digests: Digests;
  readonly answering: Answering;
  readonly log: Logger;
};

type Listener = (
  args: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs,
) => Promise<void>;

/** How long the form stays open for what might be wrong with it; Slack waits for three seconds. */
const OPEN_MS = 2000;

/** Takes a submitted form: what is wrong with a field is said there, everything else where the form was opened. */
export function createSubmitForm({ digests, answering, log }: Parts): Listener {
  return async ({ ack, body, view, client }) => {
    const acknowledge = (answer?: Parameters<typeof ack>[0]) =>
      ack(answer).catch((error: unknown) =>
        log.warn({ error }, 'A form could not be acknowledged.'),
      );
    const refuse = (errors: FieldErrors) =>
      acknowledge({ response_action: 'errors', errors: { ...errors } });
    const read = readForm(view.state.values);
    if ('errors' in read) return refuse(read.errors);

    const memo = readFormMemo(view.private_metadata);
    // Of a version that wrote it differently.
    if (!memo) return refuse({ team: 'This form is out of date: close it and open it again.' });
    const { edit, responseUrl, replaces } = memo;
    const asker = askerOf(body, { verb: 'subscribe-form', responseUrl, replaces });
    const judged = Promise.withResolvers<FieldErrors | null>();
    let isOpen = true;
    const answered = answering(
      answerAfterForm(asker, { client, log }),
      async (actor, { answer }) => {
        const result = await digests.subscribe(actor, { ...read, edit });
        const errors = result.kind === 'subscribed' ? null : fieldToBlame(result);
        if (isOpen && errors && isShown(errors, view.blocks)) {
          judged.resolve(errors);
          return `form: ${result.kind}`;
        }
        judged.resolve(null);
        await answer(() => subscribedAnswer(result));
        return result.kind;
      },
    ).finally(() => judged.resolve(null));
    const late = pause(OPEN_MS, null, { ref: false }).then(() => {
      isOpen = false;
      return null;
    });
    const errors = await Promise.race([judged.promise, late]);
    await (errors ? refuse(errors) : acknowledge());
    await answered;
  };
}

function isShown(errors: FieldErrors, blocks: readonly { readonly block_id?: string }[]): boolean {
  return Object.keys(errors).every((name) => blocks.some((block) => block.block_id === name));
}
