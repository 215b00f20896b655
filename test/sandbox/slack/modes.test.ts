import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SlackSandbox, startSlack } from '../../../sandbox/slack/server.ts';
import { type Answer, company, runOverHttp, runOverSocket } from './tiny-bot.ts';

let slack: SlackSandbox;
let stop: () => Promise<unknown> = async () => {};

beforeEach(async () => {
  slack = await startSlack({ ...company, ackTimeoutMs: 300 });
});

afterEach(async () => {
  await stop();
  stop = async () => {};
  await slack.close();
});

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const report: Answer = async ({ command, ack, respond }) => {
  await ack();
  await respond({ text: '⏳ Asking the vendors …', blocks: [section('⏳')] });
  const text = `*${command.text}* for <@${command.user_id}>`;
  await respond({ replace_original: true, text, blocks: [section(text)] });
};

describe.each([
  { mode: 'socket', run: runOverSocket },
  { mode: 'http', run: runOverHttp },
])('over $mode', ({ mode, run }) => {
  test('a command is acknowledged, and its progress line is replaced by the answer', async () => {
    stop = await run(slack, report);
    const exchange = await slack.command('/ai-usage team=backend', { user: 'U2', channel: 'C1' });
    expect(exchange.error).toBeUndefined();
    expect(exchange.ackMs).toBeGreaterThan(0);

    const answer = await exchange.answer();
    expect(answer).toMatchObject({
      channel: 'C1',
      onlyTo: 'U2',
      text: '*team=backend* for <@U2>',
      blocks: [section('*team=backend* for <@U2>')],
    });
    expect(exchange.messages()).toEqual([answer]);
    const kinds = slack.transcript.events
      .map(({ kind }) => kind)
      .filter((kind) => kind !== 'called' && kind !== 'connected');
    expect(kinds).toEqual(['command', 'acknowledged', 'posted', 'replaced']);
    expect(slack.transcript.events.find(({ kind }) => kind === 'command')).toMatchObject({ mode });
  });

  test('mentions, channels, links and the three special characters arrive escaped', async () => {
    stop = await run(slack, async ({ command, ack }) => ack(`got ${command.text}`));
    const typed =
      '/ai-usage user=@ann in #backend "a & b" <!channel> see https://x.example/a?b&c, ann@example.com';
    const exchange = await slack.command(typed);
    const message = await exchange.answer();
    expect(message.text).toBe(
      'got user=<@U1|ann> in <#C1|backend> "a &amp; b" &lt;!channel&gt; ' +
        'see <https://x.example/a?b&amp;c,> <mailto:ann@example.com|ann@example.com>',
    );
  });

  test('a message in the acknowledgement is posted, to everybody where it says so', async () => {
    stop = await run(slack, async ({ ack }) =>
      ack({ response_type: 'in_channel', text: 'Hello, all' }),
    );
    const exchange = await slack.command('/ai-usage help');
    expect(exchange.messages()).toMatchObject([{ text: 'Hello, all', via: 'ack' }]);
    expect(exchange.messages()[0]?.onlyTo).toBeUndefined();
  });

  test('without an acknowledgement the user is told of a timeout', async () => {
    stop = await run(slack, async () => {});
    const exchange = await slack.command('/ai-usage help');
    expect(exchange).toMatchObject({ error: 'operation_timeout' });
    expect(exchange.ackMs).toBeUndefined();
    expect(slack.transcript.events.at(-1)).toMatchObject({
      kind: 'failed',
      error: 'operation_timeout',
    });
  });
});

test('with nobody there a command fails', async () => {
  const exchange = await slack.command('/ai-usage help');
  expect(exchange.error).toBe('dispatch_failed');
});

test('a bot that signs with another secret takes nothing', async () => {
  stop = await runOverHttp(slack, report, 'another secret');
  const exchange = await slack.command('/ai-usage help');
  expect(exchange.error).toBe('http_service_error');
});

describe('Socket Mode', () => {
  test('connections take turns, and one of them gets each command', async () => {
    const counts = [0, 0];
    const answerAs =
      (which: 0 | 1): Answer =>
      async ({ ack }) => {
        counts[which] = (counts[which] ?? 0) + 1;
        await ack();
      };
    const stops = [
      await runOverSocket(slack, answerAs(0)),
      await runOverSocket(slack, answerAs(1)),
    ];
    for (let sent = 0; sent < 4; sent += 1) await slack.command('/ai-usage help');
    await Promise.all(stops.map((stop) => stop()));
    expect(counts).toEqual([2, 2]);
  });

  test('told to go, the bot comes back', async () => {
    stop = await runOverSocket(slack, report);
    slack.disconnect();
    await slack.waitFor((event) => event.kind === 'connected' && event.connection === 2, 20_000);
    const exchange = await slack.command('/ai-usage team=backend');
    expect(exchange.error).toBeUndefined();
  }, 30_000);

  test('a bad app token gets no connection', async () => {
    await slack.close();
    slack = await startSlack({ ...company, appToken: 'xapp-right' });
    const wrong = { ...slack, appToken: 'xapp-wrong' };
    await expect(runOverSocket(wrong, report)).rejects.toThrow('invalid_auth');
  });
});
