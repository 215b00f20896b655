import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { whyRefused } from '../../../sandbox/web-host/guard.ts';

const PORT = 4321;
const own = { host: '127.0.0.1:4321' };
const deed = { ...own, origin: 'http://127.0.0.1:4321', 'content-type': 'application/json' };

function refusal(method: string, headers: Record<string, string>): string | undefined {
  const request = new IncomingMessage(new Socket());
  return whyRefused(Object.assign(request, { method, headers }), PORT);
}

test.each([
  ['GET', own],
  ['GET', { host: 'localhost:4321' }],
  ['GET', { ...own, 'sec-fetch-site': 'same-origin' }],
  ['GET', { ...own, 'sec-fetch-site': 'none' }],
  ['POST', deed],
  ['POST', { ...deed, host: 'localhost:4321', origin: 'http://localhost:4321' }],
])('its own page is let in: %s %j', (method, headers) => {
  expect(refusal(method, headers)).toBeUndefined();
});

test.each([
  ['a name that resolves to this machine', 'GET', { host: 'evil.example:4321' }],
  ['another port', 'GET', { host: '127.0.0.1:80' }],
  ['no host at all', 'GET', {}],
  ['another site that reads', 'GET', { ...own, 'sec-fetch-site': 'cross-site' }],
  ['another server on this machine', 'GET', { ...own, 'sec-fetch-site': 'same-site' }],
  ['another origin', 'POST', { ...deed, origin: 'https://evil.example' }],
  ['an origin of another port', 'POST', { ...deed, origin: 'http://127.0.0.1:80' }],
  ['a page without an origin', 'POST', { ...deed, origin: 'null' }],
  ['a form', 'POST', { ...deed, 'content-type': 'application/x-www-form-urlencoded' }],
  ['text that could be sent without asking', 'POST', { ...deed, 'content-type': 'text/plain' }],
  ['nobody', 'POST', { ...own, 'content-type': 'application/json' }],
  ['other methods', 'PUT', deed],
  ['too much', 'POST', { ...deed, 'content-length': '100001' }],
])('refused: %s', (_, method, headers) => {
  expect(refusal(method, headers)).toEqual(expect.any(String));
});
