import { createHmac, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { z } from 'zod';

const LONGEST_WAIT_MS = 120_000;

/** Somebody who takes commands from Slack over HTTP. */
export type Target = { readonly port: number; readonly signingSecret: string };

/** Sends all commands at once, each over a connection of its own; gives the milliseconds to each acknowledgement. */
export function sendAtOnce(
  target: Target,
  commands: readonly string[],
  answersUrl: string,
): Promise<number[]> {
  const signed = commands.map((text) => sign(target, payloadOf(text, answersUrl)));
  return Promise.all(signed.map((one) => send(target.port, one)));
}

/** Waits until so many answers have come in all, and gives the text of the last one. */
export async function answersFrom(answersUrl: string, count: number): Promise<string> {
  const response = await fetch(`${answersUrl}?count=${count}`, {
    signal: AbortSignal.timeout(LONGEST_WAIT_MS),
  });
  return z.object({ last: z.string() }).parse(await response.json()).last;
}

type Signed = { readonly body: string; readonly headers: Readonly<Record<string, string>> };

function payloadOf(text: string, answersUrl: string): string {
  return new URLSearchParams({
    token: 'deprecated',
    team_id: 'T0SANDBOX',
    team_domain: 'bench',
    channel_id: 'C0BENCH',
    channel_name: 'bench',
    user_id: 'U0BENCH',
    user_name: 'bench',
    command: '/ai-usage',
    text,
    api_app_id: 'A0BENCH',
    is_enterprise_install: 'false',
    response_url: answersUrl,
    trigger_id: randomUUID(),
  }).toString();
}

function sign({ signingSecret }: Target, body: string): Signed {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`);
  return {
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest.digest('hex')}`,
    },
  };
}

function send(port: number, { body, headers }: Signed): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const sent = request(
      { port, host: '127.0.0.1', method: 'POST', path: '/slack/events', headers, agent: false },
      (response) => {
        response.resume();
        response.once('end', () => {
          if (response.statusCode === 200) resolve(performance.now() - started);
          else reject(new Error(`A command was answered with ${response.statusCode}.`));
        });
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });
}
