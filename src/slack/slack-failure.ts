import { webApi } from '@slack/bolt';
import { AppError } from '../errors.ts';

const REFUSED = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'user_removed_from_team',
  'team_disabled',
]);

/** Turns what Slack's SDK throws while connecting into an AppError. `credential` is the setting that it goes in with. */
export function slackFailure(
  thrown: unknown,
  { credential, slackApiUrl }: { readonly credential: string; readonly slackApiUrl: string },
): AppError {
  const code = platformError(thrown);
  if (code !== null && REFUSED.has(code)) {
    return new AppError('unauthorized', `Slack refuses ${credential} (${code}): set a valid one.`, {
      context: { slackError: code },
      cause: thrown,
    });
  }
  const { host } = new URL(slackApiUrl);
  if (thrown instanceof webApi.WebAPIRateLimitedError) {
    const { retryAfter } = thrown;
    return new AppError('rate_limited', `Slack at ${host} asks to wait ${retryAfter} seconds.`, {
      retryAfterMs: retryAfter * 1000,
      cause: thrown,
    });
  }
  const why = thrown instanceof Error ? thrown.message : 'no answer';
  const sentence = code
    ? `Slack at ${host} answers with an error: ${code}.`
    : `Slack at ${host} cannot be reached: ${why}.`;
  return new AppError('unavailable', sentence, { cause: thrown });
}

function platformError(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || !('data' in thrown)) return null;
  const { data } = thrown;
  if (typeof data !== 'object' || data === null || !('error' in data)) return null;
  // Of an answer that it cannot read, the SDK gives the whole body as if it were Slack's word.
  return /^\w+$/.test(String(data.error)) ? String(data.error) : 'unreadable_answer';
}
