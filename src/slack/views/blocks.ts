import type {
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  KnownBlock,
  RichTextBlock,
  RichTextElement,
  RichTextSection,
} from '@slack/types';
import { AT_TERMINAL } from '../../domain/access.ts';
import { TABLE_ROWS } from '../../domain/shown.ts';
import { clip, codeSpan, mrkdwn } from './text.ts';

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
  /** Of `table` and `data_table` together. */
  tables: 1,
  /** Rows under the header. */
  tableRows: 99,
  dataTableRows: TABLE_ROWS,
  headerText: 150,
  contextElements: 10,
  chartTitle: 50,
  chartPoints: 20,
  chartLabel: 20,
  /** Of all cells of a table; Slack refuses 10,000. */
  tableText: 7000,
  buttonValue: 2000,
  /**
   * Slack refuses about 13,200 characters over all blocks. Counted here over their JSON, which is more; of a table, for
   * which Slack has limits of its own, over the text in its cells.
   */
  allBlocks: 12_000,
  homeBlocks: 100,
  /** Slack refuses a view of more than 250,000 bytes; a character of another script takes three. */
  homeSize: 60_000,
  messageText: 4000,
} as const;

/** A piece of a message: its blocks, and the same in words for the message's text, ready for mrkdwn. */
export type Section = { readonly parts: readonly Part[]; readonly lines: readonly string[] };

/** A block and how dear it is: where not all fit, those with the highest `spare` go first; those with 0 never go. */
export type Part = { readonly block: MessageBlock; readonly spare: number };

export const SPARE = {
  trouble: 1,
  buttons: 2,
  people: 3,
  chart: 4,
  quiet: 5,
  splits: 6,
  rule: 7,
} as const;

export const NOTHING: Section = { parts: [], lines: [] };

/**
 * A run of text in rich text, shown as it is, whatever is in it; somebody or a channel in Slack, shown by name, or a link that the
 * bot's own settings give: never one from anywhere else.
 */
export type Run =
  | string
  | { readonly text: string; readonly as: 'bold' | 'code' | 'italic' }
  | { readonly slackUserId: string }
  | { readonly slackChannelId: string }
  | { readonly url: string; readonly text: string };

export function bold(text: string): Run {
  return { text, as: 'bold' };
}

export function code(text: string): Run {
  return { text, as: 'code' };
}

/** A paragraph as a section of its own, with the same words for the message's text. */
export function passage(spare: number, ...runs: readonly Run[]): Section {
  return { parts: [{ block: paragraph(...runs), spare }], lines: [lineOf(runs)] };
}

/** Runs in words for the message's text. */
export function lineOf(runs: readonly Run[]): string {
  return runs.map(wordsOf).join('');
}

function wordsOf(run: Run): string {
  if (typeof run === 'string') return mrkdwn(run);
  if ('slackUserId' in run) return mentionOf(run.slackUserId);
  if ('slackChannelId' in run) return channelText(run.slackChannelId);
  if ('url' in run) return linkText(run);
  return run.as === 'code' ? codeSpan(run.text) : mrkdwn(run.text);
}

const SLACK_USER_ID = /^[UW][A-Z0-9]{1,30}$/;

/** Somebody by their Slack id, for mrkdwn; what is no id stays text. */
export function mentionOf(slackUserId: string): string {
  if (slackUserId === AT_TERMINAL) return 'whoever runs the bot, at its terminal';
  return SLACK_USER_ID.test(slackUserId) ? `<@${slackUserId}>` : 'somebody';
}

/** A link for mrkdwn; an address that could end it early stays text. */
function linkText({ url, text }: { readonly url: string; readonly text: string }): string {
  return /[<>|\s]/.test(url) ? mrkdwn(text) : `<${url.replaceAll('&', '&amp;')}|${mrkdwn(text)}>`;
}

const SLACK_CHANNEL_ID = /^[CG][A-Z0-9]{1,30}$/;

/** A channel by its Slack id, for mrkdwn. Direct messages have no name. */
function channelText(slackChannelId: string): string {
  return SLACK_CHANNEL_ID.test(slackChannelId) ? `<#${slackChannelId}>` : 'direct messages';
}

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

function richRun(run: Run): RichTextElement[] {
  if (typeof run === 'object' && 'slackUserId' in run) {
    const { slackUserId } = run;
    if (SLACK_USER_ID.test(slackUserId)) return [{ type: 'user', user_id: slackUserId }];
    return [{ type: 'text', text: mentionOf(slackUserId) }];
  }
  if (typeof run === 'object' && 'slackChannelId' in run) {
    const { slackChannelId } = run;
    if (SLACK_CHANNEL_ID.test(slackChannelId)) {
      return [{ type: 'channel', channel_id: slackChannelId }];
    }
    return [{ type: 'text', text: channelText(slackChannelId) }];
  }
  if (typeof run === 'object' && 'url' in run) {
    return [{ type: 'link', url: run.url, text: run.text }];
  }
  const text = typeof run === 'string' ? run : run.text;
  if (text === '') return [];
  if (typeof run === 'string') return [{ type: 'text', text }];
  return [{ type: 'text', text, style: { [run.as]: true } }];
}
