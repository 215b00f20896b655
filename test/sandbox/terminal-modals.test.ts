import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type SlackSandbox, startSlack } from '../../sandbox/slack/server.ts';
import { createTerminal } from '../../sandbox/terminal.ts';
import { company, runOverHttp } from './slack/tiny-bot.ts';

let slack: SlackSandbox;
let stop: () => Promise<unknown>;
let shown: string;
let type: (line: string) => void;

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (text: string, value: string) => ({ text: plain(text), value });
const field = (label: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: label,
  label: plain(label),
  element: { action_id: 'it', ...element },
  ...more,
});
const view = {
  type: 'modal',
  callback_id: 'subscribe',
  title: plain('Subscribe'),
  submit: plain('Save'),
  blocks: [
    field('Team', { type: 'plain_text_input' }, { hint: plain('By name') }),
    field('Days', {
      type: 'multi_static_select',
      options: [option('Monday', 'mon'), option('Thursday', 'thu')],
      initial_options: [option('Monday', 'mon')],
    }),
    {
      type: 'actions',
      elements: [{ type: 'button', action_id: 'more', text: plain('More') }],
    },
    field('At', { type: 'timepicker', initial_time: '09:00' }, { optional: true }),
  ],
};

beforeEach(async () => {
  slack = await startSlack({ ...company });
  stop = await runOverHttp(slack, {
    command: async ({ ack, client, command }) => {
      await ack();
      await client.apiCall('views.open', { trigger_id: command.trigger_id, view });
    },
    press: async ({ ack }) => ack(),
    submit: async ({ ack, view: { state } }) => {
      if (state.values['Team']?.['it']?.value === 'backend') await ack();
      else await ack({ response_action: 'errors', errors: { Team: 'No such team' } });
    },
  });
  const input = new PassThrough();
  const output = new PassThrough();
  shown = '';
  output.on('data', (chunk: Buffer) => (shown += chunk.toString()));
  const terminal = createTerminal({ slack, input, output, user: 'U1', channel: 'C1' });
  void terminal.converse();
  type = (line) => input.write(`${line}\n`);
  type('subscribe');
  await soon('[close] Cancel');
});

afterEach(async () => {
  await stop();
  await slack.close();
});

/** What is shown, once it holds this text. */
const soon = async (text: string) =>
  vi.waitUntil(() => shown.includes(text) && shown).catch(() => shown);

test('a modal is drawn with its fields, numbered', () => {
  const rule = '─'.repeat(86);
  const lines = [
    'Subscribe',
    rule,
    'Team',
    '[1] ✎ …',
    'By name',
    '',
    'Days',
    '[2] Monday ▾ Monday · Thursday',
    '',
    '[3] More',
    '',
    'At (optional)',
    '[4] 09:00 ▾',
    rule,
    '[submit] Save   [close] Cancel',
  ];
  expect(shown).toContain(lines.map((line) => `┃ ${line}`.trimEnd()).join('\n'));
});

test('fields are filled by their numbers, several values with commas, and emptied', async () => {
  type('fill 2 thu, mon');
  expect(await soon('[2] Monday, Thursday ▾')).toContain('[2] Monday, Thursday ▾');
  type('fill 4 10:30');
  expect(await soon('[4] 10:30 ▾')).toContain('[4] 10:30 ▾');
  type('fill 4');
  expect(await soon('[4] a time, as 09:00 ▾')).toContain('[4] a time, as 09:00 ▾');
  type('fill 4 9');
  expect(await soon('At: “9” is not a time like 09:00')).toContain(
    'At: “9” is not a time like 09:00',
  );
  type('fill 3 x');
  expect(await soon('[3] is to press: press 3')).toContain('[3] is to press: press 3');
  type('fill 5 x');
  expect(await soon('There is no [5]; the last is [4].')).toContain(
    'There is no [5]; the last is [4].',
  );
});

test('what Slack and the bot ask for is said, and what is right closes the modal', async () => {
  type('submit');
  expect(await soon('Team: Please complete this required field.')).toContain(
    'Team: Please complete this required field.',
  );
  type('fill 1 bakend');
  expect(await soon('[1] ✎ bakend')).toContain('[1] ✎ bakend');
  type('submit');
  expect(await soon('┃ ⚠ No such team')).toContain('┃ ⚠ No such team');
  type('fill 1 backend');
  expect(await soon('[1] ✎ backend')).toContain('[1] ✎ backend');
  type('submit');
  expect(await soon('“Subscribe” is closed.')).toContain('“Subscribe” is closed.');
  type('submit');
  expect(await soon('No modal is open.')).toContain('No modal is open.');
});

test('a button in a modal is pressed, a field is not', async () => {
  type('3');
  expect(await soon('@ann presses More')).toContain('@ann presses More');
  type('press 1');
  expect(await soon('[1] is a field: fill 1 …')).toContain('[1] is a field: fill 1 …');
  type('press 9');
  expect(await soon('There is no [9]; the last is [4].')).toContain(
    'There is no [9]; the last is [4].',
  );
});

test('a modal is closed, and is nobody else’s', async () => {
  type('as @wang.wei');
  type('close');
  expect(await soon('No modal is open.')).toContain('No modal is open.');
  type('as @ann');
  type('close');
  expect(await soon('“Subscribe” is closed.')).toContain('“Subscribe” is closed.');
});

test('a bot that does not take a submission is told as Slack tells it', async () => {
  type('fill 1 backend');
  expect(await soon('[1] ✎ backend')).toContain('[1] ✎ backend');
  slack.requestUrl = undefined;
  type('submit');
  expect(await soon('Slack: We had some trouble connecting. Try again?')).toContain(
    'Slack: We had some trouble connecting. Try again?',
  );
});
