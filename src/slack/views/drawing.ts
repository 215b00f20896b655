import { LIMITS, mentionOf, SPARE, type Section } from './blocks.ts';
import { actions, type Button } from './buttons.ts';
import type { Look } from './look.ts';

/** What every view is told besides its data: which blocks it may use, and what stands under it. */
export type Drawing = Pick<Look, 'blocks'> & { readonly foot: readonly Section[] };

/** Rows of buttons under an answer; above them, where it is shared, who shared it. */
export function drawingOf(
  { blocks, sharedBy }: Look,
  rows: readonly (readonly Button[])[],
): Drawing {
  const signature = sharedBy === null ? [] : [signatureOf(sharedBy)];
  return { blocks, foot: [...signature, ...rows.flatMap(buttonRow)] };
}

function buttonRow(buttons: readonly Button[]): Section[] {
  const fitting = buttons.filter(({ value }) => value.length <= LIMITS.buttonValue);
  if (fitting.length === 0) return [];
  return [{ parts: [{ block: actions(fitting), spare: SPARE.buttons }], lines: [] }];
}

/** Only the sharer is named by a mention, so that it notifies nobody else. */
function signatureOf(slackUserId: string): Section {
  const text = `Shared by ${mentionOf(slackUserId)}`;
  return {
    parts: [{ block: { type: 'context', elements: [{ type: 'mrkdwn', text }] }, spare: 0 }],
    lines: [text],
  };
}
