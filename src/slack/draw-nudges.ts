import type { Content } from '../domain/deliveries.ts';
import type { DrawNudges } from '../domain/nudges-shown.ts';
import type { Message } from './views/blocks.ts';
import { nudgeMessage } from './views/nudge-message.ts';
import { monthMessage, wrongMessage } from './views/nudge-news.ts';
import { roundMessage } from './views/nudge-round.ts';
import { reclaimCheckedMessage, reclaimsMessage } from './views/reclaim-list.ts';
import { undeliveredMessage } from './views/undelivered.ts';

/** Draws what nudges send: to the people who are asked, and into the admins' channel. */
export const drawNudges: DrawNudges = {
  nudge: (shown) => anywhere(nudgeMessage(shown, { now: null })),
  round: (shown) => {
    const { text, blocks } = roundMessage(shown, { blocks: 'all' });
    return { text, blocks, basic: roundMessage(shown, { blocks: 'basic' }).blocks };
  },
  wrong: (report) => anywhere(wrongMessage(report)),
  reclaims: (list) => anywhere(reclaimsMessage(list)),
  reclaimChecked: (item, zone) => anywhere(reclaimCheckedMessage(item, zone)),
  undelivered: (lost) => anywhere(undeliveredMessage(lost)),
  month: (month, titles) => anywhere(monthMessage(month, titles)),
};

/** What Slack takes in every workspace. */
function anywhere({ text, blocks }: Message): Content {
  return { text, blocks, basic: blocks };
}
