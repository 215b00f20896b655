import type { InputBlock, ModalView, PlainTextElement } from '@slack/types';

/** A field of a form; its block and its element have the same name. */
export function field(
  name: string,
  label: string,
  element: InputBlock['element'],
  more: Pick<InputBlock, 'hint' | 'optional'> = {},
): InputBlock {
  return {
    type: 'input',
    block_id: name,
    label: plainText(label),
    element: { ...element, action_id: name },
    ...more,
  };
}

/** What a form has besides its fields. By `callbackId` Slack tells forms apart. */
export function frame(
  callbackId: string,
  title: string,
): Pick<ModalView, 'type' | 'callback_id' | 'title' | 'close'> {
  return {
    type: 'modal',
    callback_id: callbackId,
    title: plainText(title),
    close: plainText('Cancel'),
  };
}

export function plainText(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: true };
}
