import type { Posted } from '../domain/delivery-ports.ts';

/** Why nothing can be sent: Slack's own word, and the permission that the bot lacks where it is that. */
export type SendRefusal = Pick<Extract<Posted, { kind: 'revoked' }>, 'reason' | 'lacks'>;

export type TokenPorts = {
  /** Slack no longer takes the token, or it lacks a permission: all sending waits. Called once until that is over. */
  readonly onRevoked: (refusal: SendRefusal) => void;
  /** That is over. */
  readonly onTakenAgain?: () => void;
  /** Whether Slack takes the token (again). */
  readonly checkAuth: () => Promise<boolean>;
};

/** Whether there is any use in sending. */
export type TokenWatch = {
  /** How many milliseconds to wait before Slack can be asked again whether it takes the token; 0 where it does. Whoever comes while it is asked hears the same. */
  waitMs(): Promise<number>;
  /** Slack has refused a message for it; gives how long to wait. */
  refused(refusal: SendRefusal): number;
  /** Slack has taken a message. */
  taken(): void;
};

/** How long Slack is not asked again. */
const PAUSE_MS = 60_000;

/** Begins with a token that nothing is known against. */
export function watchToken({ onRevoked, onTakenAgain, checkAuth }: TokenPorts): TokenWatch {
  let refusal: SendRefusal | null = null;
  let waits = false;
  let askAt = 0;
  let asking: Promise<boolean> | null = null;

  function over(): void {
    if (refusal) onTakenAgain?.();
    refusal = null;
  }

  async function ask(): Promise<boolean> {
    askAt = performance.now() + PAUSE_MS;
    waits = !(await checkAuth());
    // A token that lacks a permission is valid whenever it is asked for: that shows once a message is taken.
    if (!waits && refusal?.lacks === null) over();
    return !waits;
  }

  return {
    async waitMs() {
      if (!waits) return 0;
      const waitMs = askAt - performance.now();
      if (!asking && waitMs > 0) return waitMs;
      asking ??= ask().finally(() => {
        asking = null;
      });
      return (await asking) ? 0 : PAUSE_MS;
    },
    refused(newest) {
      if (waits) return PAUSE_MS;
      waits = true;
      askAt = performance.now() + PAUSE_MS;
      if (!refusal) onRevoked(newest);
      refusal = newest;
      return PAUSE_MS;
    },
    taken: over,
  };
}
