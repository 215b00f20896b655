import type { Digest, Draw } from '../domain/digests.ts';
import { printCommand, printForPeople } from './command-print.ts';
import type { Message } from './views/blocks.ts';
import { digestMessage } from './views/digest.ts';
import type { Look } from './views/look.ts';
import { noticeMessage } from './views/notices.ts';
import { plain } from './views/text.ts';

/** Draws what the bot sends of its own accord. */
export const drawDeliveries: Draw = {
  digest: (digest) => ({ ...saidOf(digest, false), late: saidOf(digest, true) }),
  notice: (...told) => {
    const { text, blocks } = noticeMessage(...told);
    return { text, blocks, basic: blocks };
  },
};

function saidOf(digest: Digest, isLate: boolean) {
  const look = { isLate, isTest: false };
  const { text, blocks } = digestAnswer(digest, { ...look, blocks: 'all' });
  return { text, blocks, basic: digestAnswer(digest, { ...look, blocks: 'basic' }).blocks };
}

/** A digest with its buttons: as it is posted, in time or late, or as a test for one person. */
export function digestAnswer(
  digest: Digest,
  look: Pick<Look, 'blocks'> & { readonly isTest: boolean; readonly isLate: boolean },
): Message {
  const { summary, provider, period } = digest;
  const team = plain(summary.team.id, 200);
  const report = { verb: 'report', team, details: false, provider } as const;
  return digestMessage(digest, {
    ...look,
    reportCommand: printCommand({ ...report, period: `${period.from}..${period.to}` }),
    inactiveCommand: printForPeople({ verb: 'inactive', team, days: null, provider }),
  });
}
