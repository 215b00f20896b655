import { z } from 'zod';
import limits from '../limits.json' with { type: 'json' };
import { block } from './layout.ts';

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
    return { error: 'invalid_blocks', messages: parsed.error.issues.flatMap(sentences) };
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

function repeatedIds(blocks: readonly WireBlock[]): string[] {
  const messages: string[] = [];
  const seen = new Set<string>();
  for (const { item, path } of withInner(blocks, [])) {
    if (item.block_id !== undefined && seen.has(item.block_id)) {
      messages.push(at(`block_id already exists: ${item.block_id}`, [...path, 'block_id']));
    }
    if (item.block_id !== undefined) seen.add(item.block_id);
    messages.push(...repeatedActions(item, path));
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

function repeatedActions(item: WireBlock, path: readonly PropertyKey[]): string[] {
  if (item.type !== 'actions' && item.type !== 'context_actions') return [];
  const seen = new Set<string>();
  return item.elements.flatMap(({ action_id: id }, position) => {
    if (id === undefined) return [];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [at(`action_id already exists: ${id}`, [...path, 'elements', position, 'action_id'])];
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

function typeOf(item: unknown): string {
  const parsed = z.object({ type: z.string() }).safeParse(item);
  return parsed.success ? parsed.data.type : '';
}

function at(message: string, path: readonly PropertyKey[]): string {
  return `${message} [json-pointer:${['/blocks', ...path.map(String)].join('/')}]`;
}

function sentences(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => at(`invalid additional property: ${key}`, issue.path));
  }
  if (issue.code !== 'invalid_union' && issue.input === undefined) {
    const name = String(issue.path.at(-1) ?? 'blocks');
    return [at(`missing required field: ${name}`, issue.path.slice(0, -1))];
  }
  return [at(sentence(issue), issue.path)];
}

function sentence(issue: z.core.$ZodIssue): string {
  const counted = 'origin' in issue && issue.origin === 'array' ? 'items' : 'characters';
  switch (issue.code) {
    case 'too_big':
      if (counted === 'items') return `no more than ${issue.maximum} items allowed`;
      if (issue.origin === 'string')
        return `must be less than ${Number(issue.maximum) + 1} characters`;
      return `must be no more than ${issue.maximum}`;
    case 'too_small':
      if (counted === 'items') return `no less than ${issue.minimum} items allowed`;
      if (issue.origin === 'string')
        return `must be more than ${Number(issue.minimum) - 1} characters`;
      return `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
    case 'invalid_union':
      return unionSentence(issue);
    case 'invalid_value':
      return issue.path.at(-1) === 'type'
        ? `unsupported type: ${String(issue.input)}`
        : `must be one of: ${issue.values.join(', ')}`;
    case 'invalid_type':
      return `must provide ${article(issue.expected)}`;
    case 'custom':
      return issue.message;
    default:
      return 'failed to match all allowed schemas';
  }
}

function unionSentence(issue: z.core.$ZodIssueInvalidUnion): string {
  if (issue.path.at(-1) !== 'type') return 'failed to match all allowed schemas';
  const type = typeOf(issue.input);
  return type === '' ? 'missing required field: type' : `unsupported type: ${type}`;
}

function article(expected: string): string {
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}
