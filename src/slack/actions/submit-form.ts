import type { Actor } from '../../domain/access.ts';
import type { Digests } from '../../domain/digests.ts';
import type { Logger } from '../../log.ts';
import { subscribedAnswer } from '../commands/digest-answers.ts';
import type { Answering } from '../commands/answering.ts';
import { readFormMemo } from './form-memo.ts';
import { fieldToBlame, readForm, type FieldErrors } from './form-values.ts';
import type { Conversation } from '../conversation.ts';
import { answerForm, refuseForm, type Submitted } from './answer-form.ts';
import { askerOf } from './asker-of.ts';

type Parts = {
  readonly digests: Digests;
  readonly answering: Answering;
  readonly log: Logger;
};

/** Takes a submitted form. */
export function createSubmitForm(parts: Parts): (submitted: Submitted) => Promise<void> {
  const { digests, log } = parts;
  return async (submitted) => {
    const { ack, body, view } = submitted;
    const read = readForm(view.state.values);
    if ('errors' in read) return refuseForm(ack, read.errors, log);

    const memo = readFormMemo(view.private_metadata);
    // Of a version that wrote it differently.
    if (!memo) return refuseForm(ack, { team: OUT_OF_DATE }, log);
    const { edit, responseUrl, replaces } = memo;
    const asker = askerOf(body, { verb: 'subscribe-form', responseUrl, replaces });
    const judge = async (actor: Actor) => {
      const result = await digests.subscribe(actor, { ...read, edit });
      const errors = result.kind === 'subscribed' ? null : fieldToBlame(result);
      return {
        kind: result.kind,
        errors: errors && isShown(errors, view.blocks) ? errors : null,
        async say({ answer }: Conversation) {
          await answer(() => subscribedAnswer(result));
          return result.kind;
        },
      };
    };
    await answerForm(submitted, asker, judge, parts);
  };
}

const OUT_OF_DATE = 'This form is out of date: close it and open it again.';

function isShown(errors: FieldErrors, blocks: readonly { readonly block_id?: string }[]): boolean {
  return Object.keys(errors).every((name) => blocks.some((block) => block.block_id === name));
}
