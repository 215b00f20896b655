import { describe, expect, test } from 'vitest';
import { checkBlocks } from '../../../sandbox/slack/blocks/check.ts';
import { renderMessage } from '../../../sandbox/slack/render/message.ts';
import { colourPaint } from '../../../sandbox/slack/render/colour-paint.ts';
import { widthOf, wrap } from '../../../sandbox/slack/render/width.ts';

const names = {
  user: (id: string) => (id === 'U1' ? 'ann' : undefined),
  channel: (id: string) => (id === 'C1' ? 'backend' : undefined),
};

function show(...blocks: unknown[]): string {
  const checked = checkBlocks(blocks);
  if ('error' in checked) throw new Error(checked.messages.join('\n'));
  return `\n${renderMessage({ text: '', blocks: checked.blocks }, { names, width: 50 })}\n`;
}

const say = (text: string) => renderMessage({ text, blocks: [] }, { names, width: 50 });
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const raw = (text: string) => ({ type: 'raw_text', text });
const figure = (value: number) => ({
  type: 'raw_number',
  value,
  text: value.toLocaleString('en-US'),
});

test('a report reads from top to bottom', () => {
  const shown = show(
    { type: 'header', text: plain('Backend') },
    { type: 'context', elements: [mrkdwn('Lingma'), mrkdwn('data to *20 Nov*')] },
    {
      type: 'section',
      text: mrkdwn('A longer line of text that has to be broken because it does not fit.'),
      accessory: { type: 'button', text: plain('More'), action_id: 'more' },
    },
    {
      type: 'section',
      fields: [mrkdwn('*Seats held*\n45'), mrkdwn('*Active*\n32 (71%)'), mrkdwn('*Chats*\n—')],
    },
    { type: 'divider' },
    {
      type: 'actions',
      elements: [
        { type: 'button', text: plain('Share in channel'), action_id: 'share' },
        { type: 'button', text: plain('Open'), action_id: 'open', url: 'https://x.example' },
      ],
    },
  );
  expect(shown).toMatchInlineSnapshot(`
    "
    Backend
    Lingma   data to 20 Nov

    A longer line of text that has to be broken
    because it does not fit.
    [More]

    Seats held                Active
    45                        32 (71%)
    Chats
    —
    ──────────────────────────────────────────────────
    [Share in channel] [Open ↗]
    "
  `);
});

test('a table is aligned in every script, and a long name is cut', () => {
  const rows = [
    [raw('Person'), raw('Lines')],
    [raw('王伟'), figure(4321)],
    [raw('Ann Meyer'), figure(12)],
    [raw('Kit 🚀 Sørensen'), figure(7)],
    [raw('Somebody whose name goes on and on and on and on'), figure(1)],
  ];
  expect(show({ type: 'data_table', caption: 'Top acceptors', rows })).toMatchInlineSnapshot(`
    "
    Top acceptors
    Person                                       Lines
    ───────────────────────────────────────────  ─────
    王伟                                         4,321
    Ann Meyer                                       12
    Kit 🚀 Sørensen                                  7
    Somebody whose name goes on and on and on …      1
    "
  `);
});

test('a chart is drawn as bars, each series to its own scale', () => {
  const points = (values: number[]) =>
    values.map((value, at) => ({ label: `${at + 1} Nov`, value }));
  const chart = {
    type: 'line',
    series: [
      { name: 'Lines', data: points([800, 1600, 0]) },
      { name: 'Developers', data: points([3, 4, 0]) },
    ],
    axis_config: { categories: ['1 Nov', '2 Nov', '3 Nov'] },
  };
  expect(show({ type: 'data_visualization', title: 'By day', chart })).toMatchInlineSnapshot(`
    "
    By day
            Lines                 Developers
    1 Nov   ██████▌         800   ████████████▊     3
    2 Nov   █████████████ 1,600   █████████████████ 4
    3 Nov                     0                     0
    "
  `);
});

test('a pie is drawn as bars too', () => {
  const segments = [
    { label: 'TypeScript', value: 60 },
    { label: '日本語', value: 40 },
  ];
  const chart = { type: 'pie', segments };
  expect(show({ type: 'data_visualization', title: 'Split', chart })).toMatchInlineSnapshot(`
    "
    Split
    TypeScript   ██████████████████████████████████ 60
    日本語       ██████████████████████▋            40
    "
  `);
});

test('rich text keeps its lists', () => {
  const line = (text: string, more = {}) => ({
    type: 'rich_text_section',
    elements: [
      { type: 'text', text, ...more },
      { type: 'user', user_id: 'U1' },
    ],
  });
  const list = { type: 'rich_text_list', style: 'ordered', elements: [line('a '), line('b ')] };
  expect(show({ type: 'rich_text', elements: [line('For '), list] })).toMatchInlineSnapshot(`
    "
    For @ann
    1. a @ann
    2. b @ann
    "
  `);
});

describe('mrkdwn', () => {
  test.each([
    ['*bold* _italic_ ~gone~ `co*de*`', 'bold italic gone `co*de*`'],
    ['2 * 3 * 4, a_b_c, snake_case_name', '2 * 3 * 4, a_b_c, snake_case_name'],
    ['Hello <@U1>, <@U9|zoe>, <#C1>, <#C9|x>', 'Hello @ann, @zoe, #backend, #x'],
    ['*<@U1>*', '@ann'],
    ['<!channel> <!here> <!date^1^{date}|20 Nov>', '@channel @here 20 Nov'],
    ['<https://x.example/?a&amp;b|the page>', 'the page (https://x.example/?a&b)'],
    ['<mailto:ann@x.example|ann@x.example>', 'ann@x.example'],
    ['&lt;!channel&gt; &amp;amp;', '<!channel> &amp;'],
    [':warning: :unknown:', '⚠️ :unknown:'],
  ])('%s', (text, shown) => {
    expect(say(text)).toBe(shown);
  });

  test('moves no cursor and changes no colour', () => {
    expect(say('a\u001b[2Jb\rc')).toBe('a [2Jb c');
  });

  test('is emphasized where the terminal can', () => {
    const view = { names, paint: colourPaint };
    expect(renderMessage({ text: '*a*', blocks: [] }, view)).toBe('\u001b[1ma\u001b[22m');
  });
});

describe('widths', () => {
  test.each([
    ['abc', 3],
    ['王伟', 4],
    ['한국', 4],
    ['🚀', 2],
    ['👩‍💻', 2],
    ['é', 1],
    ['e\u0301', 1],
    ['\u001b[1mab\u001b[22m', 2],
    ['—', 1],
  ])('%s', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });

  test('a word longer than the line is broken', () => {
    expect(wrap('王伟王伟 abc', 4)).toEqual(['王伟', '王伟', 'abc']);
  });
});
