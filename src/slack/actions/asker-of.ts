import type { BlockAction, ViewSubmitAction, webApi } from '@slack/bolt';
import type { Logger } from '../../log.ts';
import type { Asker } from '../commands/answering.ts';
import { answerInView } from './answer-view.ts';

type Place = {
  /** What the press is to do. */
  readonly verb: string;
  readonly client: webApi.WebClient;
  readonly log: Logger;
};

/**
 * Whoever presses something; the answer takes the place of the message with the button where nobody but the presser sees
 * that, and of what stands in the modal that it is pressed in.
 */
export function presserOf(body: BlockAction, { verb, ...place }: Place): Asker {
  const { view } = body;
  if (view?.type === 'modal') {
    const via = () => answerInView({ ...place, viewId: view.id, title: view.title.text });
    return askerOf(body, { verb, responseUrl: '', replaces: 'view', via });
  }
  const isOwn = body.container['is_ephemeral'] === true;
  return askerOf(body, {
    verb,
    responseUrl: body.response_url,
    replaces: isOwn ? 'pressed' : 'nothing',
  });
}

/** The same, where what was pressed stays; in a modal nothing can stand below it. */
export function below(asker: Asker): Asker {
  return asker.replaces === 'view' ? asker : { ...asker, replaces: 'nothing' };
}

/** Whoever has filled in a form, which knows where its answer goes. */
export function askerOf(
  { user, team }: Pick<BlockAction | ViewSubmitAction, 'user' | 'team'>,
  where: Pick<Asker, 'verb' | 'responseUrl' | 'replaces' | 'via'>,
): Asker {
  return {
    slackUserId: user.id,
    slackTeamId: user.team_id ?? team?.id ?? '',
    isLong: false,
    ...where,
  };
}
