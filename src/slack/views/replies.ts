import type { Progress } from '../../domain/answers.ts';
import type { Drawing } from './drawing.ts';
import { bold, code, lineOf, list, paragraph, type Message, type Run } from './blocks.ts';
import { fit } from './fit.ts';
import { count } from './numbers.ts';
import { codeSpan, mrkdwn, plain } from './text.ts';

/** A command that would work, and what it is about, in text from anywhere. */
export type Offer = { readonly command: string; readonly about: string };

type Foot = Pick<Drawing, 'foot'>;

/** Said while vendors are asked or something long is made; the answer takes its place. */
export function progressMessage(progress: Progress): Message {
  const text = progress.kind === 'asking' ? askingText(progress) : workingText(progress);
  return { text: mrkdwn(text), blocks: [paragraph(text)] };
}

function askingText({ about, titles }: Extract<Progress, { kind: 'asking' }>): string {
  const named = titles.map((title) => plain(title));
  return `⏳ Asking ${listText(named) || 'the providers'} about ${plain(about) || 'it'}…`;
}

function workingText({ what, share }: Extract<Progress, { kind: 'working' }>): string {
  const isKnown = share !== null && Number.isFinite(share);
  const part = isKnown ? ` ${Math.floor(Math.min(1, Math.max(0, share)) * 100)} %` : '';
  return `⏳ ${plain(what) || 'Working'}…${part}`;
}

/** What is wrong with a command, where in it, the right form where one part is to blame, and the nearest command that works. */
export function problemMessage(
  wrong: {
    readonly problem: string;
    /** What was typed, in three parts of plain text; null where no word of it is to blame. */
    readonly typed: {
      readonly before: string;
      readonly wrong: string;
      readonly after: string;
    } | null;
    readonly form: string | null;
    readonly corrected: string;
  },
  { foot }: Foot,
): Message {
  const { typed, form } = wrong;
  const problem = plain(wrong.problem, 500);
  const runs: Run[] = [
    ...(typed && typed.wrong !== ''
      ? ['\nYou typed: ', typed.before, bold(typed.wrong), typed.after]
      : []),
    ...(form === null ? [] : ['\nIt goes like this: ', code(commandText(form))]),
    '\nTry: ',
    code(commandText(wrong.corrected)),
  ];
  const section = {
    parts: [{ block: paragraph(problem, ...runs), spare: 0 }],
    lines: [
      mrkdwn(problem),
      ...(form === null ? [] : [`It goes like this: ${codeSpan(commandText(form))}`]),
      `Try: ${codeSpan(commandText(wrong.corrected))}`,
    ],
  };
  return fit([section, ...foot]);
}

export function unknownTeamMessage(
  answer: {
    readonly asked: string;
    readonly known: number;
    readonly offers: readonly Offer[];
    readonly help: string;
  },
  { foot }: Foot,
): Message {
  const none =
    answer.known === 1 ? 'the only team has' : `none of the ${count(answer.known)} teams has`;
  const sentence = `There is no team “${plain(answer.asked)}”: ${none} this name, id or alias.`;
  if (answer.offers.length > 0) return offering(`${sentence} Did you mean:`, answer.offers, foot);
  return offering(sentence, [{ command: answer.help, about: 'what you can ask' }], foot);
}

export function ambiguousTeamMessage(
  answer: { readonly asked: string; readonly offers: readonly Offer[] },
  { foot }: Foot,
): Message {
  return offering(
    `“${plain(answer.asked)}” is the name of ${count(answer.offers.length)} teams. Which one:`,
    answer.offers.slice(0, 10),
    foot,
  );
}

/** One sentence, with what can be done instead under it. */
export function sentenceMessage(sentence: string, { foot }: Foot): Message {
  const text = plain(sentence, 500) || 'There is nothing to show.';
  return fit([{ parts: [{ block: paragraph(text), spare: 0 }], lines: [mrkdwn(text)] }, ...foot]);
}

/** An answer that could not be given: a sentence, and what to quote when asking the people who run the bot. */
export function failureMessage(sentence: string, reference: string): Message {
  const runs: Run[] = [`⚠️ ${plain(sentence, 400)}`, '\nReference: ', code(reference)];
  return { text: lineOf(runs).replace('\n', ' '), blocks: [paragraph(...runs)] };
}

function offering(lead: string, offers: readonly Offer[], foot: Drawing['foot']): Message {
  return fit([offerList([lead], offers), ...foot]);
}

/** Commands with what each is about, under a sentence. */
export function offerList(lead: readonly Run[], offers: readonly Offer[]) {
  const items = offers.map(({ command, about }): Run[] => [
    code(commandText(command)),
    `  ${plain(about, 100)}`,
  ]);
  return {
    parts: [{ block: list(lead, 'bullet', items), spare: 0 }],
    lines: [lineOf(lead), ...items.map((item) => `• ${lineOf(item)}`)],
  };
}

function commandText(command: string): string {
  return plain(command, 250) || '/ai-usage help';
}

function listText(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}
