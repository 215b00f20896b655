import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultBoard } from '../faults.ts';
import { suffer } from '../faults.ts';
import type { RateLimits } from '../rate-limits.ts';
import type { Transcript } from '../transcript.ts';
import { type Fields, mediaType, parseObject, readBody, sendJson } from '../wire.ts';
import { type Answer, type Call, failure, type Method, textOf } from './method.ts';
import { methods } from './registry.ts';

/** What the Web API stands on. */
export interface WebApiParts {
  tokens: { bot: string; app: string };
  scopes: ReadonlySet<string>;
  transcript: Transcript;
  faults: FaultBoard;
  rateLimits: RateLimits;
  call: Omit<Call, 'fields' | 'scopes'>;
}

/** Answers one Web API request: `/api/<method>`. */
export async function handleWebApi(
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
  parts: WebApiParts,
): Promise<void> {
  const fields = await readFields(request);
  const fault = parts.faults.take(name);
  if (fault !== undefined) {
    parts.transcript.record({ kind: 'called', method: name, error: fault.kind });
    suffer(fault, request, response);
    return;
  }
  const wait = parts.rateLimits.take(name, fields && textOf(fields, 'channel'));
  if (wait !== undefined) {
    parts.transcript.record({ kind: 'called', method: name, error: 'ratelimited' });
    sendJson(response, 429, failure('ratelimited'), { 'retry-after': String(wait) });
    return;
  }
  const answer = answerCall(name, fields, request, parts);
  parts.transcript.record({
    kind: 'called',
    method: name,
    ...(!answer.ok && { error: answer.error }),
  });
  if (!answer.ok) recordRefusal(name, answer, parts.transcript);
  sendJson(response, 200, answer, { 'x-oauth-scopes': [...parts.scopes].join(',') });
}

function answerCall(
  name: string,
  fields: Fields | undefined,
  request: IncomingMessage,
  parts: WebApiParts,
): Answer {
  const method = methods.get(name);
  if (method === undefined) return failure('unknown_method', { req_method: name });
  if (fields === undefined) return failure('invalid_json');
  const refused = checkToken(tokenOf(request, fields), method, parts.tokens);
  if (refused !== undefined) return failure(refused);
  const call = { ...parts.call, fields, scopes: parts.scopes };
  const needed = method.needs?.(call);
  if (needed !== undefined && !parts.scopes.has(needed)) {
    return failure('missing_scope', { needed, provided: [...parts.scopes].join(',') });
  }
  return method.run(call);
}

function recordRefusal(via: string, answer: Answer, transcript: Transcript): void {
  const { errors } = answer;
  if (!('error' in answer) || typeof answer.error !== 'string' || !Array.isArray(errors)) return;
  transcript.record({ kind: 'refused', via, error: answer.error, messages: errors.map(String) });
}

function tokenOf(request: IncomingMessage, fields: Fields): string | undefined {
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '');
  return bearer?.[1] ?? textOf(fields, 'token');
}

function checkToken(
  token: string | undefined,
  method: Method,
  tokens: { bot: string; app: string },
): string | undefined {
  if (token === undefined) return 'not_authed';
  if (token === tokens[method.token]) return undefined;
  return token === tokens.bot || token === tokens.app ? 'not_allowed_token_type' : 'invalid_auth';
}

async function readFields(request: IncomingMessage): Promise<Fields | undefined> {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const body = await readBody(request);
  if (mediaType(request) === 'application/json') {
    const parsed = body === '' ? {} : parseObject(body);
    return parsed && { ...Object.fromEntries(searchParams), ...parsed };
  }
  return { ...Object.fromEntries(searchParams), ...Object.fromEntries(new URLSearchParams(body)) };
}
