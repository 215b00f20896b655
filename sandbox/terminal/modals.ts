import type { What } from '../slack/interaction/choose.ts';
import type { Values } from '../slack/interaction/fill-view.ts';
import { fieldName, findControls } from '../slack/views/controls.ts';
import type { OpenView } from '../slack/views/open-view.ts';
import { findPressed, type Typed } from './pressing.ts';

/** What is typed while a modal is open. */
export type Doing =
  | { do: 'submit' }
  | { do: 'close' }
  | { do: 'fill'; number: number; text: string | undefined };

/** Reads `fill 2 mon,thu`, `submit` and `close`; undefined for everything else. */
export function readDoing(line: string): Doing | undefined {
  if (/^submit$/i.test(line)) return { do: 'submit' };
  if (/^close$/i.test(line)) return { do: 'close' };
  const { number, text } =
    /^fill\s+\[?(?<number>\d+)\]?(?:\s+(?<text>.+))?$/i.exec(line)?.groups ?? {};
  return number === undefined ? undefined : { do: 'fill', number: Number(number), text };
}

/** What a typed number and text put into a modal's field, or a sentence on why they do not. Nothing empties it. */
export function findFilled(
  { modal }: OpenView,
  { number, text }: { number: number; text: string | undefined },
): Values | string {
  const controls = findControls(modal.blocks);
  const control = controls[number - 1];
  if (control === undefined) return `There is no [${number}]; the last is [${controls.length}].`;
  const { element } = control;
  if (element.type === 'button' || element.type === 'overflow') {
    return `[${number}] is to press: press ${number}`;
  }
  const name = fieldName(control, controls);
  const many = element.type === 'checkboxes' || element.type === 'multi_static_select';
  if (text === undefined) return { [name]: null };
  return { [name]: many ? text.split(/\s*,\s*/).filter((part) => part !== '') : text };
}

/** What a typed number presses in a modal, or a sentence on why it presses nothing. */
export function findPressedIn({ modal }: OpenView, typed: Typed): What | string {
  const controls = findControls(modal.blocks);
  const { number } = typed;
  if (controls[number - 1]?.input !== undefined) return `[${number}] is a field: fill ${number} …`;
  const before = controls.slice(0, number - 1).filter(({ input }) => input !== undefined);
  return findPressed({ blocks: modal.blocks }, typed, before.length);
}
