import { randomBytes } from 'node:crypto';
import type { WireBlock } from './check.ts';

/** Gives every block and every element that can be pressed the id that its sender left out, as Slack does. Changes them in place. */
export function assignIds(blocks: readonly WireBlock[]): void {
  for (const block of blocks) {
    block.block_id ??= randomId();
    assignInside(block);
  }
}

function assignInside(block: WireBlock): void {
  switch (block.type) {
    case 'actions':
    case 'context_actions':
      for (const element of block.elements) element.action_id ??= randomId();
      return;
    case 'section':
      if (block.accessory !== undefined && block.accessory.type !== 'image') {
        block.accessory.action_id ??= randomId();
      }
      return;
    case 'input':
      block.element.action_id ??= randomId();
      return;
    case 'card':
      for (const element of block.actions ?? []) element.action_id ??= randomId();
      return;
    case 'carousel':
      assignIds(block.elements);
      return;
    case 'container':
      assignIds(block.child_blocks);
      return;
    default:
  }
}

function randomId(): string {
  return randomBytes(4).toString('base64url').slice(0, 5);
}
