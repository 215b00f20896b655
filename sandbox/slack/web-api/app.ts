import { IDENTITY } from '../workspace.ts';
import type { Method } from './method.ts';

/** https://docs.slack.dev/reference/methods/auth.test */
export const authTest: Method = {
  token: 'bot',
  run: () => ({
    ok: true,
    url: `https://${IDENTITY.teamDomain}.slack.com/`,
    team: IDENTITY.team,
    team_id: IDENTITY.teamId,
    user: IDENTITY.botName,
    user_id: IDENTITY.botUserId,
    bot_id: IDENTITY.botId,
    is_enterprise_install: false,
  }),
};

/** https://docs.slack.dev/reference/methods/apps.connections.open */
export const appsConnectionsOpen: Method = {
  token: 'app',
  run: ({ issueSocketUrl }) => ({ ok: true, url: issueSocketUrl() }),
};
