import { setTimeout as pause } from 'node:timers/promises';
import type {
  AllMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewOutput,
  ViewSubmitAction,
} from '@slack/bolt';
import type { Actor } from '../../domain/access.ts';
import { isDay } from '../../domain/calendar.ts';
import { WRONG_KINDS, type Nudges, type Said } from '../../domain/nudges.ts';
import type { Clock } from '../../domain/ports.ts';
import type { Logger } from '../../log.ts';
import type { Answering } from '../commands/answering.ts';
import { awayAnswer, holderAnswer } from '../commands/nudge-answers.ts';
import { AWAY_FORM, LONGEST_TEXT, WRONG_FORM } from '../views/nudge-forms.ts';
import { badDayText, FORMS } from '../views/nudge-words.ts';
import { plain } from '../views/text.ts';
import { answerAfterForm } from './form-reply.ts';
import { readNudgeMemo, type NudgeMemo } from './nudge-memo.ts';
import { askerOf } from './asker-of.ts';

type Parts = {
  readonly nudges: Nudges;
  readonly answering: Answering;
  readonly clock: Clock;
  readonly log: Logger;
};

type Listener = (
  args: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs,
) => Promise<void>;

/** The forms of nudges by their callback ids. */
export const NUDGE_FORMS = new RegExp(`^(?:${AWAY_FORM}|${WRONG_FORM})$`);

/** How long a form stays open for what might be wrong with it; Slack waits for three seconds. */
const OPEN_MS = 2000;

/** Takes what somebody has said in a form about a nudge; the message takes the place of the one that they pressed a button of. */
export function createSubmitNudge({ nudges, answering, clock, log }: Parts): Listener {
  return async ({ ack, body, view, client }) => {
    const acknowledge = (answer?: Parameters<typeof ack>[0]) =>
      ack(answer).catch((error: unknown) =>
        log.warn({ error }, 'A form could not be acknowledged.'),
      );
    const refuse = (errors: Record<string, string>) =>
      acknowledge({ response_action: 'errors', errors });
    const read = view.callback_id === AWAY_FORM ? readAway(view) : readWrong(view);
    if ('errors' in read) return refuse(read.errors);
    const memo = readNudgeMemo(view.private_metadata);
    const [field = ''] = Object.keys(view.state.values);
    if (!memo) return refuse({ [field]: FORMS.outOfDate });
    const { nudgeId, seat, responseUrl } = memo;
    const asker = askerOf(body, { verb: view.callback_id, responseUrl, replaces: 'nothing' });
    const judged = Promise.withResolvers<string | null>();
    let isOpen = true;
    const answered = answering(
      answerAfterForm(asker, { client, log }),
      async (actor, { answer }) => {
        const { result, drawn } = await submit(actor, { nudgeId, seat }, read);
        if (isOpen && result.kind === 'bad-day') {
          judged.resolve(badDayText(result));
          return 'form: bad-day';
        }
        judged.resolve(null);
        await answer(() => drawn.message, drawn.inPlace ? 'place' : 'asker');
        return `nudge: ${result.kind}`;
      },
    ).finally(() => judged.resolve(null));
    const late = pause(OPEN_MS, null, { ref: false }).then(() => {
      isOpen = false;
      return null;
    });
    const problem = await Promise.race([judged.promise, late]);
    await (problem === null ? acknowledge() : refuse({ [field]: problem }));
    await answered;
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
