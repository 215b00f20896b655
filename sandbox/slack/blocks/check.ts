import { z } from 'zod';
import limits from '../limits.json' with { type: 'json' };
import { block } from './layout.ts';
import { at, sentences, typeOf } from './problems.ts';

/** Why Slack would not take a message: its error code, and one line for each problem with the path to it. */
export interface Refusal {
  error: 'invalid_blocks' | 'invalid_blocks_format' | 'invalid_attachments' | 'msg_blocks_too_long';
  messages: string[];
}

/** A block as it came over the wire, known to be an object with a type. */
export type WireBlock = z.infer<typeof block>;

const list = z.array(block).max(limits.message.blocks.max_items);

/**
 * Holds a message's blocks against Slack's rules.
 * `refuse` names block types that this workspace does not know yet.
 */
export function checkBlocks(
  blocks: unknown,
  refuse: readonly string[] = [],
): { blocks: WireBlock[] } | Refusal {
  if (!Array.isArray(blocks)) return { error: 'invalid_blocks_format', messages: [] };
  const unknownHere = blocks.flatMap((item, index) => {
    const type = typeOf(item);
    return refuse.includes(type) ? [at(`unsupported type: ${type}`, [index, 'type'])] : [];
  });
  if (unknownHere.length > 0) return { error: 'invalid_blocks', messages: unknownHere };
  const parsed = list.safeParse(blocks, { reportInput: true });
  if (!parsed.success) {
    return {
      error: 'invalid_blocks',
      messages: parsed.error.issues.flatMap((issue) => sentences(issue)),
    };
  }
  return checkTogether(parsed.data) ?? { blocks: parsed.data };
}

function checkTogether(blocks: WireBlock[]): Refusal | undefined {
  const tables = positions(blocks, ['table', 'data_table']);
  const extra = tables[limits.message.tables.max_items];
  if (extra !== undefined) {
    return { error: 'invalid_attachments', messages: [at('only_one_table_allowed', [extra])] };
  }
  const messages = [...repeatedIds(blocks), ...tooManyCharts(blocks)];
  if (messages.length > 0) return { error: 'invalid_blocks', messages };
  if (weight(blocks) > limits.message.characters.max_length) {
    return { error: 'msg_blocks_too_long', messages: [] };
  }
  return undefined;
}

function positions(blocks: readonly WireBlock[], types: readonly string[]): number[] {
  return blocks.flatMap((item, index) => (types.includes(item.type) ? [index] : []));
}

function tooManyCharts(blocks: readonly WireBlock[]): string[] {
  const most = limits.message.charts.max_items;
  const extra = positions(blocks, ['data_visualization'])[most];
  return extra === undefined ? [] : [at(`no more than ${most} charts allowed`, [extra])];
}

/** Ids that two blocks share, or two elements of a block. `root` is the path to the blocks. */
export function repeatedIds(blocks: readonly WireBlock[], root = '/blocks'): string[] {
  const messages: string[] = [];
  const seen = new Set<string>();
  for (const { item, path } of withInner(blocks, [])) {
    if (item.block_id !== undefined && seen.has(item.block_id)) {
      messages.push(at(`block_id already exists: ${item.block_id}`, [...path, 'block_id'], root));
    }
    if (item.block_id !== undefined) seen.add(item.block_id);
    messages.push(...repeatedActions(item, path, root));
  }
  return messages;
}

type Placed = { item: WireBlock; path: readonly PropertyKey[] };

/** All blocks, also those inside of others, with the paths to them. */
function withInner(blocks: readonly WireBlock[], before: readonly PropertyKey[]): Placed[] {
  return blocks.flatMap((item, index) => {
    const path = [...before, index];
    if (item.type === 'container') {
      return [{ item, path }, ...withInner(item.child_blocks, [...path, 'child_blocks'])];
    }
    if (item.type === 'carousel') {
      return [{ item, path }, ...withInner(item.elements, [...path, 'elements'])];
    }
    return [{ item, path }];
  });
}

function repeatedActions(item: WireBlock, path: readonly PropertyKey[], root: string): string[] {
  if (item.type !== 'actions' && item.type !== 'context_actions') return [];
  const seen = new Set<string>();
  return item.elements.flatMap(({ action_id: id }, position) => {
    if (id === undefined) return [];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    const place = [...path, 'elements', position, 'action_id'];
    return [at(`action_id already exists: ${id}`, place, root)];
  });
}

const apart: readonly string[] = ['table', 'data_table', 'data_visualization'];

/**
 * Slack's undocumented sum over all blocks. What is published of it fits the length of the blocks as JSON rather
 * than of their texts alone; tables and charts have limits of their own.
 */
function weight(blocks: readonly WireBlock[]): number {
  return Array.from(JSON.stringify(blocks.filter(({ type }) => !apart.includes(type)))).length;
}
