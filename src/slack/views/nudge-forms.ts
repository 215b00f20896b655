import type { InputBlock, ModalView } from '@slack/types';
import { WRONG_KINDS } from '../../domain/nudges.ts';
import { field, frame, plainText } from './form-blocks.ts';
import { FORMS, WRONG_LABELS } from './nudge-words.ts';

/** By these Slack tells the forms of nudges from other modals. */
export const AWAY_FORM = 'nudge-away';
export const WRONG_FORM = 'nudge-wrong';

/** The longest that somebody can write about what is wrong, in characters. */
export const LONGEST_TEXT = 500;

type Form = ModalView & { readonly blocks: InputBlock[] };

/** Asks until when somebody is away. `metadata` comes back with what is submitted. */
export function awayForm(metadata: string): Form {
  const { title, submit, label, hint } = FORMS.away;
  return {
    ...nudgeFrame(AWAY_FORM, title, submit, metadata),
    blocks: [field('until', label, { type: 'datepicker' }, { hint: plainText(hint) })],
  };
}

/** Asks what is wrong with what the bot believes of a seat. */
export function wrongForm(metadata: string): Form {
  const { title, submit, label, text, hint } = FORMS.wrong;
  const options = WRONG_KINDS.map((kind) => ({ text: plainText(WRONG_LABELS[kind]), value: kind }));
  return {
    ...nudgeFrame(WRONG_FORM, title, submit, metadata),
    blocks: [
      field('kind', label, { type: 'radio_buttons', options }),
      field(
        'text',
        text,
        { type: 'plain_text_input', multiline: true, max_length: LONGEST_TEXT },
        { hint: plainText(hint), optional: true },
      ),
    ],
  };
}

/** What such a form has besides its fields. */
function nudgeFrame(callbackId: string, title: string, submit: string, metadata: string) {
  return {
    ...frame(callbackId, title),
    submit: plainText(submit),
    private_metadata: metadata,
  };
}
