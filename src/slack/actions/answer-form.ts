import { setTimeout as pause } from 'node:timers/promises';
import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { Actor } from '../../domain/access.ts';
import type { Logger } from '../../log.ts';
import { acknowledge } from '../acknowledge.ts';
import type { Answering, Asker } from '../commands/answering.ts';
import type { Conversation } from '../conversation.ts';
import { answerAfterForm } from './form-reply.ts';

/** A submitted form, as Bolt gives it. */
export type Submitted = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

/** What is wrong with fields, by their block ids. */
type Errors = Readonly<Record<string, string>>;

/** What became of a form: `errors` stand at its fields while it is open; else `say` answers, and gives a word for the log. */
type Judged = {
  readonly kind: string;
  readonly errors: Errors | null;
  readonly say: (conversation: Conversation) => Promise<string>;
};

/** How long a form stays open for what might be wrong with it; Slack waits for three seconds. */
const OPEN_MS = 2000;

/** Keeps a form open and says what is wrong with its fields. */
export function refuseForm(ack: Submitted['ack'], errors: Errors, log: Logger): Promise<void> {
  return acknowledge(
    () => ack({ response_action: 'errors', errors: { ...errors } }),
    'A form',
    log,
  );
}

/** Answers a form: what is wrong with a field is said there, everything else where the form was opened. */
export async function answerForm(
  { ack, client }: Pick<Submitted, 'ack' | 'client'>,
  asker: Asker,
  judge: (actor: Actor) => Promise<Judged>,
  { answering, log }: { readonly answering: Answering; readonly log: Logger },
): Promise<void> {
  const judged = Promise.withResolvers<Errors | null>();
  let isOpen = true;
  const answered = answering(
    answerAfterForm(asker, { client, log }),
    async (actor, conversation) => {
      const { kind, errors, say } = await judge(actor);
      if (isOpen && errors) {
        judged.resolve(errors);
        return `form: ${kind}`;
      }
      judged.resolve(null);
      return say(conversation);
    },
  ).finally(() => judged.resolve(null));
  const late = pause(OPEN_MS, null, { ref: false }).then(() => {
    isOpen = false;
    return null;
  });
  const errors = await Promise.race([judged.promise, late]);
  await (errors ? refuseForm(ack, errors, log) : acknowledge(() => ack(), 'A form', log));
  await answered;
}
