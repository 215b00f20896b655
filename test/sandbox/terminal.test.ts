import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
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
