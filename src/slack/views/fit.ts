import type { ContextBlock } from '@slack/types';
import {
  context,
  LIMITS,
  type Message,
  type MessageBlock,
  type Part,
  type Section,
} from './blocks.ts';

/** What blocks have to fit into: how many of them, how many characters of JSON, and what is said where some do not. */
type Room = {
  readonly blocks: number;
  readonly charts: number;
  readonly tables: number;
  readonly size: number;
  readonly leftOut: ContextBlock;
};

const IN_MESSAGE: Room = {
  blocks: LIMITS.blocks,
  charts: LIMITS.charts,
  tables: LIMITS.tables,
  size: LIMITS.allBlocks,
  leftOut: context([
    'Some parts are left out: all of it does not fit into one Slack message. Ask with provider= for less at once, or for the export.',
  ]),
};

const IN_HOME: Room = {
  blocks: LIMITS.homeBlocks,
  charts: 0,
  tables: 0,
  size: LIMITS.homeSize,
  leftOut: context(['Some parts are left out: all of it does not fit here. Commands tell more.']),
};

/** Puts a message together so that Slack takes it, whatever it is made of: what can be spared goes first. */
export function fit(sections: readonly Section[]): Message {
  return { text: fitText(sections), blocks: fitBlocks(sections, IN_MESSAGE) };
}

/** The same for a Home tab, which takes more blocks, but neither charts nor tables. */
export function fitHome(sections: readonly Section[]): Message {
  return { text: fitText(sections), blocks: fitBlocks(sections, IN_HOME) };
}

function fitBlocks(sections: readonly Section[], room: Room): MessageBlock[] {
  const parts = sections.flatMap((section) => section.parts);
  const over = new Set([
    ...parts.filter(isChart).slice(room.charts),
    ...parts.filter(isTable).slice(room.tables),
  ]);
  const kept = parts.filter((part) => !over.has(part));
  while (
    kept.length > 0 &&
    !fits(
      kept.map(({ block }) => block),
      room,
    )
  ) {
    const spare = Math.max(...kept.map((part) => part.spare));
    kept.splice(
      kept.findLastIndex((part) => part.spare === spare),
      1,
    );
  }
  const blocks = kept.map(({ block }) => block);
  if (kept.length === parts.length) return blocks;
  const buttons = blocks.findIndex(({ type }) => type === 'actions');
  return blocks.toSpliced(
    room === IN_HOME || buttons < 0 ? blocks.length : buttons,
    0,
    room.leftOut,
  );
}

function isChart({ block }: Part): boolean {
  return block.type === 'data_visualization';
}

function isTable({ block }: Part): boolean {
  return block.type === 'table' || block.type === 'data_table';
}

function fits(blocks: readonly MessageBlock[], room: Room): boolean {
  const whole = [...blocks, room.leftOut];
  const size = whole.reduce((sum, block) => sum + sizeOf(block), 0);
  return whole.length <= room.blocks && size <= room.size;
}

function sizeOf(block: MessageBlock): number {
  if (block.type !== 'table' && block.type !== 'data_table')
    return JSON.stringify(block).length + 1;
  const cells = block.rows.flat();
  return cells.reduce((sum, cell) => sum + ('text' in cell ? cell.text.length : 0), 100);
}

function fitText(sections: readonly Section[]): string {
  const lines = sections.flatMap((section) => section.lines);
  const kept: string[] = [];
  let room = LIMITS.messageText - 2;
  for (const line of lines) {
    room -= line.length + 1;
    if (room < 0) return [...kept, '…'].join('\n');
    kept.push(line);
  }
  return kept.join('\n');
}
