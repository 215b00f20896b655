import { createHmac } from 'node:crypto';
import { parseObject } from '../wire.ts';
import type { Acknowledgement, Envelope } from './acknowledgement.ts';

/** Posts a command, an interaction or an event to the bot's request URL, signed with the app's secret. */
export async function deliverOverHttp(
  envelope: Envelope,
  parts: { url: string; signingSecret: string; timeoutMs: number; now: () => number },
): Promise<Acknowledgement> {
  const body = bodyOf(envelope);
  const timestamp = String(Math.floor(parts.now() / 1000));
  try {
    const response = await fetch(parts.url, {
      method: 'POST',
      headers: {
        'content-type':
          envelope.type === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': sign(parts.signingSecret, timestamp, body),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(parts.timeoutMs),
    });
    const answer = await response.text();
    if (response.status !== 200) return { error: 'http_service_error' };
    return { body: readAnswer(answer) };
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    return { error: late ? 'operation_timeout' : 'dispatch_failed' };
  }
}

/** Events are JSON, everything else is a form. */
function bodyOf({ type, payload }: Envelope): string {
  if (type === 'events_api') return JSON.stringify(payload);
  const form = type === 'slash_commands' ? payload : { payload: JSON.stringify(payload) };
  return new URLSearchParams(form).toString();
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
function sign(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

function readAnswer(answer: string): Record<string, unknown> | undefined {
  if (answer.trim() === '') return undefined;
  return parseObject(answer) ?? { text: answer };
}
