import type { WireBlock } from '../blocks/check.ts';
import {
  type Element,
  findPressables,
  type Option,
  optionsOf,
  type Pressable,
} from '../blocks/pressable.ts';
import { readPlainText } from '../render/mrkdwn.ts';

/**
 * What is pressed. By its ids: `value` tells buttons of one action_id apart, `option` is the value of what is chosen in
 * a menu. Or by what a person sees on it: a button's text, the text of one of a menu's options, or a menu's placeholder
 * together with an option.
 */
export type What =
  | { actionId: string; blockId?: string; value?: string; option?: string }
  | { label: string; option?: string };

/** The element that is pressed, and what is picked in it. */
export interface Choice extends Pressable {
  /** What the person sees on it. */
  label: string;
  picked: Picked | undefined;
}

/** An option of the message, or what a person finds elsewhere: a day, a person, a channel. */
export type Picked = { option: Option } | { id: string };

/** Finds the one thing in a message that is meant. Throws where there is none, or more than one. */
export function choose(blocks: readonly WireBlock[], what: What): Choice {
  const there = findPressables(blocks);
  const found = there.flatMap((pressable) => choicesIn(pressable, what));
  const [choice] = found;
  if (choice !== undefined && found.length === 1) return choice;
  const how = choice === undefined ? 'shows nothing like' : 'shows more than one of';
  const shown = there.map((pressable) => JSON.stringify(describe(pressable))).join('\n');
  throw new Error(`the message ${how} ${JSON.stringify(what)}; it shows:\n${shown}`);
}

function choicesIn(pressable: Pressable, what: What): Choice[] {
  const { element } = pressable;
  if ('label' in what) {
    if (element.type === 'button') {
      return labelOf(element) === what.label
        ? [{ ...pressable, label: what.label, picked: undefined }]
        : [];
    }
    if (labelOf(element) === what.label) {
      return what.option === undefined ? [] : pick(pressable, what.option);
    }
    return shownIn(pressable, what.label);
  }
  if (pressable.actionId !== what.actionId) return [];
  if (what.blockId !== undefined && pressable.blockId !== what.blockId) return [];
  if (element.type === 'button') {
    const fits = what.value === undefined || element.value === what.value;
    return fits && what.option === undefined
      ? [{ ...pressable, label: labelOf(element), picked: undefined }]
      : [];
  }
  return what.option === undefined ? [] : pick(pressable, what.option);
}

function pick(pressable: Pressable, wanted: string): Choice[] {
  const { element } = pressable;
  const shown = shownIn(pressable, wanted);
  if (shown.length > 0) return shown;
  return picksElsewhere(element) ? [{ ...pressable, label: wanted, picked: { id: wanted } }] : [];
}

/** An option that stands in the message itself. */
function shownIn(pressable: Pressable, wanted: string): Choice[] {
  const options = optionsOf(pressable.element);
  const option =
    options.find(({ value }) => value === wanted) ??
    options.find(({ text }) => readPlainText(text.text) === wanted);
  return option === undefined
    ? []
    : [{ ...pressable, label: readPlainText(option.text.text), picked: { option } }];
}

function picksElsewhere({ type }: Element): boolean {
  return /^(?:users|channels|conversations)_select$|picker$/.test(type);
}

/** What a person reads on an element: a button's text, a menu's placeholder. */
function labelOf(element: Element): string {
  if (element.type === 'button') return readPlainText(element.text.text);
  return 'placeholder' in element ? readPlainText(element.placeholder?.text ?? '') : '';
}

function describe({ blockId, actionId, element }: Pressable) {
  const options = optionsOf(element).map(({ value, text }) => value ?? text.text);
  return {
    type: element.type,
    label: labelOf(element),
    actionId,
    blockId,
    ...('value' in element && { value: element.value }),
    ...(options.length > 0 && { options }),
  };
}
