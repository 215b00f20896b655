import { checkBlocks, type Refusal, type WireBlock } from './blocks/check.ts';
import { assignIds } from './blocks/ids.ts';
import limits from './limits.json' with { type: 'json' };

/** What a message says. */
export interface Content {
  text: string;
  blocks: readonly WireBlock[];
}

/** Why Slack would not take what a message says. */
export interface ContentRefusal {
  error: Refusal['error'] | 'no_text' | 'msg_too_long';
  messages: string[];
}

/** How a surface reads content: block types it does not know, and what becomes of text that is too long. */
export interface ContentRules {
  refuseBlocks: readonly string[];
  longText: 'cut' | 'refuse';
}

/** Reads `text` and `blocks` as a request carries them; a form carries blocks as JSON in a string. Blocks get the ids that they lack. */
export function readContent(
  fields: Readonly<Record<string, unknown>>,
  { refuseBlocks, longText }: ContentRules,
): Content | ContentRefusal {
  const text = typeof fields['text'] === 'string' ? fields['text'] : '';
  const given = parseBlocks(fields['blocks']);
  const checked = given === undefined ? { blocks: [] } : checkBlocks(given, refuseBlocks);
  if ('error' in checked) return checked;
  if (text === '' && checked.blocks.length === 0) return { error: 'no_text', messages: [] };
  if (longText === 'refuse' && text.length > limits.message.updated_text.max_length) {
    return { error: 'msg_too_long', messages: [] };
  }
  assignIds(checked.blocks);
  return { text: text.slice(0, limits.message.text.max_length), blocks: checked.blocks };
}

/** A refusal's problems as the Web API words them. */
export function refusalBody({ error, messages }: ContentRefusal): Record<string, unknown> {
  if (messages.length === 0) return { ok: false, error };
  return {
    ok: false,
    error,
    errors: messages,
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  };
}

function parseBlocks(value: unknown): unknown {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
