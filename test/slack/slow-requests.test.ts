import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpReceiver } from '../../src/slack/receivers.ts';
import { createRoutesServer, SERVER_LIMITS } from '../../src/slack/routes.ts';
import { keptLog, ROUTES } from './bot.ts';

const LIMITS = { requestTimeout: 300, headersTimeout: 200, connectionsCheckingInterval: 30 };
const open: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const SERVERS = {
  'the server for Slack’s requests': async () => {
    const way = createHttpReceiver({
      signingSecret: 'x',
      port: 0,
      routes: ROUTES,
      log: keptLog().log,
      limits: LIMITS,
    });
    open.push(way.stop);
    return (await way.start()).port;
  },
  'the server with plain addresses alone': async () => {
    const server = createRoutesServer(ROUTES, keptLog().log, LIMITS);
    open.push(() => server.close());
    server.listen(0);
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  },
} as const;

/** What a server says to somebody who begins like this and then says no more. */
async function hears(port: number, beginning: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  open.push(() => socket.destroy());
  let said = '';
  socket.on('data', (chunk) => (said += String(chunk)));
  socket.write(beginning);
  await once(socket, 'close', { signal: AbortSignal.timeout(5000) });
  return said;
}

describe.each(Object.entries(SERVERS))('%s', (_name, start) => {
  it.each([
    ['a request line without an end', 'POST /slack/ev'],
    ['headers without an end', 'POST /slack/events HTTP/1.1\r\nhost: x\r\nx-slow: '],
    [
      'a body without an end',
      'POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 9000\r\n\r\npayl',
    ],
  ])('does not wait for %s', async (_what, beginning) => {
    const said = await hears(await start(), beginning);
    expect(said).toMatch(/^HTTP\/1\.1 4\d\d /);
  });
});

it('nobody may take longer than some seconds', () => {
  for (const limit of Object.values(SERVER_LIMITS)) expect(limit).toBeLessThanOrEqual(15_000);
});
