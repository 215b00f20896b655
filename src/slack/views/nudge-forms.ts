import type { InputBlock, ModalView, PlainTextElement } from '@slack/types';
import { WRONG_KINDS } from '../../domain/nudges.ts';
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
    ...frame(AWAY_FORM, title, submit, metadata),
    blocks: [field('until', label, { type: 'datepicker' }, { hint: plainText(hint) })],
  };
}

/** Asks what is wrong with what the bot believes of a seat. */
export function wrongForm(metadata: string): Form {
  const { title, submit, label, text, hint } = FORMS.wrong;
  const options = WRONG_KINDS.map((kind) => ({ text: plainText(WRONG_LABELS[kind]), value: kind }));
  return {
    ...frame(WRONG_FORM, title, submit, metadata),
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

function frame(
  callbackId: string,
  title: string,
  submit: string,
  metadata: string,
): Omit<ModalView, 'blocks'> {
  return {
    type: 'modal',
    callback_id: callbackId,
    title: plainText(title),
    submit: plainText(submit),
    close: plainText('Cancel'),
    private_metadata: metadata,
  };
}

function field(
  name: string,
  label: string,
  element: InputBlock['element'],
  more: Pick<InputBlock, 'hint' | 'optional'> = {},
): InputBlock {
  return {
    type: 'input',
    block_id: name,
    label: plainText(label),
    element: { ...element, action_id: name },
    ...more,
  };
}

function plainText(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: true };
}
