import { webApi } from '@slack/bolt';
import { AppError } from '../errors.ts';

const TOKEN_ERRORS: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
]);
const PASSING_ERRORS: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);

/** Of an answer that it cannot read, the SDK gives the whole body as if it were Slack’s word. */
const WORD = /^\w+$/;

/** Turns what a call of the Web API throws into an AppError; `context.slackError` is Slack's own word for it. */
export function callFailure(thrown: unknown, method: string): AppError {
  const cause = { context: { method }, cause: thrown };
  if (thrown instanceof webApi.WebAPIRateLimitedError) {
    const wait = { retryAfterMs: thrown.retryAfter * 1000, ...cause };
    return new AppError('rate_limited', 'Slack asks the bot to wait: try again in a minute.', wait);
  }
  if (thrown instanceof webApi.WebAPIHTTPError && thrown.statusCode === 404) {
    return unknownMethod(method, thrown);
  }
  if (thrown instanceof webApi.WebAPIPlatformError && WORD.test(thrown.data.error)) {
    return refused(thrown, method);
  }
  return new AppError(
    'unavailable',
    'Slack does not answer the bot at the moment: try again in a minute.',
    cause,
  );
}

function refused(thrown: webApi.WebAPIPlatformError, method: string): AppError {
  const { error } = thrown.data;
  const needed = 'needed' in thrown.data ? thrown.data.needed : undefined;
  const details = { context: { slackError: error, method }, cause: thrown };
  if (error === 'unknown_method') return unknownMethod(method, thrown);
  if (error === 'missing_scope') {
    const scope = typeof needed === 'string' ? needed : 'a scope';
    return new AppError(
      'forbidden',
      `The bot’s Slack app lacks ${scope}: an admin can install it again from manifest.yml.`,
      { ...details, permission: scope },
    );
  }
  if (TOKEN_ERRORS.has(error)) {
    return new AppError('unauthorized', 'Slack no longer takes the bot’s token.', details);
  }
  const code = PASSING_ERRORS.has(error) ? 'unavailable' : 'invalid';
  return new AppError(code, `Slack refuses what the bot asks for (${error}).`, details);
}

function unknownMethod(method: string, cause: unknown): AppError {
  return new AppError('not_found', `Slack does not know the method ${method}.`, {
    context: { slackError: 'unknown_method', method },
    cause,
  });
}
