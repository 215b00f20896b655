import type { WireBlock } from '../blocks/check.ts';
import type { Message } from '../transcript.ts';
import { renderChart } from './chart.ts';
import { numberElements, type Numbers, readElement } from './elements.ts';
import { renderFiles } from './files.ts';
import { clean, type Names, readMrkdwn, readPlainText } from './mrkdwn.ts';
import { type Paint, plainPaint } from './paint.ts';
import { readRichText } from './rich-text.ts';
import { renderTable } from './table.ts';
import { pad, widthOf, wrap } from './width.ts';

/** Where and for whom a message is shown. */
export interface View {
  names: Names;
  /** Columns. */
  width?: number;
  paint?: Paint;
  /** Whether what can be pressed has a number, and menus show what they offer. */
  numbered?: boolean;
}

type Text = { type: 'plain_text' | 'mrkdwn'; text: string };
type Of<Type extends WireBlock['type']> = Extract<WireBlock, { type: Type }>;

/** A message as a person reads it, as lines of text. */
export function renderMessage(
  { text, blocks, files = [] }: Pick<Message, 'text' | 'blocks' | 'files'>,
  { names, width = 88, paint = plainPaint, numbered = false }: View,
): string {
  const page = { names, width, paint, numbers: numbered ? numberElements(blocks) : undefined };
  const said =
    blocks.length === 0 ? wrap(readMrkdwn(text, names, paint), width) : renderBlocks(blocks, page);
  const written = files.length > 0 && text === '' && blocks.length === 0 ? [] : said;
  return [...written, ...renderFiles(files, width, paint)].join('\n');
}

/** Blocks one under the other, with space where Slack leaves some. */
export function renderBlocks(blocks: readonly WireBlock[], page: Page): string[] {
  const parts = blocks.map((block) => renderBlock(block, page));
  return parts.flatMap((lines, at) =>
    at > 0 && needsSpace(blocks[at - 1], blocks[at]) ? ['', ...lines] : lines,
  );
}

function needsSpace(before: WireBlock | undefined, after: WireBlock | undefined): boolean {
  if (before?.type === 'header' || before?.type === 'divider') return false;
  if (after?.type === 'divider') return false;
  return !(before?.type === 'context' && after?.type === 'context');
}

/** Where blocks are drawn; `errors` are what is said under inputs, by block_id. */
export interface Page {
  names: Names;
  width: number;
  paint: Paint;
  numbers: Numbers | undefined;
  errors?: Readonly<Record<string, string>>;
}

function renderBlock(block: WireBlock, page: Page): string[] {
  const { width, names, paint } = page;
  switch (block.type) {
    case 'header':
      return wrap(readPlainText(block.text.text), width).map(paint.bold);
    case 'section':
      return renderSection(block, page);
    case 'context':
      return flow(
        block.elements.map((item) => readContext(item, page)),
        width,
      ).map(paint.dim);
    case 'divider':
      return [paint.dim('─'.repeat(width))];
    case 'actions':
      return renderActions(block, page);
    case 'table':
    case 'data_table':
      return renderTable(block, width, names, paint);
    case 'data_visualization':
      return renderChart(block, width, paint);
    case 'rich_text':
      return wrap(readRichText(block, names, paint), width);
    case 'input':
      return renderInput(block, page);
    case 'markdown':
      return wrap(clean(block.text), width);
    case 'image':
      return [`[image: ${clean(block.alt_text)}]`];
    default:
      return [paint.dim(`[${block.type}]`)];
  }
}

function renderInput(
  { label, hint, optional, element, block_id: id }: Of<'input'>,
  { width, paint, numbers, names, errors }: Page,
): string[] {
  const title = `${readPlainText(label.text)}${optional === true ? ' (optional)' : ''}`;
  const error = errors?.[id ?? ''];
  return [
    ...wrap(title, width).map(paint.bold),
    ...wrap(readElement(element, numbers, names), width),
    ...(hint === undefined ? [] : wrap(readPlainText(hint.text), width).map(paint.dim)),
    ...(error === undefined ? [] : wrap(`⚠ ${clean(error)}`, width)),
  ];
}

function renderActions({ elements }: Of<'actions'>, { numbers, width, names }: Page): string[] {
  const read = elements.map((element) => readElement(element, numbers, names));
  return numbers === undefined ? wrap(read.join(' '), width) : flow(read, width);
}

function renderSection({ text, fields, accessory }: Of<'section'>, page: Page): string[] {
  const lines = text === undefined ? [] : wrap(readText(text, page), page.width);
  const grid = fields === undefined ? [] : renderFields(fields, page);
  const beside = accessory === undefined ? [] : [readElement(accessory, page.numbers, page.names)];
  return [...lines, ...grid, ...beside];
}

/** Two columns, as Slack has them. */
function renderFields(fields: readonly Text[], page: Page): string[] {
  const column = Math.floor((page.width - 2) / 2);
  const cells = fields.map((field) => wrap(readText(field, page), column));
  const lines: string[] = [];
  for (let at = 0; at < cells.length; at += 2) {
    const left = cells[at] ?? [];
    const right = cells[at + 1] ?? [];
    const height = Math.max(left.length, right.length);
    for (let line = 0; line < height; line += 1) {
      lines.push(`${pad(left[line] ?? '', column, 'left')}  ${right[line] ?? ''}`.trimEnd());
    }
  }
  return lines;
}

/** Small texts side by side, each on a line of its own where they do not fit. */
function flow(texts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const text of texts) {
    const last = lines.at(-1);
    const joined = `${last}   ${text}`;
    if (last === undefined || joined.includes('\n') || widthOf(joined) > width) lines.push(text);
    else lines[lines.length - 1] = joined;
  }
  return lines.flatMap((line) => wrap(line, width));
}

function readText({ type, text }: Text, { names, paint }: Page): string {
  return type === 'mrkdwn' ? readMrkdwn(text, names, paint) : readPlainText(text);
}

function readContext(item: Of<'context'>['elements'][number], page: Page): string {
  return item.type === 'image' ? `[${clean(item.alt_text)}]` : readText(item, page);
}
