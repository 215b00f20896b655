import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewClosedAction } from '@slack/bolt';
import type { Actor } from '../../domain/access.ts';
import type { Questions } from '../../domain/answers.ts';
import type { Digests } from '../../domain/digests.ts';
import type { Homes } from '../../domain/home.ts';
import type { Nudges } from '../../domain/nudge-questions.ts';
import { toAppError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import type { ShowHomePage } from '../home-page.ts';
import * as words from '../views/home-words.ts';
import { askerOf } from './asker-of.ts';
import { acknowledge } from '../acknowledge.ts';
import { doesOf, numberIn, type PressListener } from './button-press.ts';

type Parts = {
  readonly questions: Pick<Questions, 'setListed'>;
  readonly digests: Digests;
  readonly nudges: Nudges;
  readonly homes: Homes;
  readonly showHomePage: ShowHomePage;
  readonly log: Logger;
};

/** The action ids of the buttons in a home that change something and draw it anew; see views/buttons.ts. */
export const HOME_PRESSES = /^home-(?:refresh|list|tips|resume|retry|arrived|resend|sync)-\d+$/;

/** Does what is pressed in a home, and draws it anew with a word on that. The services know who may. */
export function createPressHome(parts: Parts): PressListener {
  const { questions, digests, nudges, homes, showHomePage, log } = parts;
  return async ({ action, body, client, ack }) => {
    await acknowledge(ack, 'A button', log);
    const does = doesOf(action);
    const asker = askerOf(body, { verb: does, responseUrl: '', replaces: 'view' });
    const value = action.value ?? '';
    const act = does === 'home-refresh' ? null : (actor: Actor) => tryIt(does, value, actor);
    await showHomePage({ ...asker, client, isEmpty: false, act });
  };

  /** What went wrong is said above the home, which holds all the same. */
  async function tryIt(does: string, value: string, actor: Actor): Promise<string> {
    try {
      return await doIt(does, value, actor);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'internal') throw thrown;
      return `⚠️ ${error.message}`;
    }
  }

  async function doIt(does: string, value: string, actor: Actor): Promise<string> {
    switch (does) {
      case 'home-list':
        return words.listedWords(await questions.setListed(actor, value === 'on'));
      case 'home-tips':
        return words.tipsWords(await nudges.setTips(actor, value === 'on'));
      case 'home-resume':
        return words.resumedWords(await digests.resumeSubscription(actor, numberIn(value)));
      case 'home-retry':
        return words.retriedWords(await homes.retryDelivery(actor, value));
      case 'home-sync':
        return words.syncWords(await homes.retrySync(actor));
      default: {
        const arrived = does === 'home-arrived';
        return words.decidedWords(await digests.decideDelivery(actor, value, arrived));
      }
    }
  }
}

/** Brings the home up to date once an answer that lay over it is closed: something may have been decided there. */
export function createCloseAnswer({ showHomePage, log }: Pick<Parts, 'showHomePage' | 'log'>) {
  return async ({
    ack,
    body,
    client,
  }: SlackViewMiddlewareArgs<ViewClosedAction> & AllMiddlewareArgs): Promise<void> => {
    await acknowledge(ack, 'A closed modal', log);
    const asker = askerOf(body, { verb: 'home', responseUrl: '', replaces: 'view' });
    await showHomePage({ ...asker, client, isEmpty: false, act: null });
  };
}
