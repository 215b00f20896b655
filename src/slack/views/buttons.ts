import type { ActionsBlock } from '@slack/types';
import { clip } from './text.ts';

/**
 * A button under an answer. `run` runs the command that is its value, `share` posts that command's answer into the
 * channel, `list` puts the presser's name on the top lists (`on`) or takes it off (`off`).
 */
export type Button = {
  readonly does: 'run' | 'share' | 'list';
  readonly label: string;
  /** At most 2,000 characters. */
  readonly value: string;
  readonly style?: 'primary' | 'danger';
};

/** A row of buttons, at most 25. Each has an action id of its own, `run-1`, as Slack wants it within a row. */
export function actions(buttons: readonly Button[]): ActionsBlock {
  return {
    type: 'actions',
    elements: buttons.slice(0, 25).map(({ does, label, value, style }, index) => ({
      type: 'button',
      action_id: `${does}-${index + 1}`,
      text: { type: 'plain_text', text: clip(label, 70, 75), emoji: false },
      value,
      ...(style && { style }),
    })),
  };
}
