import { setImmediate as tick } from 'node:timers/promises';
import type { Progress } from '../domain/answers.ts';
import type { Logger } from '../log.ts';
import type { ChartMemory } from './chart-memory.ts';
import type { Delivery, Respond } from './respond.ts';
import type { Message } from './views/blocks.ts';
import { progressMessage } from './views/replies.ts';

/** One command's side of the talk: progress, which may be said more than once, and then the answer in its place. */
export type Conversation = {
  readonly progress: (progress: Progress) => void;
  /** Sends the answer. `render` is asked for a plainer one where Slack does not take the first; only what it throws is thrown. */
  readonly answer: (render: (charts: 'native' | 'text') => Message) => Promise<void>;
};

// Of five uses of a response_url two are for progress; three are left for an answer and its two plainer forms.
const PROGRESS_MESSAGES = 2;

export function createConversation(parts: {
  readonly respond: Respond;
  readonly charts: ChartMemory;
  readonly slackTeamId: string;
  readonly log: Logger;
}): Conversation {
  const { respond, charts, slackTeamId, log } = parts;
  let wanted: Progress | null = null;
  let said = 0;
  let shown = false;
  let answered = false;
  let saying: Promise<void> | null = null;

  async function sayProgress(): Promise<void> {
    // What is asked for in the same turn is said in one message.
    await tick();
    while (wanted !== null && said < PROGRESS_MESSAGES) {
      const progress = wanted;
      wanted = null;
      said += 1;
      const { kind } = await respond({ ...progressMessage(progress), replaces: shown });
      shown ||= kind === 'taken';
    }
    saying = null;
  }

  async function send(message: { text: string; blocks?: Message['blocks'] }): Promise<Delivery> {
    return respond({ ...message, replaces: shown });
  }

  async function sendPlainer(
    render: (charts: 'text') => Message,
    native: Message,
  ): Promise<Delivery> {
    if (hasChart(native)) {
      const text = await send(render('text'));
      if (text.kind === 'taken') charts.remember(slackTeamId);
      if (text.kind !== 'refused') return text;
    }
    return send({ text: native.text });
  }

  return {
    progress: (progress) => {
      if (answered) return;
      wanted = progress;
      saying ??= sayProgress();
    },
    answer: async (render) => {
      answered = true;
      wanted = null;
      await saying;
      const message = render(charts.refuses(slackTeamId) ? 'text' : 'native');
      let delivery = await send(message);
      if (delivery.kind === 'refused') {
        log.warn({ error: delivery.error }, 'Slack did not take an answer; sending a plainer one.');
        delivery = await sendPlainer(render, message);
      }
      if (delivery.kind !== 'taken') {
        log.error({ error: delivery.error }, 'An answer could not be brought to Slack.');
      }
    },
  };
}

function hasChart({ blocks }: Message): boolean {
  return blocks.some(({ type }) => type === 'data_visualization');
}
