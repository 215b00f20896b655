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
 * effect, with every other fault it does not.
 */
export async function sendReply(
  response: ServerResponse,
  fault: Fault | null,
  answer: () => Answer,
): Promise<void> {
  switch (fault?.kind) {
    case 'hang':
      return;
    case 'cut':
      response.socket?.destroy();
      return;
    case 'slow':
      await sendSlowly(response, answer(), fault.milliseconds);
      return;
    case 'late':
      await pause(fault.milliseconds);
      send(response, answer());
      return;
    case 'truncated':
      await sendHalf(response, answer());
      return;
    default:
      send(response, (fault && inPlaceOf(fault)) ?? answer());
  }
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
