const MINUTE = 60_000;

/**
 * Calls a minute, as Slack's tiers have it: https://docs.slack.dev/apis/web-api/rate-limits
 * apps.connections.open is in the lowest tier, but Slack lets bursts pass, and so does this number.
 */
const perMinute: Readonly<Record<string, number>> = {
  'apps.connections.open': 20,
  'apps.manifest.validate': 50,
  'auth.test': 600,
  'chat.postEphemeral': 100,
  'chat.postMessage': 300,
  'chat.update': 50,
  'conversations.info': 50,
  'conversations.join': 50,
  'conversations.open': 50,
  'files.completeUploadExternal': 100,
  'files.getUploadURLExternal': 100,
  'users.info': 100,
  'users.list': 20,
  'users.lookupByEmail': 50,
  'views.open': 100,
  'views.publish': 100,
  'views.push': 100,
  'views.update': 100,
};

/** Counts calls. The answer is how many seconds the caller has to wait, or undefined where it may go on. */
export interface RateLimits {
  take(method: string, channel: string | undefined): number | undefined;
}

/** Starts with nothing called yet. */
export function createRateLimits(now: () => number): RateLimits {
  const calls = new Map<string, number[]>();

  function admit(key: string, most: number, windowMs: number): number | undefined {
    const since = now() - windowMs;
    // A clock that was set back leaves calls in the future, which count for nothing.
    const recent = (calls.get(key) ?? []).filter((at) => at > since && at <= now());
    const [oldest] = recent;
    if (recent.length >= most && oldest !== undefined) {
      return Math.max(1, Math.ceil((oldest - since) / 1000));
    }
    recent.push(now());
    calls.set(key, recent);
    return undefined;
  }

  function take(method: string, channel: string | undefined): number | undefined {
    if (method === 'chat.postMessage' && channel !== undefined) {
      const wait = admit(`${method} ${channel}`, 1, 1000);
      if (wait !== undefined) return wait;
    }
    return admit(method, perMinute[method] ?? 50, MINUTE);
  }

  return { take };
}
