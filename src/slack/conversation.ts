import { setImmediate as tick } from 'node:timers/promises';
import type { Progress } from '../domain/answers.ts';
import type { Logger } from '../log.ts';
import type { BlockMemory } from './block-memory.ts';
import type { Delivery, Respond } from './respond.ts';
import type { Message } from './views/blocks.ts';
import { progressMessage } from './views/replies.ts';

/** Draws a message; with `basic` without the blocks that some workspaces refuse. */
type Draw<Blocks = 'all' | 'basic'> = (blocks: Blocks) => Message;

/** One command's side of the talk: progress, which may be said more than once, and then the answer in its place. */
export type Conversation = {
  readonly progress: (progress: Progress) => void;
  /**
   * Sends the answer; to the `place` of the message whose button was pressed, for everybody who sees that. `draw` is asked for
   * a plainer one where Slack does not take the first; only what it throws is thrown.
   */
  readonly answer: (draw: Draw, to?: 'asker' | 'channel' | 'place') => Promise<void>;
};

// Of five uses of a response_url two are for progress; three are left for an answer and its two plainer forms.
const PROGRESS_MESSAGES = 2;

/**
 * What an answer takes the place of: the message whose button was pressed; what was said before it to a typed command; a
 * modal or a Home tab, which take neither charts nor tables; or nothing. After a press, Slack replaces nothing but the
 * message with the button, which others may see too.
 */
export type Replaces = 'pressed' | 'said' | 'view' | 'nothing';

export function createConversation(parts: {
  readonly respond: Respond;
  readonly memory: BlockMemory;
  readonly slackTeamId: string;
  readonly replaces: Replaces;
  /** The answer did not reach Slack. */
  readonly onLost?: () => void;
  readonly log: Logger;
}): Conversation {
  const { respond, memory, slackTeamId, replaces, log } = parts;
  let wanted: Progress | null = null;
  let said = 0;
  // What is not replaced stays where it is: once is enough.
  const most = replaces === 'nothing' ? 1 : PROGRESS_MESSAGES;
  let shown = replaces === 'pressed' || replaces === 'view';
  let answered = false;
  let saying: Promise<void> | null = null;

  async function sayProgress(): Promise<void> {
    // What is asked for in the same turn is said in one message.
    await tick();
    while (wanted !== null && said < most) {
      const progress = wanted;
      wanted = null;
      said += 1;
      const { kind } = await respond({
        ...progressMessage(progress),
        to: 'asker',
        replaces: shown,
      });
      shown ||= replaces === 'said' && kind === 'taken';
    }
    saying = null;
  }

  type Send = (message: { text: string; blocks?: Message['blocks'] }) => Promise<Delivery>;

  async function sendPlainer(draw: Draw<'basic'>, whole: Message, send: Send): Promise<Delivery> {
    if (isRefusable(whole)) {
      const basic = await send(draw('basic'));
      if (basic.kind === 'taken') memory.remember(slackTeamId);
      if (basic.kind !== 'refused') return basic;
    }
    return send({ text: whole.text });
  }

  return {
    progress: (progress) => {
      if (answered) return;
      wanted = progress;
      saying ??= sayProgress();
    },
    answer: async (draw, to = 'asker') => {
      answered = true;
      wanted = null;
      await saying;
      // What the channel gets stands below what the asker sees, and takes no place.
      const place = replaces === 'pressed' ? 'asker' : 'channel';
      const send: Send = (message) =>
        to === 'place'
          ? respond({ ...message, to: place, replaces: true })
          : respond({ ...message, to, replaces: to === 'asker' && shown });
      const isBasic = replaces === 'view' || memory.refuses(slackTeamId);
      const message = draw(isBasic ? 'basic' : 'all');
      let delivery = await send(message);
      if (delivery.kind === 'refused') {
        log.warn({ error: delivery.error }, 'Slack did not take an answer; sending a plainer one.');
        delivery = await sendPlainer(draw, message, send);
      }
      if (delivery.kind !== 'taken') {
        parts.onLost?.();
        log.error({ error: delivery.error }, 'An answer could not be brought to Slack.');
      }
    },
  };
}

const REFUSED_BY_SOME: ReadonlySet<string> = new Set(['data_visualization', 'data_table', 'table']);

function isRefusable({ blocks }: Message): boolean {
  return blocks.some(({ type }) => REFUSED_BY_SOME.has(type));
}
