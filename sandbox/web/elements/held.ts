import type { FormElement, Option } from '../../slack/blocks/pressable.ts';
import { readPlainText } from '../../slack/render/mrkdwn.ts';
import type { FieldValue } from '../../slack/views/fill.ts';

/** What stands in an element, as a person would put it in: an option's value, several, a day, an id; null for nothing. */
export type Held = FieldValue;

/** By what an option is told from the others. */
export function keyOf({ value, text }: Option): string {
  return value ?? readPlainText(text.text);
}

/** What an element comes with. */
export function initialOf(element: FormElement): Held {
  switch (element.type) {
    case 'static_select':
    case 'radio_buttons':
      return element.initial_option === undefined ? null : keyOf(element.initial_option);
    case 'checkboxes':
    case 'multi_static_select':
      return (element.initial_options ?? []).map((option) => keyOf(option));
    case 'users_select':
      return element.initial_user ?? null;
    case 'channels_select':
      return element.initial_channel ?? null;
    case 'conversations_select':
      return element.initial_conversation ?? null;
    case 'datepicker':
      return element.initial_date ?? null;
    case 'timepicker':
      return element.initial_time ?? null;
    case 'plain_text_input':
      return element.initial_value ?? null;
    default:
      return null;
  }
}

/** What the state of a view, as payloads carry it, says that an element holds. */
export function heldIn(wire: Readonly<Record<string, unknown>> | undefined): Held {
  const [held] = Object.entries(wire ?? {}).flatMap(([name, value]) =>
    name === 'type' || value === null || value === undefined ? [] : [value],
  );
  if (Array.isArray(held)) return held.filter(isOption).map(keyOf);
  if (typeof held === 'string') return held;
  return isOption(held) ? keyOf(held) : null;
}

function isOption(value: unknown): value is Option {
  return typeof value === 'object' && value !== null && 'text' in value;
}
