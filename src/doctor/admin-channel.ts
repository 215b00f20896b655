import type { Check } from './check.ts';
import { open, right, unset, wrong } from './finding.ts';
import { refusedBy } from './refused-by.ts';

const SETTING = 'ADMIN_CHANNEL';

/** Whether the bot can post into the admins' channel, and nobody else reads there. */
export const adminChannelCheck: Check = {
  subject: SETTING,
  async look({ slack, settings, isAsSet }) {
    const { adminChannel } = settings.config;
    if (!isAsSet(SETTING)) return [open(SETTING, 'it is not set right')];
    if (adminChannel === null) {
      return [unset(SETTING, 'admins see nudge rounds only where they ask for them')];
    }
    if (!isAsSet('SLACK_BOT_TOKEN')) return [open(SETTING, 'SLACK_BOT_TOKEN is not set right')];
    let channel;
    try {
      channel = await slack.channel(adminChannel);
    } catch (thrown) {
      return [refusedBy(SETTING, thrown, 'mend SLACK_BOT_TOKEN and its scopes first')];
    }
    if (!channel) {
      return [
        wrong(
          SETTING,
          `the bot sees no channel ${adminChannel}`,
          'invite the bot there if it is private (/invite), or copy the id from the foot of the channel’s details',
        ),
      ];
    }
    const { name, isArchived, isMember, isShared } = channel;
    if (isArchived) return [wrong(SETTING, `#${name} is archived`, 'name another channel')];
    if (!isMember)
      return [wrong(SETTING, `the bot is not in #${name}`, 'invite it there: /invite')];
    if (isShared) {
      return [
        wrong(
          SETTING,
          `people of other organizations read #${name}`,
          'name a channel of your own: what comes there names people',
        ),
      ];
    }
    return [right(SETTING, `the bot is in #${name}`)];
  },
};
