import { findPressables, type FormElement, optionsOf } from '../blocks/pressable.ts';
import type { WireBlock } from '../blocks/check.ts';
import { clean, type Names, readPlainText } from './mrkdwn.ts';

const MOST_OPTIONS = 12;

/** The number of each element that can be pressed, from top to bottom, from 1 on. */
export type Numbers = ReadonlyMap<object, number>;

/** Counts what can be pressed in a message. */
export function numberElements(blocks: readonly WireBlock[]): Numbers {
  return new Map(findPressables(blocks).map(({ element }, at) => [element, at + 1]));
}

/** What a person reads on a button or a menu; with its number and what it offers where numbers are given. */
export function readElement(
  element: FormElement | { type: 'image'; alt_text: string },
  numbers: Numbers | undefined,
  names: Names,
): string {
  if (element.type === 'image') return `[${clean(element.alt_text)}]`;
  const number = numbers?.get(element);
  return number === undefined
    ? readClosed(element, names)
    : `[${number}] ${readOpen(element, names)}`;
}

function readClosed(element: FormElement, names: Names): string {
  switch (element.type) {
    case 'button':
      return `[${readButton(element)}]`;
    case 'overflow':
      return '[…]';
    case 'checkboxes':
    case 'radio_buttons':
      return element.options.map(({ text }) => `( ) ${readPlainText(text.text)}`).join('  ');
    default:
      return `[${readShown(element, names)} ▾]`;
  }
}

function readOpen(element: FormElement, names: Names): string {
  if (element.type === 'button') return readButton(element);
  if (element.type === 'plain_text_input') return `✎ ${readShown(element, names)}`;
  const options = optionsOf(element).map(({ text }) => readPlainText(text.text));
  const more = options.length > MOST_OPTIONS ? [`… ${options.length - MOST_OPTIONS} more`] : [];
  const offered = [...options.slice(0, MOST_OPTIONS), ...more].join(' · ');
  return `${readShown(element, names)} ▾ ${offered}`.trimEnd();
}

function readButton({ text, url }: Extract<FormElement, { type: 'button' }>): string {
  return `${readPlainText(text.text)}${url === undefined ? '' : ' ↗'}`;
}

/** What a closed menu shows: what is chosen, else what it asks. */
function readShown(element: FormElement, names: Names): string {
  const chosen = readChosen(element, names);
  if (chosen !== undefined && chosen !== '') return chosen;
  const asked = 'placeholder' in element ? element.placeholder?.text : undefined;
  return readPlainText(asked ?? ASKS[element.type] ?? 'Choose');
}

const ASKS: Readonly<Record<string, string>> = {
  datepicker: 'a day, as 2026-11-23',
  timepicker: 'a time, as 09:00',
  plain_text_input: '…',
};

function readChosen(element: FormElement, names: Names): string | undefined {
  switch (element.type) {
    case 'static_select':
    case 'radio_buttons':
      return readPlainText(element.initial_option?.text.text ?? '');
    case 'multi_static_select':
    case 'checkboxes': {
      const chosen: readonly { text: { text: string } }[] = element.initial_options ?? [];
      return chosen.map(({ text }) => readPlainText(text.text)).join(', ');
    }
    case 'plain_text_input':
      return clean(element.initial_value ?? '');
    case 'datepicker':
      return element.initial_date;
    case 'timepicker':
      return element.initial_time;
    case 'users_select':
      return element.initial_user && `@${names.user(element.initial_user) ?? element.initial_user}`;
    case 'channels_select':
      return readChannel(element.initial_channel, names);
    case 'conversations_select':
      return readChannel(element.initial_conversation, names);
    default:
      return undefined;
  }
}

function readChannel(id: string | undefined, names: Names): string | undefined {
  return id === undefined ? undefined : `#${names.channel(id) ?? id}`;
}
