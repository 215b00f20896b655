import type { BlockAction, ViewSubmitAction } from '@slack/bolt';
import type { Asker } from '../commands/answering.ts';

/**
 * Whoever presses something, which is to do `verb`; the answer takes the place of the message with the button where nobody
 * but the presser sees that.
 */
export function presserOf(body: BlockAction, verb: string): Asker {
  const isOwn = body.container['is_ephemeral'] === true;
  return askerOf(body, {
    verb,
    responseUrl: body.response_url,
    replaces: isOwn ? 'pressed' : 'nothing',
  });
}

/** Whoever has filled in a form, which knows where its answer goes. */
export function askerOf(
  { user, team }: Pick<BlockAction | ViewSubmitAction, 'user' | 'team'>,
  where: Pick<Asker, 'verb' | 'responseUrl' | 'replaces'>,
): Asker {
  return {
    slackUserId: user.id,
    slackTeamId: user.team_id ?? team?.id ?? '',
    isLong: false,
    ...where,
  };
}
