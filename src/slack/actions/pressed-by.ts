import type { BlockAction } from '@slack/bolt';
import type { Replaces } from '../conversation.ts';

/** What the answer to a press takes the place of: the message with the button, where nobody but the presser sees that. */
export function pressedBy({ container }: BlockAction): Replaces {
  return container['is_ephemeral'] === true ? 'pressed' : 'nothing';
}
