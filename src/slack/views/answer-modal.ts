import type { KnownBlock, ModalView } from '@slack/types';
import type { Message, MessageBlock } from './blocks.ts';
import { clip } from './text.ts';

/** By this Slack tells an answer in a modal from forms. */
export const ANSWER_VIEW = 'answer';

// Of a modal's title.
const TITLE = 24;

/** A modal while its answer is looked up. */
export function waitingModal(title: string): ModalView {
  return frame(title, [
    { type: 'section', text: { type: 'plain_text', text: '⏳ Looking it up…', emoji: false } },
  ]);
}

/** An answer in a modal: what is not for one, a chart, a table or a way to share it, is left out. */
export function answerModal(title: string, { text, blocks = [] }: Said): ModalView {
  const fitting = blocks.flatMap(blockFor);
  if (fitting.length > 0) return frame(title, fitting);
  return frame(title, [
    { type: 'section', text: { type: 'mrkdwn', text: text.slice(0, 3000) || '—' } },
  ]);
}

type Said = Pick<Message, 'text'> & Partial<Pick<Message, 'blocks'>>;

function blockFor(block: MessageBlock): KnownBlock[] {
  switch (block.type) {
    case 'data_visualization':
    case 'data_table':
    case 'table':
      return [];
    case 'actions': {
      // A modal is in no channel.
      const elements = block.elements.filter(
        ({ action_id }) => action_id === undefined || !/^share-\d+$/.test(action_id),
      );
      return elements.length > 0 ? [{ ...block, elements }] : [];
    }
    default:
      return [block];
  }
}

function frame(title: string, blocks: KnownBlock[]): ModalView {
  return {
    type: 'modal',
    callback_id: ANSWER_VIEW,
    // What is decided there changes the home behind it.
    notify_on_close: true,
    title: { type: 'plain_text', text: clip(title, TITLE, TITLE) || 'Answer', emoji: false },
    close: { type: 'plain_text', text: 'Close', emoji: false },
    blocks,
  };
}
