import type { Check } from './check.ts';
import { open, right } from './finding.ts';
import { refusedBy } from './refused-by.ts';

/** Whether Slack takes the bot token, and whose it is. */
export const slackTokenCheck: Check = {
  subject: 'SLACK_BOT_TOKEN',
  async look({ slack, isAsSet }) {
    const setting = 'SLACK_BOT_TOKEN';
    if (!isAsSet(setting)) return [open(setting, 'it is not set right')];
    try {
      const { bot, workspace } = await slack.identity();
      return [right(setting, `taken: it is ${bot}’s in ${workspace}`)];
    } catch (thrown) {
      return [
        refusedBy(
          setting,
          thrown,
          'copy the bot token from “OAuth & Permissions” of your Slack app',
        ),
      ];
    }
  },
};

/** Whether Slack takes the token for Socket Mode; a signing secret shows itself only when Slack posts something. */
export const slackConnectionCheck: Check = {
  subject: 'SLACK_APP_TOKEN',
  async look({ slack, settings, isAsSet }) {
    const { connection } = settings.config.slack;
    if (connection.mode === 'http') {
      const setting = 'SLACK_SIGNING_SECRET';
      if (!isAsSet(setting)) return [open('SLACK_APP_TOKEN', 'it is not set right')];
      return [
        open(
          setting,
          'Slack tells nobody whether it is right: type /ai-usage help once the bot runs',
        ),
      ];
    }
    const setting = 'SLACK_APP_TOKEN';
    try {
      await slack.connection(connection.appToken);
      return [right(setting, 'taken: Socket Mode can connect')];
    } catch (thrown) {
      const mend =
        'make an app-level token under “Basic Information”, with the scope connections:write, and turn Socket Mode on';
      return [refusedBy(setting, thrown, mend)];
    }
  },
};
