import { webApi } from '@slack/bolt';
import type { Posted } from '../domain/delivery-ports.ts';
import type { AppError } from '../errors.ts';
import { callFailure } from './call-failure.ts';

type Failure = Exclude<Posted, { readonly kind: 'posted' }>;

/** Slack has looked at the content and does not want it. */
const REFUSED: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
  'block_mismatch',
  'markdown_text_conflict',
]);

/** Nothing will be taken there until a person changes something in Slack. */
const FINAL: ReadonlySet<string> = new Set([
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'user_not_found',
  'user_disabled',
  'user_not_visible',
  'users_not_found',
  'cannot_dm_bot',
  'messages_tab_disabled',
  'channel_type_not_supported',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'no_permission',
]);

/** Slack was not reached at all. */
const NOT_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What a call that posts has come to, by what it threw: `unclear` wherever Slack may have done it all the same. */
export function postFailure(thrown: unknown, method: string): Failure {
  const failure = callFailure(thrown, method);
  const reason = slackWord(failure);
  switch (failure.code) {
    case 'rate_limited':
      return { kind: 'later', reason, waitMs: Math.max(failure.retryAfterMs ?? 0, 1000) };
    case 'unauthorized':
      return { kind: 'revoked', reason, lacks: null };
    case 'forbidden':
      return { kind: 'revoked', reason, lacks: failure.permission ?? null };
    case 'unavailable':
      return cannotHaveArrived(thrown)
        ? { kind: 'later', reason, waitMs: 0 }
        : { kind: 'unclear', reason };
    default:
      if (REFUSED.has(reason)) return { kind: 'refused', reason };
      if (FINAL.has(reason)) return { kind: 'final', reason };
      return { kind: 'later', reason, waitMs: 0 };
  }
}

/** Slack's own word for what went wrong, where it said one. */
export function slackWord({ code, context }: AppError): string {
  const word = context['slackError'];
  return typeof word === 'string' ? word : code;
}

function cannotHaveArrived(thrown: unknown): boolean {
  if (thrown instanceof webApi.WebAPIHTTPError) return thrown.statusCode < 500;
  return thrown instanceof webApi.WebAPIRequestError && notConnected(thrown.original);
}

/** Node tries every address of a host, and wraps what went wrong at each. */
function notConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && NOT_CONNECTED.has(String(error.code))) return true;
  if (error instanceof AggregateError) return error.errors.every(notConnected);
  return notConnected(error.cause);
}
