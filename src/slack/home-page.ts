import { setTimeout as pause } from 'node:timers/promises';
import type { types, webApi } from '@slack/bolt';
import { refusalOf, type Actor } from '../domain/access.ts';
import type { Questions } from '../domain/answers.ts';
import type { Homes } from '../domain/home.ts';
import type { Logger } from '../log.ts';
import { callFailure } from './call-failure.ts';
import type { Answering } from './commands/answering.ts';
import { homeAnswer } from './commands/home-answer.ts';
import type { Delivery, Respond } from './respond.ts';
import type { Message } from './views/blocks.ts';
import { loadingHome, noHome } from './views/home.ts';

type Parts = {
  readonly questions: Pick<Questions, 'identifyActor'>;
  readonly homes: Homes;
  readonly answering: Answering;
  readonly log: Logger;
};

/** Somebody before their Home tab. */
export type Visit = {
  readonly client: webApi.WebClient;
  readonly slackUserId: string;
  readonly slackTeamId: string;
  /** What is counted. */
  readonly verb: string;
  /** Whether nothing is there yet. */
  readonly isEmpty: boolean;
  /** What they have pressed: done before the home is drawn anew; gives what is said of it. */
  readonly act: ((actor: Actor) => Promise<string>) | null;
};

/** Publishes somebody's home. Whatever goes wrong ends in a home that says so, never in a throw. */
export type ShowHomePage = (visit: Visit) => Promise<void>;

/** A home that is being made because it was opened, and whether that has happened again since. */
type Opening = { again: Visit | null; done: Promise<void> };

/** So long somebody may look at what was there before. */
const STILL_MS = 1000;

export function createHomePage({ questions, homes, answering, log }: Parts): ShowHomePage {
  /** The newest visit of each person; what an older one comes with is out of date. */
  const newest = new Map<string, symbol>();
  const opening = new Map<string, Opening>();

  async function visit(visit: Visit): Promise<void> {
    const { client, slackUserId, slackTeamId, verb, isEmpty, act } = visit;
    const turn = Symbol(slackUserId);
    newest.set(slackUserId, turn);
    const put = async (message: Message): Promise<Delivery> =>
      newest.get(slackUserId) === turn
        ? publish(client, slackUserId, message, log)
        : { kind: 'taken' };
    const made = new AbortController();
    const { signal } = made;
    const loading = pause(isEmpty ? 0 : STILL_MS, null, { signal, ref: false })
      .then(() => put(loadingHome()))
      .catch(() => undefined);
    let isWhole = false;
    const via = (): Respond => async (reply) => {
      const { text, blocks = [] } = reply;
      made.abort();
      await loading;
      const message = { text, blocks };
      return put(isWhole ? message : noHome(message, await isRefused(slackUserId, slackTeamId)));
    };
    const where = { responseUrl: '', replaces: 'view', isLong: false } as const;
    await answering(
      { slackUserId, slackTeamId, verb, ...where, via },
      async (actor, { answer }) => {
        const remark = act ? await act(actor) : null;
        const result = await homes.showHome(actor);
        isWhole = result.kind === 'home';
        await answer(() => homeAnswer(result, remark));
        return act ? 'home: pressed' : 'home';
      },
    );
    made.abort();
    await loading;
    if (newest.get(slackUserId) === turn) newest.delete(slackUserId);
  }

  /** Whether somebody gets no home at all; not so where that cannot be told. */
  function isRefused(slackUserId: string, slackTeamId: string): Promise<boolean> {
    return questions.identifyActor(slackUserId, slackTeamId).then(
      (actor) => refusalOf(actor) !== null,
      () => false,
    );
  }

  return async (asked) => {
    const { slackUserId, act } = asked;
    if (act) return visit(asked);
    // Whoever goes back and forth gets one more when the one that is being made is there.
    const before = opening.get(slackUserId);
    if (before) {
      before.again = asked;
      return before.done;
    }
    const turn: Opening = { again: null, done: Promise.resolve() };
    turn.done = openUntilQuiet(asked, turn);
    opening.set(slackUserId, turn);
    return turn.done;
  };

  async function openUntilQuiet(first: Visit, turn: Opening): Promise<void> {
    try {
      for (let next: Visit | null = first; next; next = turn.again) {
        turn.again = null;
        await visit(next);
      }
    } finally {
      opening.delete(first.slackUserId);
    }
  }
}

async function publish(
  client: webApi.WebClient,
  slackUserId: string,
  { blocks }: Message,
  log: Logger,
): Promise<Delivery> {
  try {
    const view = {
      type: 'home' as const,
      // Views draw a home of blocks that Slack's types know.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      blocks: [...blocks] as types.KnownBlock[],
    };
    await client.views.publish({ user_id: slackUserId, view });
    return { kind: 'taken' };
  } catch (thrown) {
    const error = callFailure(thrown, 'views.publish');
    log.warn({ error }, 'A home could not be published.');
    return { kind: 'lost', error: String(error.context['slackError'] ?? error.code) };
  }
}
