import type {
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  KnownBlock,
  RichTextBlock,
  RichTextSection,
  RichTextText,
  SectionBlock,
} from '@slack/types';
import { clip } from './text.ts';

/** A message as Slack takes it. `text` stands for the blocks where they cannot be shown: notifications, screen readers. */
export type Message = { readonly text: string; readonly blocks: readonly MessageBlock[] };

export type MessageBlock = KnownBlock | ChartBlock;

/**
 * A chart that Slack draws itself, https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block; not in
 * @slack/types 3.2. Each series has one point for each category, under the same label.
 */
export type ChartBlock = {
  readonly type: 'data_visualization';
  readonly title: string;
  readonly chart: {
    readonly type: 'bar' | 'line';
    readonly series: readonly {
      readonly name: string;
      readonly data: readonly { readonly label: string; readonly value: number }[];
    }[];
    readonly axis_config: {
      readonly categories: readonly string[];
      readonly x_label?: string;
      readonly y_label?: string;
    };
  };
};

/** What Slack refuses to go beyond, from its pages, and the sizes that a message stays under. */
export const LIMITS = {
  blocks: 50,
  charts: 2,
  headerText: 150,
  sectionText: 3000,
  fieldText: 2000,
  fields: 10,
  contextElements: 10,
  chartTitle: 50,
  chartPoints: 20,
  chartLabel: 20,
  /** Slack refuses about 13,200 characters over all blocks; counted here over their JSON, which is more. */
  allBlocks: 12_000,
  messageText: 4000,
} as const;

/** A piece of a message: its blocks, and the same in words for the message's text, ready for mrkdwn. */
export type Section = { readonly parts: readonly Part[]; readonly lines: readonly string[] };

/** A block and how dear it is: where not all fit, those with the highest `spare` go first; those with 0 never go. */
type Part = { readonly block: MessageBlock; readonly spare: number };

export const SPARE = { trouble: 1, people: 2, chart: 3, quiet: 4, splits: 5, rule: 6 } as const;

/** A run of text in rich text: shown as it is, whatever is in it. */
export type Run = string | { readonly text: string; readonly as: 'bold' | 'code' | 'italic' };

export function header(text: string): HeaderBlock {
  return {
    type: 'header',
    text: { type: 'plain_text', text: clip(text, 140, LIMITS.headerText) || '—', emoji: false },
  };
}

/** Small grey lines; plain text, nothing in it is formatted. */
export function context(lines: readonly string[]): ContextBlock {
  return {
    type: 'context',
    elements: lines
      .slice(0, LIMITS.contextElements)
      .map((text) => ({ type: 'plain_text', text: clip(text, 700) || '—', emoji: false })),
  };
}

/** Pairs of a label and a value in two columns. Both are the view's own words and figures, never text from outside. */
export function fields(pairs: readonly { label: string; value: string }[]): SectionBlock {
  return {
    type: 'section',
    fields: pairs
      .slice(0, LIMITS.fields)
      .map(({ label, value }) => ({ type: 'mrkdwn', text: `*${label}*\n${value}` })),
  };
}

export function divider(): DividerBlock {
  return { type: 'divider' };
}

export function paragraph(...runs: readonly Run[]): RichTextBlock {
  return { type: 'rich_text', elements: [richSection(runs)] };
}

/** A title, then a numbered or dotted list. */
export function list(
  title: readonly Run[],
  style: 'ordered' | 'bullet',
  items: readonly (readonly Run[])[],
): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [
      richSection(title),
      { type: 'rich_text_list', style, elements: items.map(richSection) },
    ],
  };
}

/** Text in a fixed-width face, under a title. */
export function preformatted(title: readonly Run[], text: string): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [
      richSection(title),
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: text || '—' }] },
    ],
  };
}

function richSection(runs: readonly Run[]): RichTextSection {
  const elements = runs.flatMap(richRun);
  return {
    type: 'rich_text_section',
    elements: elements.length > 0 ? elements : [{ type: 'text', text: '—' }],
  };
}

function richRun(run: Run): RichTextText[] {
  const text = typeof run === 'string' ? run : run.text;
  if (text === '') return [];
  if (typeof run === 'string') return [{ type: 'text', text }];
  return [{ type: 'text', text, style: { [run.as]: true } }];
}
