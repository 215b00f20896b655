import { createInterface, cursorTo, clearLine, type Interface } from 'node:readline';
import type { Exchange } from './slack/exchange.ts';
import { renderMessage } from './slack/render/message.ts';
import { colourPaint, plainPaint } from './slack/render/paint.ts';
import type { SlackSandbox } from './slack/server.ts';
import type { TranscriptEvent } from './slack/transcript.ts';

const COMMAND = '/ai-usage';

const HELP = `Type what you would type in Slack, with or without ${COMMAND} in front:

  team=backend            a team's summary
  backend period=7d       the same team, other days
  ${COMMAND} help          what the bot itself says

  exit, or Ctrl-C         stops everything and leaves nothing behind`;

type Input = NodeJS.ReadableStream & { isTTY?: boolean };
type Output = NodeJS.WritableStream & {
  isTTY?: boolean;
  columns?: number;
  hasColors?: () => boolean;
};

/** A terminal in which a person talks to the workspace. */
export interface Terminal {
  print(text: string): void;
  /** Types a command as the person, and waits until it is answered or has failed. */
  ask(line: string, timeoutMs: number): Promise<void>;
  /** Takes lines until the person wants to leave; without a terminal it never ends by itself. */
  converse(): Promise<void>;
}

/** Shows what the bot says to one person in one channel, and takes what they type. */
export function createTerminal(parts: {
  slack: SlackSandbox;
  input: Input;
  output: Output;
  user: string;
  channel: string;
}): Terminal {
  const { slack, input, output, user, channel } = parts;
  const paint = output.isTTY === true && output.hasColors?.() === true ? colourPaint : plainPaint;
  let prompt: Interface | undefined;

  function print(text: string): void {
    if (prompt !== undefined && output.isTTY === true) {
      clearLine(output, 0);
      cursorTo(output, 0);
    }
    output.write(`${text}\n`);
    prompt?.prompt(true);
  }

  slack.transcript.subscribe((event) => {
    const text = describe(event);
    if (text !== undefined) print(text);
  });

  function describe(event: TranscriptEvent): string | undefined {
    switch (event.kind) {
      case 'posted':
      case 'replaced': {
        const width = Math.min(output.columns ?? 92, 104) - 4;
        const text = renderMessage(event.message, { names: slack.names, width, paint });
        const readers = readersOf(event.message.onlyTo);
        const lines = text.split('\n').map((line) => `${paint.bar('▏')} ${line}`.trimEnd());
        return `\n${paint.bold('ai-usage')} ${paint.dim(`APP · ${readers}`)}\n${lines.join('\n')}`;
      }
      case 'failed':
        return `Slack: ${COMMAND} failed with the error “${event.error}”.`;
      case 'refused':
        return paint.dim(`Slack refused a message: ${event.error}. ${event.messages.join(' ')}`);
      default:
        return undefined;
    }
  }

  function readersOf(onlyTo: string | undefined): string {
    if (onlyTo === undefined) return 'for everybody here';
    return onlyTo === user ? 'only visible to you' : `only visible to @${slack.names.user(onlyTo)}`;
  }

  function send(line: string): Promise<Exchange> {
    // Whoever types at a terminal sees the line there already.
    if (prompt === undefined) print(`\n${paint.dim(`@${slack.names.user(user)} >`)} ${line}`);
    return slack.command(line, { user, channel });
  }

  async function ask(line: string, timeoutMs: number): Promise<void> {
    const exchange = await send(line);
    if (exchange.error === undefined) await exchange.answer({ timeoutMs }).catch(() => undefined);
  }

  async function take(typed: string): Promise<'leave' | 'stay'> {
    if (typed === 'exit' || typed === 'quit') return 'leave';
    if (typed === 'help') print(HELP);
    else if (typed.startsWith('/') && !/^\/ai-usage(?:\s|$)/.test(typed)) {
      print(`Slack: ${typed.split(/\s/)[0]} is not a valid command here. Only ${COMMAND} is.`);
    } else if (typed !== '') {
      await send(typed.startsWith('/') ? typed : `${COMMAND} ${typed}`);
    }
    return 'stay';
  }

  function converse(): Promise<void> {
    return new Promise<void>((resolve) => {
      const lines = createInterface({
        input,
        output,
        terminal: input.isTTY === true,
        prompt: '> ',
      });
      if (input.isTTY === true) prompt = lines;
      lines.on('SIGINT', () => resolve());
      lines.on('line', (line) => {
        void take(line.trim()).then((wish) => (wish === 'leave' ? resolve() : prompt?.prompt()));
      });
      lines.on('close', () => {
        // At a terminal this is Ctrl-D; a pipe that has run dry is no wish to leave.
        if (input.isTTY === true) resolve();
      });
      prompt?.prompt();
    }).finally(() => {
      prompt?.close();
      prompt = undefined;
    });
  }

  return { print, ask, converse };
}
