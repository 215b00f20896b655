import type { webApi } from '@slack/bolt';
import type { QuietUntil } from '../domain/nudge-ports.ts';
import { callFailure } from './call-failure.ts';

type Hours = { readonly start: number; readonly end: number };

/** A message is looked at more than once before it goes; for so long what Slack said is good. */
const GOOD_FOR_MS = 60_000;

const NONE: Hours = { start: 0, end: 0 };

/**
 * Over dnd.info, which tells of others only the hours that they keep every day and no snooze,
 * https://docs.slack.dev/reference/methods/dnd.info. Where it tells nothing, nobody is taken to be disturbed. `client` must
 * neither retry by itself nor wait for rate limits; a rate limit is thrown.
 */
export function createQuietUntil(client: webApi.WebClient): QuietUntil {
  let known = new Map<string, Hours>();
  let since = 0;

  async function hoursOf(slackUserId: string): Promise<Hours> {
    try {
      const said = await client.dnd.info({ user: slackUserId });
      const { dnd_enabled: isOn, next_dnd_start_ts: start = 0, next_dnd_end_ts: end = 0 } = said;
      return isOn ? { start: start * 1000, end: end * 1000 } : NONE;
    } catch (thrown) {
      const failure = callFailure(thrown, 'dnd.info');
      if (failure.code === 'rate_limited') throw failure;
      return NONE;
    }
  }

  return async (slackUserId, now) => {
    const at = now.getTime();
    if (Math.abs(at - since) > GOOD_FOR_MS) {
      known = new Map();
      since = at;
    }
    const { start, end } = known.get(slackUserId) ?? (await hoursOf(slackUserId));
    known.set(slackUserId, { start, end });
    return start <= at && at < end ? new Date(end) : null;
  };
}
