import { type Element, findPressables, optionsOf } from '../blocks/pressable.ts';
import type { WireBlock } from '../blocks/check.ts';
import { clean, readPlainText } from './mrkdwn.ts';

const MOST_OPTIONS = 12;

/** The number of each element that can be pressed, from top to bottom, from 1 on. */
export type Numbers = ReadonlyMap<object, number>;

/** Counts what can be pressed in a message. */
export function numberElements(blocks: readonly WireBlock[]): Numbers {
  return new Map(findPressables(blocks).map(({ element }, at) => [element, at + 1]));
}

/** What a person reads on a button or a menu; with its number and what it offers where numbers are given. */
export function readElement(
  element: Element | { type: 'image'; alt_text: string },
  numbers: Numbers | undefined,
): string {
  if (element.type === 'image') return `[${clean(element.alt_text)}]`;
  const number = numbers?.get(element);
  return number === undefined ? readClosed(element) : `[${number}] ${readOpen(element)}`;
}

function readClosed(element: Element): string {
  switch (element.type) {
    case 'button':
      return `[${readButton(element)}]`;
    case 'overflow':
      return '[…]';
    case 'checkboxes':
    case 'radio_buttons':
      return element.options.map(({ text }) => `( ) ${readPlainText(text.text)}`).join('  ');
    case 'timepicker':
    case 'datepicker':
      return `[${element.type} ▾]`;
    default:
      return `[${readShown(element)} ▾]`;
  }
}

function readOpen(element: Element): string {
  if (element.type === 'button') return readButton(element);
  const options = optionsOf(element).map(({ text }) => readPlainText(text.text));
  const more = options.length > MOST_OPTIONS ? [`… ${options.length - MOST_OPTIONS} more`] : [];
  const offered = [...options.slice(0, MOST_OPTIONS), ...more].join(' · ');
  return `${readShown(element)} ▾ ${offered}`.trimEnd();
}

function readButton({ text, url }: Extract<Element, { type: 'button' }>): string {
  return `${readPlainText(text.text)}${url === undefined ? '' : ' ↗'}`;
}

/** What a closed menu shows: what is chosen, else what it asks. */
function readShown(element: Element): string {
  if ('initial_option' in element && element.initial_option !== undefined) {
    return readPlainText(element.initial_option.text.text);
  }
  const asked = 'placeholder' in element ? element.placeholder?.text : undefined;
  return readPlainText(asked ?? 'Choose');
}
