import { z } from 'zod';
import { repeatedIds } from '../blocks/check.ts';
import { modalBlock } from '../blocks/layout.ts';
import { at, sentences } from '../blocks/problems.ts';
import { characters, plainText } from '../blocks/text.ts';
import limits from '../limits.json' with { type: 'json' };

const ROOT = '/view';
const MOST_BYTES = 250_000;

const modal = z.strictObject({
  type: z.literal('modal'),
  title: plainText(limits.view.title.max_length),
  submit: plainText(limits.view.submit.max_length).optional(),
  close: plainText(limits.view.close.max_length).optional(),
  blocks: z.array(modalBlock).min(limits.view.blocks.min_items).max(limits.view.blocks.max_items),
  private_metadata: characters(limits.view.private_metadata.max_length).optional(),
  callback_id: characters(limits.view.callback_id.max_length).optional(),
  external_id: characters(limits.view.callback_id.max_length).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
});

/** A modal as it came over the wire. */
export type Modal = z.infer<typeof modal>;

/** Why Slack would not take a modal. */
export interface ModalRefusal {
  error: 'invalid_arguments' | 'view_too_large';
  messages: string[];
}

/** Holds a modal against Slack's rules: https://docs.slack.dev/reference/views/modal-views */
export function checkModal(value: unknown): { modal: Modal } | ModalRefusal {
  if (Buffer.byteLength(JSON.stringify(value) ?? '') > MOST_BYTES) {
    return { error: 'view_too_large', messages: [] };
  }
  const parsed = modal.safeParse(value, { reportInput: true });
  const messages = parsed.success
    ? [...checkTogether(parsed.data), ...repeatedIds(parsed.data.blocks, `${ROOT}/blocks`)]
    : parsed.error.issues.flatMap((issue) => sentences(issue, ROOT));
  if (!parsed.success || messages.length > 0) return { error: 'invalid_arguments', messages };
  return { modal: parsed.data };
}

function checkTogether({ blocks, submit }: Modal): string[] {
  let focused = 0;
  return blocks.flatMap((block, index) => {
    const elements = elementsOf(block);
    const messages: string[] = [];
    if (block.type === 'input' && submit === undefined) {
      messages.push(at('must define `submit` to use `input` block', ['blocks', index], ROOT));
    }
    for (const element of elements) {
      if ('focus_on_load' in element && element.focus_on_load === true) focused += 1;
      const asksUrl = 'response_url_enabled' in element && element.response_url_enabled === true;
      if (asksUrl && block.type !== 'input') {
        const where = ['blocks', index, 'response_url_enabled'];
        messages.push(at('only works in an `input` block', where, ROOT));
      }
    }
    if (focused > 1) {
      messages.push(at('only one element can be focused on load', ['blocks', index], ROOT));
      focused = 1;
    }
    return messages;
  });
}

function elementsOf(block: Modal['blocks'][number]): readonly object[] {
  if (block.type === 'input') return [block.element];
  if (block.type === 'actions') return block.elements;
  return block.type === 'section' && block.accessory !== undefined ? [block.accessory] : [];
}
