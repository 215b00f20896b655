import type { HomePart } from '../../domain/home.ts';
import {
  divider,
  header,
  lineOf,
  LIMITS,
  passage,
  SPARE,
  type Run,
  type Section,
} from './blocks.ts';
import { actions, buttonElement, type Button } from './buttons.ts';
import { mrkdwn, plain } from './text.ts';

/** The commands behind the buttons of a home, as they are written. */
export type HomeCommands = {
  readonly mine: string;
  readonly teams: string;
  readonly help: string;
  readonly status: string;
  readonly unmatched: string;
  readonly inactive: string;
  readonly subscriptions: string;
  readonly subscribe: string;
  readonly round: string;
  readonly reclaims: string;
  readonly report: (teamId: string) => string;
};

/** Begins a part of a home, under a line. */
export function titled(title: string): Section {
  return {
    parts: [
      { block: divider(), spare: SPARE.rule },
      { block: header(title), spare: 0 },
    ],
    lines: ['', mrkdwn(title)],
  };
}

/** Draws a part, or says why it is not there. */
export function drawPart<T>(
  part: HomePart<T>,
  what: string,
  draw: (value: T) => readonly Section[],
): readonly Section[] {
  if (part.state === 'shown') return draw(part.value);
  return [passage(0, `⚠️ ${what} cannot be shown now: ${plain(part.why, 300)}`)];
}

/** A button that opens a command's answer. */
export function open(label: string, command: string, style?: Button['style']): Button {
  return { does: 'home-run', label, value: command, ...(style && { style }) };
}

/** Buttons in a row; a value that Slack would not take has none. */
export function row(...buttons: readonly Button[]): readonly Section[] {
  const fitting = buttons.filter(isTaken);
  if (fitting.length === 0) return [];
  return [{ parts: [{ block: actions(fitting), spare: SPARE.buttons }], lines: [] }];
}

/** A paragraph with a button beside it. */
export function beside(button: Button, spare: number, ...runs: readonly Run[]): Section {
  const text = { type: 'mrkdwn' as const, text: runs.map(marked).join('') };
  const accessory = isTaken(button) ? { accessory: buttonElement(button, 1) } : {};
  return {
    parts: [{ block: { type: 'section', text, ...accessory }, spare }],
    lines: [lineOf(runs)],
  };
}

function isTaken({ value }: Button): boolean {
  return value.length > 0 && value.length <= LIMITS.buttonValue;
}

/** A run as `lineOf` has it, and bold where that is meant; text from outside in it is plain, and so begins and ends with no space. */
function marked(run: Run): string {
  const isBold = typeof run === 'object' && 'as' in run && run.as === 'bold' && run.text !== '';
  return isBold ? `*${lineOf([run])}*` : lineOf([run]);
}
