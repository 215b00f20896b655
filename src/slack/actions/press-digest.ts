import type { Actor } from '../../domain/access.ts';
import type { Digests } from '../../domain/digests.ts';
import type { Logger } from '../../log.ts';
import type { Answering } from '../commands/answering.ts';
import {
  decidedAnswer,
  endedAnswer,
  resumedAnswer,
  subscriptionsAnswer,
  testDigestAnswer,
} from '../commands/digest-answers.ts';
import type { Conversation } from '../conversation.ts';
import { parseCommandLine } from '../command-line.ts';
import type { FormAsked, OpenForm } from './open-form.ts';
import { below, presserOf } from './asker-of.ts';
import { acknowledge } from '../acknowledge.ts';
import { doesOf, numberIn, type PressListener } from './button-press.ts';

type Parts = {
  readonly digests: Digests;
  readonly answering: Answering;
  readonly openForm: OpenForm;
  readonly log: Logger;
};

/** The action ids of the buttons about digests; see views/buttons.ts. */
export const DIGEST_PRESSES =
  /^(?:(?:edit|test|end|resume)-digest|more-digests|arrived|resend)-\d+$/;

/**
 * Answers a pressed button about a digest, to the presser only. A digest in its channel has such buttons too, for
 * everybody to press: the services refuse who may not.
 */
export function createPressDigest({ digests, answering, openForm, log }: Parts): PressListener {
  return async ({ action, body, client, ack }) => {
    await acknowledge(ack, 'A button', log);
    const does = doesOf(action);
    const value = action.value ?? '';
    const presser = presserOf(body, { verb: does, client, log });
    // A test stands below what it is a test of.
    const asker = does === 'test-digest' ? below(presser) : presser;
    if (does === 'edit-digest') {
      const { trigger_id: triggerId, channel } = body;
      const where = { client, triggerId, asker, channelId: channel?.id ?? '' };
      const [id = '', ...typed] = value.split(' ');
      return openForm({ ...where, said: saidIn(typed), edit: numberIn(id) });
    }
    await answering(asker, (actor, conversation) => act(does, value, actor, conversation));
  };

  async function act(
    does: string,
    value: string,
    actor: Actor,
    { answer, progress }: Conversation,
  ): Promise<string> {
    switch (does) {
      case 'test-digest': {
        const result = await digests.previewDigest(actor, numberIn(value), progress);
        await answer((blocks) => testDigestAnswer(result, { blocks }));
        return `test: ${result.kind}`;
      }
      case 'end-digest': {
        const result = await digests.endSubscription(actor, numberIn(value));
        await answer(() => endedAnswer(result));
        return result.kind;
      }
      case 'resume-digest': {
        const result = await digests.resumeSubscription(actor, numberIn(value));
        await answer(() => resumedAnswer(result));
        return result.kind;
      }
      case 'more-digests': {
        const result = await digests.listSubscriptions(actor);
        await answer(() => subscriptionsAnswer(result, numberIn(value)));
        return result.kind;
      }
      default: {
        const result = await digests.decideDelivery(actor, value, does === 'arrived');
        await answer(() => decidedAnswer(result));
        return result.kind;
      }
    }
  }
}

/** What is to be changed, as it stands behind the number. */
function saidIn(typed: readonly string[]): FormAsked['said'] {
  if (typed.length === 0) return null;
  const parsed = parseCommandLine(`subscribe ${typed.join(' ')}`, []);
  return parsed.ok && parsed.command.verb === 'subscribe' ? parsed.command : null;
}
