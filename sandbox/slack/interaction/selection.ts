import type { Element } from '../blocks/pressable.ts';
import type { Picked } from './choose.ts';

/** A piece of a payload. */
export type Wire = Readonly<Record<string, unknown>>;

/** Whether an element keeps what was chosen in it, so that payloads repeat it as state. */
export function holdsChoice({ type }: { type: string }): boolean {
  return type !== 'button' && type !== 'overflow';
}

/** What is chosen in an element: what was picked, else what it came with. */
export function selection(element: Element, picked: Picked | undefined): Wire {
  const option = picked !== undefined && 'option' in picked ? picked.option : undefined;
  const id = picked !== undefined && 'id' in picked ? picked.id : undefined;
  switch (element.type) {
    case 'overflow':
      return { selected_option: option };
    case 'static_select':
    case 'radio_buttons':
      return { selected_option: option ?? element.initial_option ?? null };
    case 'checkboxes':
    case 'multi_static_select':
      return { selected_options: toggle(element.initial_options ?? [], option) };
    case 'users_select':
      return { selected_user: id ?? element.initial_user ?? null };
    case 'channels_select':
      return { selected_channel: id ?? element.initial_channel ?? null };
    case 'conversations_select':
      return { selected_conversation: id ?? element.initial_conversation ?? null };
    case 'datepicker':
      return { selected_date: id ?? element.initial_date ?? null };
    case 'timepicker':
      return { selected_time: id ?? element.initial_time ?? null };
    default:
      return {};
  }
}

function toggle<Box extends { value?: string | undefined }>(
  ticked: readonly Box[],
  box: Box | undefined,
): readonly Box[] {
  if (box === undefined) return ticked;
  const others = ticked.filter(({ value }) => value !== box.value);
  return others.length < ticked.length ? others : [...ticked, box];
}
