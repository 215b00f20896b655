import { json, type Answer } from '../answer.ts';

/** Lingma's codes by status, for errors that say no more. */
const USUAL: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['BadRequest', 'The request is not valid.'],
  401: ['InvalidTokenError', 'The personal access token is not valid.'],
  403: ['Forbidden', 'The token does not have the permission for this operation.'],
  404: ['NotFound', 'There is no such resource.'],
  405: ['MethodNotAllowed', 'The method is not allowed here.'],
  429: ['TooManyRequests', 'Too many requests, try again later.'],
};

let count = 0;

/** A request id, as every answer of Lingma carries one. */
export function requestId(): string {
  count += 1;
  return `SANDBOX0-0000-0000-0000-${count.toString(16).toUpperCase().padStart(12, '0')}`;
}

/** An error body as Lingma gives it: the status is in it as text. */
export function lingmaError(status: number, code?: string, message?: string): Answer {
  const [usualCode, usualMessage] = USUAL[status] ?? ['InternalServerError', 'Internal error.'];
  const id = requestId();
  const body = {
    errorCode: code ?? usualCode,
    errorMessage: message ?? usualMessage,
    httpStatus: String(status),
    requestId: id,
    title: code ?? usualCode,
    traceId: id.replaceAll('-', '').toLowerCase(),
  };
  return json(status, JSON.stringify(body), { 'x-request-id': id });
}
