import type {
  AllMiddlewareArgs,
  BlockAction,
  SlackActionMiddlewareArgs,
  UsersSelectAction,
} from '@slack/bolt';
import type { Actor } from '../../domain/access.ts';
import type { Nudges } from '../../domain/nudge-questions.ts';
import type { Logger } from '../../log.ts';
import type { Answering } from '../commands/answering.ts';
import {
  awayAnswer,
  notInRoundAnswer,
  notOpenedAnswer,
  nudgeDeadEndAnswer,
  nudgeLogAnswer,
  nudgeSkippedAnswer,
  reclaimDecidedAnswer,
  reclaimsAnswer,
  roundAnswer,
  roundDecidedAnswer,
  tipsAnswer,
} from '../commands/nudge-answers.ts';
import { parseCommandLine } from '../command-line.ts';
import type { Conversation } from '../conversation.ts';
import { awayForm } from '../views/nudge-forms.ts';
import { LOGGED } from '../views/nudge-log.ts';
import { nudgeMemoOf } from './nudge-memo.ts';
import { below, presserOf } from './asker-of.ts';
import { acknowledge } from '../acknowledge.ts';
import { doesOf, numberIn, type PressListener } from './button-press.ts';

type Parts = {
  readonly nudges: Nudges;
  readonly answering: Answering;
  readonly log: Logger;
};

type PersonPicked = SlackActionMiddlewareArgs<BlockAction<UsersSelectAction>> & AllMiddlewareArgs;

/** The action ids of what admins press under rounds, reclaims and the log, and of anybody's own tips; see views/buttons.ts. */
export const ROUND_PRESSES =
  /^(?:(?:approve|decline|more)-round|reclaim-(?:done|keep)|more-reclaims|more-log|tips|go-away|come-back)-\d+$/;

/** The action id of the menu that takes somebody out of a round. */
export const SKIP_PERSON = 'skip-person';

/**
 * Answers what is pressed in the admins' channel or under an admin's own answer. What was decided takes the place of the
 * message, for everybody who sees it; that somebody may not is said to them alone.
 */
export function createPressRound({ nudges, answering, log }: Parts): PressListener {
  return async ({ action, body, ack, client }) => {
    await acknowledge(ack, 'A button', log);
    const does = doesOf(action);
    const presser = presserOf(body, { verb: does, client, log });
    if (does === 'go-away') {
      const { trigger_id } = body;
      const { responseUrl } = presser;
      const view = awayForm(nudgeMemoOf({ nudgeId: null, seat: null, responseUrl }));
      try {
        if (body.view?.type === 'modal') await client.views.push({ trigger_id, view });
        else await client.views.open({ trigger_id, view });
        return;
      } catch (error) {
        log.warn({ error }, 'A form could not be opened.');
      }
    }
    // One's own summary stays where it is.
    const asker = OWN.has(does) ? below(presser) : presser;
    await answering(asker, (actor, conversation) =>
      act(does, action.value ?? '', actor, conversation),
    );
  };

  async function act(
    does: string,
    value: string,
    actor: Actor,
    { answer }: Conversation,
  ): Promise<string> {
    const [first = '', second = ''] = value.split(':');
    switch (does) {
      case 'approve-round':
      case 'decline-round': {
        const verdict = does === 'approve-round' ? 'approve' : 'decline';
        const result = await nudges.decideRound(actor, numberIn(first), verdict);
        const isDone = result.kind === 'round-decided';
        await answer((blocks) => roundDecidedAnswer(result, { blocks }), placeIf(isDone));
        return `${verdict}: ${result.kind}`;
      }
      case 'more-round': {
        const result = await nudges.previewRound(actor);
        await answer((blocks) => roundAnswer(result, { blocks }, numberIn(second)));
        return result.kind;
      }
      case 'reclaim-done':
      case 'reclaim-keep': {
        const verdict = does === 'reclaim-done' ? 'done' : 'keep';
        const result = await nudges.decideReclaim(actor, numberIn(first), verdict);
        const isDone = result.kind === 'reclaim-decided';
        await answer(() => reclaimDecidedAnswer(result, second === 'alone'), placeIf(isDone));
        return `${verdict}: ${result.kind}`;
      }
      case 'more-reclaims': {
        const result = await nudges.listReclaims(actor);
        await answer(() => reclaimsAnswer(result, numberIn(first)));
        return result.kind;
      }
      case 'more-log': {
        const [before = ''] = value.split(' ');
        const parsed = parseCommandLine(value.slice(before.length), []);
        const command = parsed.ok && parsed.command.verb === 'nudges' ? parsed.command : LOG;
        const ask = { person: command.user, limit: LOGGED, before: numberIn(before) };
        const result = await nudges.listNudgeLog(actor, ask);
        await answer(() => nudgeLogAnswer(result, command));
        return result.kind;
      }
      case 'go-away':
        await answer(() => notOpenedAnswer());
        return 'no-form';
      case 'come-back': {
        const result = await nudges.setAway(actor, null);
        await answer(() => awayAnswer(result));
        return result.kind;
      }
      default: {
        const result = await nudges.setTips(actor, value === 'on');
        await answer(() => tipsAnswer(result));
        return result.kind;
      }
    }
  }
}

/** Takes whoever is picked out of the round whose message has the menu. */
export function createSkipPerson({ nudges, answering, log }: Parts) {
  return async ({ action, body, client, ack }: PersonPicked): Promise<void> => {
    await acknowledge(ack, 'A menu', log);
    const roundId = numberIn(action.block_id.replace(/^round-/, ''));
    await answering(
      presserOf(body, { verb: SKIP_PERSON, client, log }),
      async (actor, { answer }) => {
        const found = await nudges.previewRound(actor);
        if (found.kind !== 'round') {
          await answer(() => nudgeDeadEndAnswer(found));
          return found.kind;
        }
        const { round, nudges: all } = found.shown;
        const nudge = all.find(({ slackUserId }) => slackUserId === action.selected_user);
        if (!nudge || round?.id !== roundId) {
          await answer(() => notInRoundAnswer());
          return 'not-in-round';
        }
        const result = await nudges.skipNudge(actor, nudge.id);
        const isDone = result.kind === 'nudge-skipped';
        await answer((blocks) => nudgeSkippedAnswer(result, { blocks }), placeIf(isDone));
        return result.kind;
      },
    );
  };
}

const OWN = new Set(['tips', 'go-away', 'come-back']);

const LOG = { verb: 'nudges', action: 'log', user: null } as const;

function placeIf(isDone: boolean): 'place' | 'asker' {
  return isDone ? 'place' : 'asker';
}
