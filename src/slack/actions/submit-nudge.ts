import type { ViewOutput } from '@slack/bolt';
import type { Actor } from '../../domain/access.ts';
import { isDay } from '../../domain/calendar.ts';
import type { Nudges } from '../../domain/nudge-questions.ts';
import { WRONG_KINDS, type Said } from '../../domain/nudges.ts';
import type { Clock } from '../../domain/ports.ts';
import type { Logger } from '../../log.ts';
import type { Answering } from '../commands/answering.ts';
import { awayAnswer, holderAnswer } from '../commands/nudge-answers.ts';
import { AWAY_FORM, LONGEST_TEXT, WRONG_FORM } from '../views/nudge-forms.ts';
import { badDayText, FORMS } from '../views/nudge-words.ts';
import { plain } from '../views/text.ts';
import type { Conversation } from '../conversation.ts';
import { answerForm, refuseForm, type Submitted } from './answer-form.ts';
import { readNudgeMemo, type NudgeMemo } from './nudge-memo.ts';
import { askerOf } from './asker-of.ts';

type Parts = {
  readonly nudges: Nudges;
  readonly answering: Answering;
  readonly clock: Clock;
  readonly log: Logger;
};

/** The forms of nudges by their callback ids. */
export const NUDGE_FORMS = new RegExp(`^(?:${AWAY_FORM}|${WRONG_FORM})$`);

/** Takes what somebody has said in a form about a nudge; the message takes the place of the one that they pressed a button of. */
export function createSubmitNudge(parts: Parts): (submitted: Submitted) => Promise<void> {
  const { nudges, clock, log } = parts;
  return async (submitted) => {
    const { ack, body, view } = submitted;
    const read = view.callback_id === AWAY_FORM ? readAway(view) : readWrong(view);
    if ('errors' in read) return refuseForm(ack, read.errors, log);
    const memo = readNudgeMemo(view.private_metadata);
    const [field = ''] = Object.keys(view.state.values);
    if (!memo) return refuseForm(ack, { [field]: FORMS.outOfDate }, log);
    const { nudgeId, seat, responseUrl } = memo;
    const asker = askerOf(body, { verb: view.callback_id, responseUrl, replaces: 'nothing' });
    const judge = async (actor: Actor) => {
      const { result, drawn } = await submit(actor, { nudgeId, seat }, read);
      return {
        kind: result.kind,
        errors: result.kind === 'bad-day' ? { [field]: badDayText(result) } : null,
        async say({ answer }: Conversation) {
          await answer(() => drawn.message, drawn.inPlace ? 'place' : 'asker');
          return `nudge: ${result.kind}`;
        },
      };
    };
    await answerForm(submitted, asker, judge, parts);
  };

  async function submit(
    actor: Actor,
    { nudgeId, seat }: Pick<NudgeMemo, 'nudgeId' | 'seat'>,
    said: Said,
  ) {
    if (nudgeId === null) {
      const result = await nudges.setAway(actor, said.kind === 'away' ? said.until : null);
      return { result, drawn: { message: awayAnswer(result), inPlace: false } };
    }
    const result = await nudges.answerNudge(actor, nudgeId, { seat, said, confirmed: false });
    return { result, drawn: holderAnswer(result, clock()) };
  }
}

type Refused = { readonly errors: Record<string, string> };

function readAway({ state }: ViewOutput): Said | Refused {
  const until = state.values['until']?.['until']?.selected_date ?? '';
  return isDay(until) ? { kind: 'away', until } : { errors: { until: FORMS.noDay } };
}

function readWrong({ state }: ViewOutput): Said | Refused {
  const chosen = state.values['kind']?.['kind']?.selected_option?.value;
  const wrong = WRONG_KINDS.find((kind) => kind === chosen);
  const text = plain(state.values['text']?.['text']?.value ?? '', LONGEST_TEXT);
  return wrong ? { kind: 'wrong', wrong, text } : { errors: { kind: FORMS.noKind } };
}
