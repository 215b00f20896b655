import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** What a server of the sandbox says to a request. */
export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
};

/** A JSON answer; the body is JSON already. */
export function json(
  status: number,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
    body,
  };
}

/** What a gateway shows to those who are not signed in. */
export const SIGN_IN_PAGE: Answer = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><title>Sign in</title><p>Please sign in to continue.</p>',
};

/** Sends an answer; gives its status. */
export function send(response: ServerResponse, { status, headers, body }: Answer): number {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
  return status;
}

/** Breaks off half-way through the body. */
export async function sendHalf(response: ServerResponse, answer: Answer): Promise<number> {
  const bytes = Buffer.from(answer.body);
  response.writeHead(answer.status, { ...answer.headers, 'content-length': bytes.length });
  await new Promise((resolve) => response.write(bytes.subarray(0, bytes.length / 2), resolve));
  response.destroy();
  return answer.status;
}

/** Lets the body drip in over the given time. */
export async function sendSlowly(
  response: ServerResponse,
  answer: Answer,
  milliseconds: number,
): Promise<number> {
  const bytes = Buffer.from(answer.body);
  const steps = 10;
  response.writeHead(answer.status, { ...answer.headers, 'content-length': bytes.length });
  for (let step = 0; step < steps && !response.destroyed; step += 1) {
    const part = [step, step + 1].map((at) => Math.floor((bytes.length * at) / steps));
    response.write(bytes.subarray(part[0], part[1]));
    await pause(milliseconds / steps);
  }
  response.end();
  return answer.status;
}
