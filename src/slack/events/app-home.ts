import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { ShowHomePage } from '../home-page.ts';

type Listener = (
  args: SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs,
) => Promise<void>;

/** Brings somebody's home up to date whenever they open it. */
export function createAppHome({ showHomePage }: { readonly showHomePage: ShowHomePage }): Listener {
  return async ({ event, body, client }) => {
    if (event.tab !== 'home') return;
    const isEmpty = event.view === undefined;
    const visitor = { slackUserId: event.user, slackTeamId: body.team_id, verb: 'home' };
    await showHomePage({ ...visitor, client, isEmpty, act: null });
  };
}
