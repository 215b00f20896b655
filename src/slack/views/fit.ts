import {
  context,
  LIMITS,
  type Message,
  type MessageBlock,
  type Part,
  type Section,
} from './blocks.ts';

const LEFT_OUT = context([
  'Some parts are left out: all of it does not fit into one Slack message. Ask with provider= for less at once, or for the export.',
]);

/** Puts a message together so that Slack takes it, whatever it is made of: what can be spared goes first. */
export function fit(sections: readonly Section[]): Message {
  return { text: fitText(sections), blocks: fitBlocks(sections) };
}

function fitBlocks(sections: readonly Section[]): MessageBlock[] {
  const parts = sections.flatMap((section) => section.parts);
  const over = new Set([
    ...parts.filter(isChart).slice(LIMITS.charts),
    ...parts.filter(isTable).slice(LIMITS.tables),
  ]);
  const kept = parts.filter((part) => !over.has(part));
  while (kept.length > 0 && !fits(kept.map(({ block }) => block))) {
    const spare = Math.max(...kept.map((part) => part.spare));
    kept.splice(
      kept.findLastIndex((part) => part.spare === spare),
      1,
    );
  }
  const blocks = kept.map(({ block }) => block);
  if (kept.length === parts.length) return blocks;
  const buttons = blocks.findIndex(({ type }) => type === 'actions');
  return blocks.toSpliced(buttons < 0 ? blocks.length : buttons, 0, LEFT_OUT);
}

function isChart({ block }: Part): boolean {
  return block.type === 'data_visualization';
}

function isTable({ block }: Part): boolean {
  return block.type === 'table' || block.type === 'data_table';
}

function fits(blocks: readonly MessageBlock[]): boolean {
  const whole = [...blocks, LEFT_OUT];
  const size = whole.reduce((sum, block) => sum + sizeOf(block), 0);
  return whole.length <= LIMITS.blocks && size <= LIMITS.allBlocks;
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
