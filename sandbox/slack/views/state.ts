import type { FormElement } from '../blocks/pressable.ts';
import { holdsChoice, selection, type Wire } from '../interaction/selection.ts';
import type { Workspace } from '../workspace.ts';
import { type Control, findControls } from './controls.ts';
import { isOffered } from './conversations.ts';
import type { Modal } from './modal.ts';

/** What stands in a modal's fields, as payloads carry it: by block_id and action_id. */
export type ViewState = Readonly<Record<string, Readonly<Record<string, Wire>>>>;

/**
 * What a modal's fields hold when it is shown: what stood in the fields with the same ids and of the same type before,
 * else what the modal fills in itself. `channel` is where the person was.
 */
export function firstState(
  { blocks }: Modal,
  channel: string,
  workspace: Workspace,
  before: ViewState = {},
): ViewState {
  let state: ViewState = {};
  for (const control of findControls(blocks)) {
    const { blockId, actionId, element } = control;
    if (!holdsChoice(element)) continue;
    const kept = before[blockId]?.[actionId];
    const held = kept?.['type'] === element.type ? kept : filledIn(control, channel, workspace);
    state = withHeld(state, control, held);
  }
  return state;
}

/** The state once a field holds something else. */
export function withHeld(
  state: ViewState,
  { blockId, actionId }: Pick<Control, 'blockId' | 'actionId'>,
  held: Wire,
): ViewState {
  return { ...state, [blockId]: { ...state[blockId], [actionId]: held } };
}

/** The element as it would come if what it holds were what it starts with. */
export function withInitial<Held extends FormElement>(element: Held, held: Wire = {}): Held {
  const initial = Object.entries(held).flatMap(([name, value]) => {
    if (name === 'type') return [];
    return [[`initial_${name.replace('selected_', '')}`, value ?? undefined]];
  });
  return { ...element, ...Object.fromEntries(initial) };
}

function filledIn({ element }: Control, channel: string, workspace: Workspace): Wire {
  const { type } = element;
  if (element.type === 'plain_text_input') return { type, value: element.initial_value ?? null };
  if (element.type === 'conversations_select' && element.initial_conversation === undefined) {
    const here = workspace.channel(channel);
    const fits = here !== undefined && isOffered(element, here);
    const chosen = element.default_to_current_conversation === true && fits ? channel : null;
    return { type, selected_conversation: chosen };
  }
  return { type, ...selection(element, undefined) };
}
