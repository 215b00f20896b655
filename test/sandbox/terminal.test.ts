import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SlackSandbox, startSlack } from '../../sandbox/slack/server.ts';
import { createTerminal, type Terminal } from '../../sandbox/terminal.ts';
import { company, runOverHttp } from './slack/tiny-bot.ts';

let slack: SlackSandbox;
let stop: () => Promise<unknown>;
let input: PassThrough & { isTTY?: boolean };
let shown: string;
let terminal: Terminal;

beforeEach(async () => {
  slack = await startSlack({ ...company });
  stop = await runOverHttp(slack, async ({ command, ack, respond }) => {
    await ack();
    await respond({ text: '⏳ Asking …' });
    const blocks = [{ type: 'header', text: { type: 'plain_text', text: `got ${command.text}` } }];
    await respond({ text: 'x', replace_original: true, blocks });
  });
  input = new PassThrough();
  shown = '';
  const output = new PassThrough();
  output.on('data', (chunk: Buffer) => {
    shown += stripVTControlCharacters(chunk.toString());
  });
  terminal = createTerminal({ slack, input, output, user: 'U1', channel: 'C1' });
});

afterEach(async () => {
  await stop();
  await slack.close();
});

function answered(text: string) {
  return slack.waitFor(
    (event) =>
      event.kind === 'replaced' && JSON.stringify(event.message.blocks).includes(`"${text}"`),
  );
}

test('a command is shown with its progress and its answer', async () => {
  await terminal.ask('/ai-usage team=backend', 5000);
  expect(shown).toBe(
    [
      '',
      '@ann > /ai-usage team=backend',
      '',
      'ai-usage APP · only visible to you',
      '▏ ⏳ Asking …',
      '',
      'ai-usage APP · only visible to you',
      '▏ got team=backend',
      '',
    ].join('\n'),
  );
});

test('lines are commands, with or without their name; exit leaves', async () => {
  const left = terminal.converse();
  input.write('backend period=7d\n/ai-usage help\n/deploy now\nhelp\n\n');
  await Promise.all([answered('got backend period=7d'), answered('got help')]);
  const typed = slack.transcript.events.flatMap((event) =>
    event.kind === 'command' ? [event.typed] : [],
  );
  expect(typed).toEqual(['/ai-usage backend period=7d', '/ai-usage help']);
  expect(shown).toContain('/deploy is not a valid command here');
  expect(shown).toContain('stops everything');
  input.write('exit\n');
  await left;
});

test('a pipe that has run dry is no wish to leave', async () => {
  let left = false;
  void terminal.converse().then(() => (left = true));
  input.end('backend\n');
  await answered('got backend');
  expect(left).toBe(false);
});

test('a command that failed is told as Slack tells it', async () => {
  slack.requestUrl = undefined;
  await terminal.ask('/ai-usage team=backend', 5000);
  expect(shown).toContain('Slack: /ai-usage failed with the error “dispatch_failed”.');
});

describe('at the terminal', () => {
  const plain = (text: string) => ({ type: 'plain_text', text });
  const option = (text: string, value: string) => ({ text: plain(text), value });
  const button = (text: string, action_id: string) => ({
    type: 'button',
    text: plain(text),
    action_id,
  });
  const menu = {
    type: 'static_select',
    action_id: 'provider',
    options: [option('All providers', 'all'), option('Windsurf', 'windsurf')],
  };
  const blocks = [
    { type: 'section', text: plain('Backend') },
    { type: 'actions', elements: [button('7 days', 'p7'), button('28 days', 'p28'), menu] },
  ];

  beforeEach(async () => {
    await stop();
    stop = await runOverHttp(slack, {
      command: async ({ ack, command }) => ack({ text: `for ${command.user_id}`, blocks }),
      press: async ({ ack, action, respond }) => {
        await ack();
        const chosen = 'selected_option' in action ? JSON.stringify(action.selected_option) : '';
        await respond({ text: `pressed ${action.action_id} ${chosen}`, replace_original: false });
      },
    });
    void terminal.converse();
  });

  function said(text: string) {
    return slack.waitFor((event) => event.kind === 'posted' && event.message.text.includes(text));
  }

  test('buttons have numbers, menus show what they offer', async () => {
    input.write('backend\n');
    await expect
      .poll(() => shown)
      .toContain('▏ [1] 7 days   [2] 28 days   [3] Choose ▾ All providers · Windsurf');
  });

  test('a number presses the newest message’s button, and says so', async () => {
    input.write('1\n');
    await expect.poll(() => shown).toContain('There is nothing to press yet.');
    input.write('backend\n');
    await said('for U1');
    input.write('1\n');
    await said('pressed p7');
    input.write('press 2\n');
    await said('pressed p28');
    expect(shown).toContain('@ann presses 28 days');
    expect(shown).toContain('▏ pressed p28');
  });

  test('an option is picked by its value or its text', async () => {
    input.write('backend\n');
    await said('for U1');
    input.write('press 3 windsurf\n');
    await said('"value":"windsurf"');
    input.write('press 3 all prov\n');
    expect((await said('"value":"all"')).kind).toBe('posted');
  });

  test('what cannot be pressed is explained', async () => {
    input.write('backend\n');
    await said('for U1');
    input.write('press 4\n');
    await expect.poll(() => shown).toContain('There is no [4]; the last is [3].');
    input.write('3\n');
    await expect
      .poll(() => shown)
      .toContain('[3] is a menu: press 3 and one of All providers, Windsurf');
    input.write('press 3 cursor\n');
    await expect
      .poll(() => shown)
      .toContain('[3] does not offer “cursor”, but All providers, Windsurf');
    input.write('press 1 windsurf\n');
    await expect.poll(() => shown).toContain('[1] is a button: press 1');
  });

  test('one can be somebody else, who presses only what they see', async () => {
    input.write('people\n');
    await expect.poll(() => shown).toContain('as @wang.wei');
    expect(shown).toMatch(/as @gus +guest/);
    input.write('backend\n');
    await said('for U1');
    input.write('as @wang.wei\n1\n');
    await expect.poll(() => shown).toContain('There is nothing to press yet.');
    input.write('backend\n');
    await said('for U2');
    input.write('as nobody\n');
    await expect.poll(() => shown).toContain('Nobody here is called nobody');
  });

  test('one can go elsewhere, and take the bot along or leave it behind', async () => {
    input.write('in #nowhere\n');
    await expect.poll(() => shown).toContain('There is no #nowhere here.');
    input.write('in #elsewhere\ninvite #elsewhere\nbackend\n');
    await expect.poll(() => shown).toContain('ai-usage is in #elsewhere.');
    expect(await said('for U1')).toMatchObject({ message: { channel: 'C4' } });
    input.write('remove #elsewhere\narchive #elsewhere\n');
    await expect.poll(() => shown).toContain('ai-usage is no longer in #elsewhere.');
    await expect.poll(() => shown).toContain('#elsewhere is archived.');
    expect(slack.channels.find(({ id }) => id === 'C4')).toMatchObject({
      hasBot: false,
      archived: true,
    });
  });

  test('a press that fails is told by its label', async () => {
    input.write('backend\n');
    await said('for U1');
    slack.requestUrl = undefined;
    input.write('1\n');
    await expect
      .poll(() => shown)
      .toContain('Slack: “7 days” failed with the error “dispatch_failed”.');
  });
});

test('a file is shown with its first lines and where it can be opened', async () => {
  await stop();
  stop = await runOverHttp(slack, async ({ ack, client, command }) => {
    await ack();
    const { channel } = await client.conversations.open({ users: command.user_id });
    const file = Buffer.from('\ufeffperson,lines\r\nann,3\r\n');
    await client.filesUploadV2({ channel_id: channel?.id ?? '', filename: 'usage.csv', file });
  });
  await slack.command('/ai-usage export', { user: 'U1' });
  await slack.waitFor(({ kind }) => kind === 'posted');
  expect(shown).toContain('ai-usage APP · a direct message to you');
  expect(shown).toContain('▏ 📎 usage.csv, 24 bytes\n▏    person,lines\n▏    ann,3\n');
  expect(shown).toMatch(/▏ {4}http:\/\/127\.0\.0\.1:\d+\/files\/\S+\/usage\.csv\n/);
});
