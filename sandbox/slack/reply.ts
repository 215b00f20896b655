import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, json, send, sendHalf, sendSlowly, SIGN_IN_PAGE } from '../answer.ts';
import type { Fault } from '../faults.ts';

/** A JSON answer of Slack's. */
export function reply(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return json(status, JSON.stringify(body), headers);
}

/**
 * Sends what Slack would say, or lets the request run into a fault. With `slow`, `late` and `truncated` the request takes
 * effect, with every other fault it does not. Gives what was said; undefined where the connection was cut or left hanging.
 */
export async function sendReply(
  response: ServerResponse,
  fault: Fault | null,
  answer: () => Answer,
): Promise<Answer | undefined> {
  switch (fault?.kind) {
    case 'hang':
      return undefined;
    case 'cut':
      response.socket?.destroy();
      return undefined;
    case 'slow':
      return sent(answer(), (told) => sendSlowly(response, told, fault.milliseconds));
    case 'late':
      await pause(fault.milliseconds);
      return sent(answer(), (told) => send(response, told));
    case 'truncated':
      return sent(answer(), (told) => sendHalf(response, told));
    default:
      return sent((fault && inPlaceOf(fault)) ?? answer(), (told) => send(response, told));
  }
}

async function sent(told: Answer, how: (told: Answer) => unknown): Promise<Answer> {
  await how(told);
  return told;
}

function inPlaceOf(fault: Fault): Answer | undefined {
  switch (fault.kind) {
    case 'status':
      return refusal(fault.status, fault.retryAfter);
    case 'garbage':
      return json(200, '{"ok": true,');
    case 'html':
      return SIGN_IN_PAGE;
    case 'plain-string':
      return json(fault.status ?? 200, '"The service is busy, try again."');
    case 'unauthorized':
      return reply(200, { ok: false, error: 'invalid_auth' });
    case 'forbidden':
      return reply(200, { ok: false, error: 'missing_scope', needed: 'chat:write', provided: '' });
    default:
      return undefined;
  }
}

function refusal(status: number, retryAfter: string | undefined): Answer {
  const error = status === 429 ? 'ratelimited' : 'internal_error';
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  return reply(status, { ok: false, error }, headers);
}
