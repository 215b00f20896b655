import type { Progress } from '../../domain/answers.ts';
import { PERIOD_FORMS } from '../../domain/period.ts';
import { list, paragraph, type Message, type Run } from './blocks.ts';
import { count } from './numbers.ts';
import { codeSpan, mrkdwn, plain } from './text.ts';

/** A command that would work, and what it is about, in text from anywhere. */
export type Offer = { readonly command: string; readonly about: string };

/** Said while vendors are asked; the answer takes its place. */
export function progressMessage({ team, titles }: Progress): Message {
  const named = titles.map((title) => plain(title));
  const text = `⏳ Asking ${listText(named) || 'the providers'} about ${plain(team)}…`;
  return { text: mrkdwn(text), blocks: [paragraph(text)] };
}

/** What is wrong with a command, the right form where one part is to blame, and the nearest command that works. */
export function problemMessage(wrong: {
  readonly problem: string;
  readonly form: string | null;
  readonly corrected: string;
}): Message {
  const problem = plain(wrong.problem, 500);
  const rows: [string, string][] = [
    ...(wrong.form === null ? [] : [['It goes like this:', wrong.form] as [string, string]]),
    ['Try:', wrong.corrected],
  ];
  return {
    text: [
      mrkdwn(problem),
      ...rows.map(([lead, command]) => `${lead} ${codeSpan(commandText(command))}`),
    ].join('\n'),
    blocks: [
      paragraph(
        problem,
        ...rows.flatMap(([lead, command]): Run[] => [`\n${lead} `, code(command)]),
      ),
    ],
  };
}

export function unknownTeamMessage(answer: {
  readonly asked: string;
  readonly known: number;
  readonly offers: readonly Offer[];
  readonly help: string;
}): Message {
  const none =
    answer.known === 1 ? 'the only team has' : `none of the ${count(answer.known)} teams has`;
  const sentence = `There is no team “${plain(answer.asked)}”: ${none} this name, id or alias.`;
  if (answer.offers.length > 0) return offering(`${sentence} Did you mean:`, answer.offers);
  return offering(sentence, [{ command: answer.help, about: 'what you can ask' }]);
}

export function ambiguousTeamMessage(answer: {
  readonly asked: string;
  readonly offers: readonly Offer[];
}): Message {
  return offering(
    `“${plain(answer.asked)}” is the name of ${count(answer.offers.length)} teams. Which one:`,
    answer.offers.slice(0, 10),
  );
}

export function noTeamsMessage(why: string): Message {
  const text = plain(why, 500) || 'There is no team yet.';
  return { text: mrkdwn(text), blocks: [paragraph(text)] };
}

/** What can be asked today, by example. */
export function helpMessage(help: {
  readonly examples: readonly Offer[];
  readonly providers: readonly string[];
}): Message {
  const lead = 'I tell how a team uses its AI coding assistants. Ask me like this:';
  const message = offering(lead, help.examples);
  const providers = [...help.providers.map((id) => plain(id, 40)), 'all'].join(', ');
  const keys: [string, string][] = [
    ['period', `${PERIOD_FORMS}. Without it: 28d, the 28 days up to yesterday.`],
    ['provider', `${providers}. Without it: all.`],
    ['team', 'the name, id or alias of a team; with spaces, put it in quotes.'],
  ];
  return {
    text: [message.text, ...keys.map(([key, text]) => `${key}= ${mrkdwn(text)}`)].join('\n'),
    blocks: [
      ...message.blocks,
      paragraph(
        ...keys.flatMap(([key, text], index): Run[] => [
          index > 0 ? '\n' : '',
          { text: `${key}=`, as: 'code' },
          ` ${text}`,
        ]),
      ),
    ],
  };
}

/** An answer that could not be given: a sentence, and what to quote when asking the people who run the bot. */
export function failureMessage(sentence: string, reference: string): Message {
  const text = `⚠️ ${plain(sentence, 400)}`;
  return {
    text: `${mrkdwn(text)} Reference: ${codeSpan(reference)}`,
    blocks: [paragraph(text, '\nReference: ', { text: reference, as: 'code' })],
  };
}

function offering(lead: string, offers: readonly Offer[]): Message {
  const shown = offers.map(({ command, about }) => ({
    command: commandText(command),
    about: plain(about, 80),
  }));
  return {
    text: [
      mrkdwn(lead),
      ...shown.map(({ command, about }) => `• ${codeSpan(command)}  ${mrkdwn(about)}`),
    ].join('\n'),
    blocks: [
      list(
        [lead],
        'bullet',
        shown.map(({ command, about }): Run[] => [{ text: command, as: 'code' }, `  ${about}`]),
      ),
    ],
  };
}

function code(command: string): Run {
  return { text: commandText(command), as: 'code' };
}

function commandText(command: string): string {
  return plain(command, 250) || '/ai-usage help';
}

function listText(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}
