import { optionsOf } from '../blocks/pressable.ts';
import type { Wire } from '../interaction/selection.ts';
import { readPlainText } from '../render/mrkdwn.ts';
import type { Workspace } from '../workspace.ts';
import type { Control } from './controls.ts';
import { isOffered } from './conversations.ts';

/**
 * What a person puts into a field: a text; an option's value or its text; several of them; a day `YYYY-MM-DD`, a time
 * `HH:MM`; the id or the name of a person or a conversation. null empties the field.
 */
export type FieldValue = string | readonly string[] | null;

/** What a field holds after that, as payloads carry it. Throws where a person could not put that in. */
export function fillIn(
  { element }: Control,
  value: FieldValue,
  user: string,
  workspace: Workspace,
): Wire {
  const { type } = element;
  switch (element.type) {
    case 'plain_text_input':
      return { type, value: one(value) === '' ? null : one(value) };
    case 'static_select':
    case 'radio_buttons':
      return { type, selected_option: value === null ? null : findOption(element, one(value)) };
    case 'checkboxes':
    case 'multi_static_select':
      return { type, selected_options: several(element, value) };
    case 'datepicker':
      return { type, selected_date: written(value, /^\d{4}-\d\d-\d\d$/, 'a day like 2026-11-23') };
    case 'timepicker': {
      const time = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
      return { type, selected_time: written(value, time, 'a time like 09:00') };
    }
    case 'users_select':
      return { type, selected_user: value === null ? null : findPerson(one(value), workspace) };
    case 'channels_select':
      return { type, selected_channel: findChannel(element, value, user, workspace) };
    case 'conversations_select':
      return { type, selected_conversation: findChannel(element, value, user, workspace) };
    default:
      throw new Error('this is to press, not to fill in');
  }
}

type Of<Type extends Control['element']['type']> = Extract<Control['element'], { type: Type }>;
type Several = Of<'checkboxes'> | Of<'multi_static_select'>;

function one(value: FieldValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  throw new Error(`this takes one value, not ${value.length}`);
}

function several(element: Several, value: FieldValue): unknown[] {
  const wanted = typeof value === 'string' ? [value] : [...new Set(value ?? [])];
  const most = 'max_selected_items' in element ? element.max_selected_items : undefined;
  if (most !== undefined && wanted.length > most) throw new Error(`this takes at most ${most}`);
  const chosen = wanted.map((text) => findOption(element, text));
  // Slack keeps the order of the menu, not of the clicks.
  return optionsOf(element).filter((option) => chosen.includes(option));
}

function findOption(element: Several | Of<'static_select'> | Of<'radio_buttons'>, wanted: string) {
  const options = optionsOf(element);
  const named = (text: string) => text.toLowerCase() === wanted.toLowerCase();
  const found =
    options.find(({ value }) => value === wanted) ??
    options.find(({ text }) => named(readPlainText(text.text)));
  if (found !== undefined) return found;
  const offered = options.map(({ text }) => readPlainText(text.text)).join(', ');
  throw new Error(`this does not offer “${wanted}”, but ${offered}`);
}

function written(value: FieldValue, pattern: RegExp, what: string): string | null {
  if (value === null) return null;
  const text = one(value);
  if (!pattern.test(text)) throw new Error(`“${text}” is not ${what}`);
  return text;
}

function findPerson(wanted: string, { users }: Workspace): string {
  const name = wanted.replace(/^@/, '').toLowerCase();
  const found = users.find(({ id, handle }) => id === wanted || handle.toLowerCase() === name);
  if (found === undefined || found.deleted === true) throw new Error(`nobody here is ${wanted}`);
  return found.id;
}

function findChannel(
  menu: Of<'channels_select'> | Of<'conversations_select'>,
  value: FieldValue,
  user: string,
  workspace: Workspace,
): string | null {
  if (value === null) return null;
  const wanted = one(value);
  const name = wanted.replace(/^#/, '').toLowerCase();
  const found = workspace.channel(wanted) ?? workspace.channels.find((it) => it.name === name);
  const seen = found !== undefined && (found.private !== true || workspace.isIn(found, user));
  if (!seen || !isOffered(menu, found)) throw new Error(`this does not offer “${wanted}”`);
  return found.id;
}
