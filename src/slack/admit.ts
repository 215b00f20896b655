import type { AllMiddlewareArgs, AnyMiddlewareArgs, Context } from '@slack/bolt';
import type { Logger } from '../log.ts';

/** The workspace that the bot is installed in, and its organization; null where it stands alone. */
export type OwnWorkspace = { readonly teamId: string; readonly enterpriseId: string | null };

/** Longer than a signature is good for. */
const KEPT_MS = 10 * 60_000;

/**
 * Lets a request of the bot's own workspace or organization pass, once. Slack signs each of them anew: what comes with a
 * signature that was there before is somebody else's copy. What does not pass is acknowledged, so that nobody waits.
 */
export function createAdmit(parts: {
  /** Null while it is not known yet; then nothing passes. */
  readonly own: () => OwnWorkspace | null;
  readonly now: () => Date;
  readonly log: Logger;
}) {
  const isReplay = createReplayGuard(parts.now);
  return async (args: AnyMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const { context, next } = args;
    const why = isOurs(context, parts.own()) ? (isReplay(context) ? 'replayed' : null) : 'foreign';
    if (why === null) return next();
    parts.log.warn({ why }, 'A request was not taken.');
    await args.ack?.();
  };
}

function isOurs({ teamId, enterpriseId }: Context, own: OwnWorkspace | null): boolean {
  if (own === null) return false;
  return teamId === own.teamId || (own.enterpriseId !== null && enterpriseId === own.enterpriseId);
}

/** Over Socket Mode there are no signatures, and nobody else on the line. */
function createReplayGuard(now: () => Date): (context: Context) => boolean {
  const seen = new Map<string, number>();
  return (context) => {
    const signature: unknown = context['signature'];
    if (typeof signature !== 'string') return false;
    const at = now().getTime();
    for (const [old, since] of seen) {
      if (at - since < KEPT_MS) break;
      seen.delete(old);
    }
    if (seen.has(signature)) return true;
    seen.set(signature, at);
    return false;
  };
}
