import type { Actor } from '../../domain/access.ts';
import type { Nudges } from '../../domain/nudge-questions.ts';
import type { Clock } from '../../domain/ports.ts';
import type { Logger } from '../../log.ts';
import type { Answering } from '../commands/answering.ts';
import { holderAnswer, notOpenedAnswer } from '../commands/nudge-answers.ts';
import { awayForm, wrongForm } from '../views/nudge-forms.ts';
import { canAnswer } from '../views/nudge-message.ts';
import { nudgeMemoOf, seatNamed, type SeatNamed } from './nudge-memo.ts';
import { presserOf } from './asker-of.ts';
import { acknowledge } from '../acknowledge.ts';
import { doesOf, type PressListener } from './button-press.ts';

type Parts = {
  readonly nudges: Nudges;
  readonly answering: Answering;
  readonly clock: Clock;
  readonly log: Logger;
};

/** Whether there is still a question is looked at for so long before a form opens. */
const LOOK_MS = 1500;

/** The action ids of a nudge's buttons; see views/buttons.ts. */
export const NUDGE_PRESSES =
  /^(?:keep-seat|set-up-seat|away|wrong-seat|give-back|give-back-yes|show-nudge|no-tips|undo-nudge)-\d+$/;

/** Answers whoever presses a button of a nudge: the message is replaced by what became of it. The services know whose it is. */
export function createPressNudge({ nudges, answering, clock, log }: Parts): PressListener {
  return async ({ action, body, client, ack }) => {
    await acknowledge(ack, 'A button', log);
    const does = doesOf(action);
    const named = seatNamed(action.value ?? '');
    const { response_url: responseUrl, trigger_id } = body;
    const form = FORM_OF[does];
    let opening: Promise<boolean> | null = null;
    const open = (of: typeof awayForm): Promise<boolean> => {
      const view = of(nudgeMemoOf({ ...named, responseUrl }));
      opening ??= client.views.open({ trigger_id, view }).then(
        () => true,
        (error: unknown) => {
          log.warn({ error }, 'A form could not be opened.');
          return false;
        },
      );
      return opening;
    };
    // Its trigger waits for three seconds: where so much is asked that nobody can look in time, it opens unseen.
    const late = form && setTimeout(() => void open(form), LOOK_MS);
    const answered = answering(
      presserOf(body, { verb: does, client, log }),
      async (actor, { answer }) => {
        if (form) {
          const found = await nudges.showNudge(actor, named.nudgeId);
          clearTimeout(late);
          const isAsked = found.kind === 'nudge' && canAnswer(found.shown, named.seat);
          if (isAsked || opening) {
            if (await open(form)) return 'form';
            await answer(() => notOpenedAnswer());
            return 'no-form';
          }
          const { message, inPlace } = holderAnswer(found, clock());
          await answer(() => message, inPlace ? 'place' : 'asker');
          return `no question: ${found.kind}`;
        }
        const result = await act(does, named, actor);
        const { message, inPlace } = holderAnswer(result, clock());
        await answer(() => message, inPlace ? 'place' : 'asker');
        return `nudge: ${result.kind}`;
      },
    );
    await answered.finally(() => clearTimeout(late));
  };

  function act(does: string, { nudgeId, seat }: SeatNamed, actor: Actor) {
    const say = (kind: 'keep' | 'set-up' | 'give-back' | 'no-tips', confirmed = false) =>
      nudges.answerNudge(actor, nudgeId, { seat, said: { kind }, confirmed });
    switch (does) {
      case 'keep-seat':
        return say('keep');
      case 'set-up-seat':
        return say('set-up');
      case 'give-back':
        return say('give-back');
      case 'give-back-yes':
        return say('give-back', true);
      case 'no-tips':
        return say('no-tips');
      case 'undo-nudge':
        return nudges.undoAnswer(actor, nudgeId, seat);
      default:
        return nudges.showNudge(actor, nudgeId);
    }
  }
}

const FORM_OF: Readonly<Record<string, typeof awayForm | undefined>> = {
  away: awayForm,
  'wrong-seat': wrongForm,
};
