import { context, LIMITS, type Message, type MessageBlock, type Section } from './blocks.ts';

const LEFT_OUT = context([
  'Some parts are left out: all of it does not fit into one Slack message. Ask with provider= for less at once.',
]);

/** Puts a message together so that Slack takes it, whatever it is made of: what can be spared goes first. */
export function fit(sections: readonly Section[]): Message {
  return { text: fitText(sections), blocks: fitBlocks(sections) };
}

function fitBlocks(sections: readonly Section[]): MessageBlock[] {
  const parts = sections.flatMap((section) => section.parts);
  const charts = parts.filter(({ block }) => block.type === 'data_visualization');
  const over = new Set(charts.slice(LIMITS.charts));
  const kept = parts.filter((part) => !over.has(part));
  while (kept.length > 0 && !fits(kept.map(({ block }) => block))) {
    const spare = Math.max(...kept.map((part) => part.spare));
    kept.splice(
      kept.findLastIndex((part) => part.spare === spare),
      1,
    );
  }
  const blocks = kept.map(({ block }) => block);
  return kept.length < parts.length ? [...blocks, LEFT_OUT] : blocks;
}

function fits(blocks: readonly MessageBlock[]): boolean {
  const whole = [...blocks, LEFT_OUT];
  return whole.length <= LIMITS.blocks && JSON.stringify(whole).length <= LIMITS.allBlocks;
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
