import { createInterface, cursorTo, clearLine, type Interface } from 'node:readline';
import type { Clock } from './clock/clock.ts';
import type { Exchange } from './slack/exchange.ts';
import { colourPaint } from './slack/render/colour-paint.ts';
import { plainPaint } from './slack/render/paint.ts';
import type { SlackSandbox } from './slack/server.ts';
import { describeEvent } from './terminal/events.ts';
import { move, type Moving, readMoving } from './terminal/channels.ts';
import { readJump, tellClock } from './clock/jump.ts';
import { type Doing, findFilled, findPressedIn, readDoing } from './terminal/modals.ts';
import { findPressed, newestPressable, readPress, type Typed } from './terminal/pressing.ts';
import { findUser, type Role, slackRoles } from './terminal/roles.ts';

const COMMAND = '/ai-usage';

const HELP = `Type what you would type in Slack, with or without ${COMMAND} in front:

  team=backend            a team's summary
  backend period=7d       the same team, other days
  ${COMMAND} help          what the bot itself says

  1, or press 1           presses the button with this number in the newest message
  press 4 windsurf        picks from a menu
  fill 2 mon,thu          fills a field of the open modal; fill 2 alone empties it
  submit, close           sends the open modal, or closes it
  in #random              goes to another channel
  invite #random          takes the bot along; remove and archive do what they say
  clock                   what time it is
  jump 1h, jump 1d        lets time pass; so does jump monday 09:00
  people                  somebody of each role, to try as
  as @bob                 makes you somebody else

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

/**
 * Shows what the bot says, and takes what a person in one channel types and presses. `people` are worth trying as,
 * `clock` is the one to move.
 */
export function createTerminal(parts: {
  slack: SlackSandbox;
  input: Input;
  output: Output;
  user: string;
  channel: string;
  people?: readonly Role[];
  clock?: Clock;
}): Terminal {
  const { slack, input, output } = parts;
  const paint = output.isTTY === true && output.hasColors?.() === true ? colourPaint : plainPaint;
  let { user, channel } = parts;
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
    const width = Math.min(output.columns ?? 92, 104) - 4;
    const { events } = slack.transcript;
    const reader = { names: slack.names, paint, width, user, channel, command: COMMAND, events };
    const text = describeEvent(event, reader);
    if (text !== undefined) print(text);
  });

  function send(line: string): Promise<Exchange> {
    // Whoever types at a terminal sees the line there already.
    if (prompt === undefined) print(`\n${paint.dim(`@${slack.names.user(user)} >`)} ${line}`);
    return slack.command(line, { user, channel });
  }

  async function ask(line: string, timeoutMs: number): Promise<void> {
    const exchange = await send(line);
    if (exchange.error === undefined) await exchange.answer({ timeoutMs }).catch(() => undefined);
  }

  async function press(typed: Typed): Promise<void> {
    const view = slack.openViews(user).at(-1);
    if (view !== undefined) {
      const inside = findPressedIn(view, typed);
      if (typeof inside === 'string') return print(inside);
      await slack.press(view, inside, { user });
      return;
    }
    const message = newestPressable(slack.transcript.events, user);
    if (message === undefined) return print('There is nothing to press yet.');
    const what = findPressed(message, typed);
    if (typeof what === 'string') return print(what);
    await slack.press(message, what, { user });
  }

  async function useModal(doing: Doing): Promise<void> {
    const view = slack.openViews(user).at(-1);
    if (view === undefined) return print('No modal is open.');
    if (doing.do === 'submit') await slack.submit(view, {}, { user });
    else if (doing.do === 'close') await slack.closeView(view, { user });
    else {
      const values = findFilled(view, doing);
      if (typeof values === 'string') return print(values);
      await slack.fill(view, values, { user });
    }
  }

  function goOrChange(moving: Moving): void {
    const gone = move(slack, moving);
    if (gone === undefined) return;
    channel = gone.id;
    print(`You are in #${gone.name} now.`);
  }

  async function useClock(typed: string): Promise<void> {
    const { clock } = parts;
    if (clock === undefined) return print('There is no clock to move here.');
    const zone = slack.users.find(({ id }) => id === user)?.tz ?? 'Etc/UTC';
    const by = readJump(typed, clock.now(), zone);
    if (typeof by === 'string') return print(by);
    if (by !== undefined) await clock.jump(by);
    print(tellClock(clock, zone));
  }

  function become(name: string): void {
    const found = findUser(slack.users, name);
    if (found === undefined) return print(`Nobody here is called ${name}; people lists some.`);
    user = found.id;
    prompt?.setPrompt(promptText());
    print(`You are @${found.handle} now.`);
  }

  function listPeople(): void {
    const lines = (parts.people ?? slackRoles(slack.users)).map(
      ({ user: id, note }) => `  as @${slack.names.user(id)}`.padEnd(26) + note,
    );
    print(lines.join('\n'));
  }

  async function take(typed: string): Promise<'leave' | 'stay'> {
    const pressed = readPress(typed);
    const doing = readDoing(typed);
    const moving = readMoving(typed);
    const name = /^as\s+(\S+)$/i.exec(typed)?.[1];
    if (typed === 'exit' || typed === 'quit') return 'leave';
    if (typed === 'help') print(HELP);
    else if (typed === 'people') listPeople();
    else if (name !== undefined) become(name);
    else if (/^(?:clock|jump)(?:\s|$)/i.test(typed)) await useClock(typed);
    else if (pressed !== undefined) await press(pressed);
    else if (moving !== undefined) goOrChange(moving);
    else if (doing !== undefined) await useModal(doing);
    else if (typed.startsWith('/') && !/^\/ai-usage(?:\s|$)/.test(typed)) {
      print(`Slack: ${typed.split(/\s/)[0]} is not a valid command here. Only ${COMMAND} is.`);
    } else if (typed !== '') {
      await send(typed.startsWith('/') ? typed : `${COMMAND} ${typed}`);
    }
    return 'stay';
  }

  function promptText(): string {
    return `@${slack.names.user(user)} > `;
  }

  function converse(): Promise<void> {
    return new Promise<void>((resolve) => {
      const lines = createInterface({
        input,
        output,
        terminal: input.isTTY === true,
        prompt: promptText(),
      });
      if (input.isTTY === true) prompt = lines;
      lines.on('SIGINT', () => resolve());
      lines.on('line', (line) => {
        void take(line.trim())
          .catch((error: unknown) => {
            print(error instanceof Error ? error.message : String(error));
            return 'stay' as const;
          })
          .then((wish) => (wish === 'leave' ? resolve() : prompt?.prompt()));
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
