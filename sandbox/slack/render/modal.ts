import { findControls } from '../views/controls.ts';
import type { Modal } from '../views/modal.ts';
import type { OpenView } from '../views/open-view.ts';
import { withInitial } from '../views/state.ts';
import { type Page, renderBlocks } from './message.ts';
import { readPlainText } from './mrkdwn.ts';

/** A modal as a person sees it, with what stands in its fields; the fields and buttons are numbered from 1 on. */
export function renderModal(
  view: Pick<OpenView, 'modal' | 'state' | 'errors'>,
  { names, width, paint }: Pick<Page, 'names' | 'width' | 'paint'>,
): string {
  const { title, submit, close } = view.modal;
  const blocks = shownBlocks(view);
  const numbers = new Map(findControls(blocks).map(({ element }, at) => [element, at + 1]));
  const buttons = [
    ...(submit === undefined ? [] : [`[submit] ${readPlainText(submit.text)}`]),
    `[close] ${readPlainText(close?.text ?? 'Cancel')}`,
  ];
  return [
    paint.bold(readPlainText(title.text)),
    paint.dim('─'.repeat(width)),
    ...renderBlocks(blocks, { names, width, paint, numbers, errors: view.errors }),
    paint.dim('─'.repeat(width)),
    buttons.join('   '),
  ].join('\n');
}

/** The blocks with what stands in their fields now. */
function shownBlocks({ modal, state }: Pick<OpenView, 'modal' | 'state'>): Modal['blocks'] {
  return modal.blocks.map((block) => {
    const held = state[block.block_id ?? ''] ?? {};
    switch (block.type) {
      case 'input':
        return {
          ...block,
          element: withInitial(block.element, held[block.element.action_id ?? '']),
        };
      case 'actions': {
        const elements = block.elements.map((element) =>
          withInitial(element, held[element.action_id ?? '']),
        );
        return { ...block, elements };
      }
      case 'section': {
        const { accessory } = block;
        if (accessory === undefined || accessory.type === 'image') return block;
        return { ...block, accessory: withInitial(accessory, held[accessory.action_id ?? '']) };
      }
      default:
        return block;
    }
  });
}
