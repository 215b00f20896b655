import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Answer as HttpAnswer } from '../../answer.ts';
import type { Faults } from '../../faults.ts';
import type { Tap } from '../../tap.ts';
import type { RateLimits } from '../rate-limits.ts';
import { reply, sendReply } from '../reply.ts';
import { type Fields, mediaType, parseObject } from '../wire.ts';
import { type Answer, type Call, failure, type Method, textOf } from './method.ts';
import { methods } from './registry.ts';

/** The app's tokens, and one for app configurations, which is its owner's. */
type Tokens = { bot: string; app: string; config: string };

/** What the Web API stands on. */
export interface WebApiParts {
  tokens: Tokens;
  scopes: ReadonlySet<string>;
  faults: Faults;
  rateLimits: RateLimits;
  call: Omit<Call, 'fields' | 'scopes'>;
  tap?: Tap | undefined;
}

/** Answers one Web API request: `/api/<method>`. */
export async function handleWebApi(
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
  parts: WebApiParts,
): Promise<void> {
  const started = performance.now();
  const fields = await readFields(request);
  const fault = parts.faults.strike(name);
  if (fault !== null)
    parts.call.transcript.record({ kind: 'called', method: name, error: fault.kind });
  const told = await sendReply(response, fault, () => answerCall(name, fields, request, parts));
  parts.tap?.({
    to: 'slack',
    what: name,
    request: fields,
    answer: told?.body.toString(),
    status: told?.status ?? 'no answer',
    ms: performance.now() - started,
  });
}

function answerCall(
  name: string,
  fields: Fields | undefined,
  request: IncomingMessage,
  { rateLimits, ...parts }: WebApiParts,
): HttpAnswer {
  const { transcript } = parts.call;
  const wait = rateLimits.take(name, fields && textOf(fields, 'channel'));
  if (wait !== undefined) {
    transcript.record({ kind: 'called', method: name, error: 'ratelimited' });
    return reply(429, failure('ratelimited'), { 'retry-after': String(wait) });
  }
  const answer = run(name, fields, request, parts);
  transcript.record({ kind: 'called', method: name, ...(!answer.ok && { error: answer.error }) });
  if (!answer.ok && Array.isArray(answer['errors'])) {
    const messages = answer['errors'].map((entry) =>
      typeof entry === 'string' ? entry : JSON.stringify(entry),
    );
    transcript.record({ kind: 'refused', via: name, error: answer.error, messages });
  }
  return reply(200, answer, { 'x-oauth-scopes': [...parts.scopes].join(',') });
}

function run(
  name: string,
  fields: Fields | undefined,
  request: IncomingMessage,
  parts: Pick<WebApiParts, 'tokens' | 'scopes' | 'call'>,
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

function tokenOf(request: IncomingMessage, fields: Fields): string | undefined {
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '');
  return bearer?.[1] ?? textOf(fields, 'token');
}

function checkToken(token: string | undefined, method: Method, tokens: Tokens): string | undefined {
  if (token === undefined) return 'not_authed';
  if (token === tokens[method.token]) return undefined;
  return Object.values(tokens).includes(token) ? 'not_allowed_token_type' : 'invalid_auth';
}

async function readFields(request: IncomingMessage): Promise<Fields | undefined> {
  const { searchParams } = new URL(request.url ?? '/', 'http://sandbox');
  const body = await text(request);
  if (mediaType(request) === 'application/json') {
    const parsed = body === '' ? {} : parseObject(body);
    return parsed && { ...Object.fromEntries(searchParams), ...parsed };
  }
  return { ...Object.fromEntries(searchParams), ...Object.fromEntries(new URLSearchParams(body)) };
}
