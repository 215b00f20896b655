import { z } from 'zod';
import type { Message } from '../../sandbox/slack/transcript.ts';

/** A provider's part of an answer: what it shows, by label. */
export type Card = Readonly<Record<string, string>>;

const PROVIDERS = ['Lingma', 'Windsurf'];

/** A team's answer as a reader finds it in one of the message's two forms. */
export type Reading = {
  readonly team: string;
  readonly period: { readonly from: string; readonly to: string };
  readonly cards: Readonly<Record<string, Card>>;
  /** The sentences about what went wrong. */
  readonly trouble: readonly string[];
};

/** Reads the plain text of an answer: what notifications and screen readers get. */
export function readText({ text }: Pick<Message, 'text'>): Reading {
  return readLines(text.split('\n').map(plainOf));
}

/** Reads the blocks of an answer: what is seen. Charts are left out. */
export function readBlocks({ blocks }: Message): Reading {
  const [title = '', when = '', ...rest] = blocks.flatMap(linesOfBlock);
  return readLines([`${title} · ${when}`, ...rest]);
}

function readLines([first = '', ...lines]: readonly string[]): Reading {
  const [team = '', dates = ''] = first.split(' · ');
  const cards: Record<string, Record<string, string>> = {};
  const trouble: string[] = [];
  let card: Record<string, string> | undefined;
  for (const line of lines) {
    if (line.startsWith('⚠️ ')) trouble.push(line.slice('⚠️ '.length).trim());
    else if (PROVIDERS.includes(line)) card = cards[line] ??= {};
    // From here on words are explained.
    else if (line.startsWith('▲▼ against')) card = undefined;
    else {
      const [, label = '', value] = /^(?<label>[^:.]+): (?<value>.+)$/s.exec(line) ?? [];
      if (card && value) card[label.replace(/^Top acceptors.*/, 'Top acceptors')] = value;
    }
  }
  return { team, period: readPeriod(dates), cards, trouble };
}

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** `25 Oct – 21 Nov 2026`, `21 Nov 2026`. */
function readPeriod(text: string): Reading['period'] {
  const [first = '', last = first] = text.split(' – ');
  const year = last.slice(-4);
  return { from: readDay(/\d{4}$/.test(first) ? first : `${first} ${year}`), to: readDay(last) };
}

function readDay(text: string): string {
  const [day = '', month = '', year = ''] = text.split(' ');
  const number = MONTHS.indexOf(month) / 3 + 1;
  if (year.length !== 4) throw new Error(`no day: “${text}”. This is no answer with figures.`);
  return `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const piece = z.object({ text: z.string() });
const section = z.object({ elements: z.array(piece) });
const list = z.object({ type: z.literal('rich_text_list'), elements: z.array(section) });
const richText = z.object({
  type: z.literal('rich_text'),
  elements: z.array(z.union([list, section])),
});
const context = z.object({ type: z.literal('context'), elements: z.array(piece) });
const header = z.object({ type: z.literal('header'), text: piece });
const silent = z.object({ type: z.enum(['divider', 'data_visualization', 'actions']) });
const block = z.union([richText, context, header, silent]);

function linesOfBlock(given: unknown): string[] {
  const read = block.parse(given);
  switch (read.type) {
    case 'header':
      return [read.text.text];
    case 'context':
      return read.elements.map(({ text }) => text);
    case 'rich_text':
      return read.elements
        .map((part) => ('type' in part ? listOf(part) : wordsOf(part)))
        .join(': ')
        .split('\n');
    default:
      return [];
  }
}

function wordsOf({ elements }: z.infer<typeof section>): string {
  return elements.map(({ text }) => text).join('');
}

function listOf({ elements }: z.infer<typeof list>): string {
  return elements.map((item) => wordsOf(item).replace(/ · (?=[\d,]+$)/, ' ')).join(', ');
}

/** Line breaks inside a value are commas in the plain text. */
function plainOf(text: string): string {
  return unescaped(text).replace(/(?<!\*)\n/g, ', ');
}

/** Undoes what mrkdwn needs. */
export function unescaped(text: string): string {
  return text
    .replaceAll('\u2060', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
