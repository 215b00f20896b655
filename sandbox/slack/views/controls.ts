import { findPressables, type FormElement } from '../blocks/pressable.ts';
import { readPlainText } from '../render/mrkdwn.ts';
import type { Modal } from './modal.ts';

/** Something in a modal to press, to choose from or to write in. */
export interface Control {
  blockId: string;
  actionId: string;
  element: FormElement;
  /** What stands above an input; undefined for everything that is in no input block. */
  input: { label: string; hint: string | undefined; optional: boolean } | undefined;
  /** Whether the bot is told at once when it changes. */
  dispatches: boolean;
}

/** What there is to press and to fill in a modal, from top to bottom. */
export function findControls(blocks: Modal['blocks']): Control[] {
  return blocks.flatMap((block): Control[] => {
    if (block.type !== 'input') {
      const inside = findPressables([block]);
      return inside.map((pressable) => ({ ...pressable, input: undefined, dispatches: true }));
    }
    const { label, hint, optional = false, element } = block;
    return [
      {
        blockId: block.block_id ?? '',
        actionId: element.action_id ?? '',
        element,
        input: {
          label: readPlainText(label.text),
          hint: hint && readPlainText(hint.text),
          optional,
        },
        dispatches: block.dispatch_action ?? false,
      },
    ];
  });
}

/** The name by which one field of a modal is filled: its action_id, where no other field has the same. */
export function fieldName(
  { actionId, blockId }: Pick<Control, 'actionId' | 'blockId'>,
  controls: readonly Control[],
): string {
  return controls.filter((other) => other.actionId === actionId).length > 1 ? blockId : actionId;
}
