import type { z } from 'zod';
import type { WireBlock } from './check.ts';
import type { inputElement, interactive } from './elements.ts';

/** Something in a message that a person can press or choose from. */
export type Element = z.infer<typeof interactive>;

/** An element of a message or a form: also what a person can write in. */
export type FormElement = Element | z.infer<typeof inputElement>;

/** An element with the ids under which Slack tells of it. */
export interface Pressable {
  blockId: string;
  actionId: string;
  element: Element;
}

/** What can be pressed in a message, from top to bottom. */
export function findPressables(blocks: readonly WireBlock[]): Pressable[] {
  return blocks.flatMap((block) => {
    if (block.type === 'carousel') return findPressables(block.elements);
    if (block.type === 'container') return findPressables(block.child_blocks);
    return elementsOf(block).map((element) => ({
      blockId: block.block_id ?? '',
      actionId: element.action_id ?? '',
      element,
    }));
  });
}

/** What an element lets a person choose from; nothing for a button, or where the message does not hold the choice. */
export function optionsOf(element: FormElement): readonly Option[] {
  switch (element.type) {
    case 'static_select':
    case 'multi_static_select':
      return element.options ?? (element.option_groups ?? []).flatMap(({ options }) => options);
    case 'overflow':
    case 'checkboxes':
    case 'radio_buttons':
      return element.options;
    default:
      return [];
  }
}

/** An option as a message shows it: boxes take formatted text, menus plain text. */
export type Option = Extract<Element, { type: 'checkboxes' | 'overflow' }>['options'][number];

function elementsOf(block: WireBlock): readonly Element[] {
  switch (block.type) {
    case 'actions':
      return block.elements;
    case 'section':
      return block.accessory === undefined || block.accessory.type === 'image'
        ? []
        : [block.accessory];
    case 'card':
      return block.actions ?? [];
    default:
      return [];
  }
}
