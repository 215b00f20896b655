import { describe, expect, test } from 'vitest';
import { checkBlocks } from '../../../sandbox/slack/blocks/check.ts';
import limits from '../../../sandbox/slack/limits.json' with { type: 'json' };

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = (text: string) => ({ type: 'section', text: mrkdwn(text) });
const button = (more = {}) => ({
  type: 'button',
  text: plain('Share'),
  action_id: 'share',
  ...more,
});
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const choice = (text: string, value = text) => ({ text: plain(text), value });
const menu = (more = {}) => ({
  type: 'static_select',
  action_id: 'days',
  options: [choice('One', '1'), choice('Two', '2')],
  ...more,
});
const question = {
  title: plain('Sure?'),
  text: plain('x'),
  confirm: plain('Yes'),
  deny: plain('No'),
};
const container = (...child_blocks: object[]) => ({
  type: 'container',
  title: plain('More'),
  child_blocks,
});
const raw = (text: string) => ({ type: 'raw_text', text });
const figure = (value: number) => ({ type: 'raw_number', value, text: String(value) });
const rich = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});
const dataTable = (more = {}) => ({
  type: 'data_table',
  caption: 'Top acceptors',
  rows: [
    [raw('Person'), raw('Lines')],
    [rich('Ann'), figure(12)],
  ],
  ...more,
});
const table = (more = {}) => ({ type: 'table', rows: [[raw('a'), raw('b')]], ...more });
const numbers = (count: number) => Array.from({ length: count }, (_, at) => `${at + 1}`);
const points = (labels: string[]) => labels.map((label) => ({ label, value: -1 }));
const chart = ({ series = ['Lines'], labels = ['1', '2'], more = {}, axis = {} } = {}) => ({
  type: 'data_visualization',
  title: 'Lines',
  chart: {
    type: 'line',
    series: series.map((name) => ({ name, data: points(labels) })),
    axis_config: { categories: labels, ...axis },
    ...more,
  },
});
const pie = (...values: number[]) => ({
  type: 'data_visualization',
  title: 'Split',
  chart: { type: 'pie', segments: values.map((value, at) => ({ label: `${at}`, value })) },
});
const over = (max: number) => 'x'.repeat(max + 1);

describe('what Slack takes', () => {
  test.each<[string, object[]]>([
    [
      'every sort of block that a report is made of',
      [
        { type: 'header', text: { ...plain('Backend'), emoji: true } },
        { type: 'context', elements: [mrkdwn('data to 20 Nov'), plain('x')] },
        { type: 'section', fields: [mrkdwn('*Seats*\n12'), plain('y')], accessory: button() },
        { type: 'divider', block_id: 'line' },
        chart(),
        dataTable(),
        rich('hello'),
        { type: 'markdown', text: '# Hello' },
        { type: 'image', image_url: 'https://x.example/a.png', alt_text: 'a' },
        actions(button({ style: 'primary', value: '7' }), button({ action_id: 'open' })),
      ],
    ],
    [
      'a header at its limit, an emoji counted once',
      [{ type: 'header', text: plain('🚀'.repeat(limits.header.text.max_length)) }],
    ],
    ['a section at its limit', [section('x'.repeat(limits.section.text.max_length))]],
    [
      'as many blocks as a message holds',
      numbers(limits.message.blocks.max_items).map(() => ({ type: 'divider' })),
    ],
    [
      'as many buttons as a row holds',
      [
        actions(
          ...numbers(limits.actions.elements.max_items).map((id) => button({ action_id: id })),
        ),
      ],
    ],
    ['the same action in two rows', [actions(button()), actions(button())]],
    ['a table', [table({ column_settings: [{ align: 'right' }] })]],
    [
      'a data table at its limits',
      [
        dataTable({
          page_size: 100,
          rows: numbers(limits.data_table.rows.max_items).map((n) => [raw(n)]),
        }),
      ],
    ],
    [
      'a chart at its limits',
      [
        chart({
          series: numbers(limits.data_visualization.series.max_items),
          labels: numbers(limits.data_visualization.categories.max_items),
        }),
      ],
    ],
    ['points in another order than the categories', [chart({ axis: { categories: ['2', '1'] } })]],
    ['two charts', [chart(), pie(1, 2)]],
    ['no blocks at all', []],
  ])('%s', (_, blocks) => {
    expect(checkBlocks(blocks)).toEqual({ blocks });
  });
});

describe('what Slack refuses, with the path to it', () => {
  test.each<[string, unknown, string]>([
    [
      'an unknown block',
      { type: 'hologram' },
      'unsupported type: hologram [json-pointer:/blocks/0/type]',
    ],
    [
      'a block without a type',
      { text: 'x' },
      'missing required field: type [json-pointer:/blocks/0/type]',
    ],
    ['no block at all', 'x', 'must provide an object [json-pointer:/blocks/0]'],
    [
      'a block that is for modals',
      { type: 'alert', text: plain('x') },
      'unsupported type: alert [json-pointer:/blocks/0/type]',
    ],
    [
      'a misspelt field',
      { ...section('x'), txt: 1 },
      'invalid additional property: txt [json-pointer:/blocks/0]',
    ],
    [
      'a missing field',
      { type: 'header' },
      'missing required field: text [json-pointer:/blocks/0]',
    ],
    [
      'mrkdwn in a header',
      { type: 'header', text: mrkdwn('x') },
      'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
    ],
    [
      'emoji in mrkdwn',
      { type: 'section', text: { ...mrkdwn('x'), emoji: true } },
      'invalid additional property: emoji [json-pointer:/blocks/0/text]',
    ],
    [
      'a bare string for a text',
      { type: 'section', text: 'x' },
      'must provide an object [json-pointer:/blocks/0/text]',
    ],
    [
      'an empty text',
      section(''),
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a long header',
      { type: 'header', text: plain(over(limits.header.text.max_length)) },
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a long section',
      section(over(limits.section.text.max_length)),
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a section of nothing',
      { type: 'section' },
      'must define either `text` or `fields` [json-pointer:/blocks/0]',
    ],
    [
      'too many fields',
      { type: 'section', fields: numbers(11).map(mrkdwn) },
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'a long field',
      { type: 'section', fields: [mrkdwn(over(limits.section.fields.item_max_length))] },
      'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
    ],
    [
      'too many things in a context',
      { type: 'context', elements: numbers(11).map(mrkdwn) },
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'a button in a context',
      { type: 'context', elements: [button()] },
      'unsupported type: button [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'too many buttons',
      actions(...numbers(26).map((id) => button({ action_id: id }))),
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'a long button',
      actions(button({ text: plain(over(limits.button.text.max_length)) })),
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'a long value',
      actions(button({ value: over(limits.button.value.max_length) })),
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'a style that is none',
      actions(button({ style: 'default' })),
      'must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]',
    ],
    [
      'an address that is none',
      actions(button({ url: 'x.example' })),
      'invalid url [json-pointer:/blocks/0/elements/0/url]',
    ],
    [
      'an address that runs code',
      actions(button({ url: 'javascript:alert(1)' })),
      'invalid url [json-pointer:/blocks/0/elements/0/url]',
    ],
    [
      'one action twice in a row',
      actions(button(), button()),
      'action_id already exists: share [json-pointer:/blocks/0/elements/1/action_id]',
    ],
    [
      'one action twice inside a container',
      container(actions(button(), button())),
      'action_id already exists: share [json-pointer:/blocks/0/child_blocks/0/elements/1/action_id]',
    ],
    [
      'one block_id inside and out',
      { ...container({ type: 'divider', block_id: 'a' }), block_id: 'a' },
      'block_id already exists: a [json-pointer:/blocks/0/child_blocks/0/block_id]',
    ],
    [
      'more elements than 25',
      actions(...numbers(26).map((action_id) => button({ action_id }))),
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'a long text on a button',
      actions(button({ text: plain(over(75)) })),
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'a long value',
      actions(button({ value: over(2000) })),
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'a menu of 101',
      actions(menu({ options: numbers(101).map((n) => choice(n)) })),
      'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'a menu of nothing',
      actions(menu({ options: [] })),
      'no less than 1 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'a long option',
      actions(menu({ options: [choice(over(75), 'x')] })),
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]',
    ],
    [
      'an option with a long value',
      actions(menu({ options: [choice('x', over(150))] })),
      'must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]',
    ],
    [
      'a menu that begins with what it does not offer',
      actions(menu({ initial_option: choice('Three', '2') })),
      'must be one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]',
    ],
    ...(['title', 'text', 'confirm', 'deny'] as const).map((part): [string, unknown, string] => [
      `a question with a long ${part}`,
      actions(
        button({
          confirm: { ...question, [part]: plain(over(limits.confirmation[part].max_length)) },
        }),
      ),
      `must be less than ${limits.confirmation[part].max_length + 1} characters [json-pointer:/blocks/0/elements/0/confirm/${part}/text]`,
    ]),
    [
      'a long block_id',
      { type: 'divider', block_id: over(limits.block_id.max_length) },
      'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
    ],
    [
      'an image of two sources',
      {
        type: 'image',
        alt_text: 'a',
        image_url: 'https://x.example/a.png',
        slack_file: { id: 'F1' },
      },
      'must define either `image_url` or `slack_file` [json-pointer:/blocks/0]',
    ],
    [
      'a long markdown',
      { type: 'markdown', text: over(limits.markdown.text.max_length) },
      'must be less than 12001 characters [json-pointer:/blocks/0/text]',
    ],
    [
      'a table with too many rows',
      table({ rows: numbers(101).map((n) => [raw(n)]) }),
      'no more than 100 items allowed [json-pointer:/blocks/0/rows]',
    ],
    [
      'a table with too many columns',
      table({ rows: [numbers(21).map(raw)] }),
      'no more than 20 items allowed [json-pointer:/blocks/0/rows/0]',
    ],
    [
      'a table with ragged rows',
      table({ rows: [[raw('a')], [raw('a'), raw('b')]] }),
      'must have 1 cells like the first row [json-pointer:/blocks/0/rows/1]',
    ],
    [
      'settings for more columns than there are',
      table({ column_settings: [{}, {}, {}] }),
      'must not have more settings than columns [json-pointer:/blocks/0/column_settings]',
    ],
    [
      'an empty cell',
      table({ rows: [[raw('')]] }),
      'must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]',
    ],
    [
      'a cell that is a text object',
      table({ rows: [[mrkdwn('x')]] }),
      'unsupported type: mrkdwn [json-pointer:/blocks/0/rows/0/0/type]',
    ],
    [
      'a data table of a header alone',
      dataTable({ rows: [[raw('a')]] }),
      'no less than 2 items allowed [json-pointer:/blocks/0/rows]',
    ],
    [
      'a data table with too many rows',
      dataTable({ rows: numbers(202).map((n) => [raw(n)]) }),
      'no more than 201 items allowed [json-pointer:/blocks/0/rows]',
    ],
    [
      'a rich header cell',
      dataTable({ rows: [[rich('a')], [raw('b')]] }),
      'header cells cannot be rich_text [json-pointer:/blocks/0/rows/0/0]',
    ],
    [
      'a page too long',
      dataTable({ page_size: 101 }),
      'must be no more than 100 [json-pointer:/blocks/0/page_size]',
    ],
    [
      'a data table without a caption',
      dataTable({ caption: undefined }),
      'missing required field: caption [json-pointer:/blocks/0]',
    ],
    [
      'a row header that is not there',
      dataTable({ row_header_column_index: 2 }),
      'no such column [json-pointer:/blocks/0/row_header_column_index]',
    ],
    [
      'a data table with too much in it',
      dataTable({ rows: [[raw('a')], [raw(over(limits.data_table.content.max_length))]] }),
      'must be less than 20001 characters [json-pointer:/blocks/0/rows]',
    ],
    [
      'a figure without its number',
      dataTable({ rows: [[raw('a')], [{ type: 'raw_number', text: '1', value: '1' }]] }),
      'must provide a number [json-pointer:/blocks/0/rows/1/0/value]',
    ],
    [
      'a chart with a long title',
      { ...chart(), title: over(50) },
      'must be less than 51 characters [json-pointer:/blocks/0/title]',
    ],
    [
      'a sort of chart that is none',
      chart({ more: { type: 'donut' } }),
      'unsupported type: donut [json-pointer:/blocks/0/chart/type]',
    ],
    [
      'too many series',
      chart({ series: numbers(13) }),
      'no more than 12 items allowed [json-pointer:/blocks/0/chart/series]',
    ],
    [
      'two series of one name',
      chart({ series: ['a', 'a'] }),
      'series names must be unique [json-pointer:/blocks/0/chart/series/1/name]',
    ],
    [
      'a long series name',
      chart({ series: [over(20)] }),
      'must be less than 21 characters [json-pointer:/blocks/0/chart/series/0/name]',
    ],
    [
      'too many points',
      chart({ labels: numbers(21) }),
      'no more than 20 items allowed [json-pointer:/blocks/0/chart/series/0/data]',
    ],
    [
      'a long category',
      chart({ labels: [over(20)] }),
      'must be less than 21 characters [json-pointer:/blocks/0/chart/series/0/data/0/label]',
    ],
    [
      'a category without a point',
      chart({ axis: { categories: ['1', '2', '3'] } }),
      'must have exactly one data point for each category [json-pointer:/blocks/0/chart/series/0/data]',
    ],
    [
      'a point without a category',
      chart({ axis: { categories: ['1'] } }),
      'must have exactly one data point for each category [json-pointer:/blocks/0/chart/series/0/data]',
    ],
    [
      'two points for a category',
      chart({ labels: ['1', '1'] }),
      'must have exactly one data point for each category [json-pointer:/blocks/0/chart/series/0/data]',
    ],
    [
      'a long axis label',
      chart({ axis: { x_label: over(50) } }),
      'must be less than 51 characters [json-pointer:/blocks/0/chart/axis_config/x_label]',
    ],
    [
      'a slice of nothing',
      pie(1, 0),
      'must be more than 0 [json-pointer:/blocks/0/chart/segments/1/value]',
    ],
    [
      'too many slices',
      pie(...numbers(13).map(Number)),
      'no more than 12 items allowed [json-pointer:/blocks/0/chart/segments]',
    ],
  ])('%s', (_, block, message) => {
    const refusal = checkBlocks([block]);
    expect(refusal).toMatchObject({ error: 'invalid_blocks' });
    expect('messages' in refusal && refusal.messages).toContain(message);
  });

  test.each<[string, unknown, string, string[]]>([
    ['blocks that are no list', { type: 'divider' }, 'invalid_blocks_format', []],
    [
      'too many blocks',
      numbers(51).map(() => ({ type: 'divider' })),
      'invalid_blocks',
      ['no more than 50 items allowed [json-pointer:/blocks]'],
    ],
    [
      'a block_id used twice',
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
      'invalid_blocks',
      ['block_id already exists: a [json-pointer:/blocks/1/block_id]'],
    ],
    [
      'two tables',
      [table(), dataTable()],
      'invalid_attachments',
      ['only_one_table_allowed [json-pointer:/blocks/1]'],
    ],
    [
      'three charts',
      [chart(), pie(1), chart()],
      'invalid_blocks',
      ['no more than 2 charts allowed [json-pointer:/blocks/2]'],
    ],
    [
      'too much text in all',
      numbers(5).map(() => section('x'.repeat(2700))),
      'msg_blocks_too_long',
      [],
    ],
  ])('%s', (_, blocks, error, messages) => {
    expect(checkBlocks(blocks)).toEqual({ error, messages });
  });

  test('a block that this workspace does not know yet', () => {
    expect(checkBlocks([section('x'), chart()], ['data_visualization'])).toEqual({
      error: 'invalid_blocks',
      messages: ['unsupported type: data_visualization [json-pointer:/blocks/1/type]'],
    });
  });
});
