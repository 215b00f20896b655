import type { Content, Delivery } from '../domain/deliveries.ts';
import type { Posted } from '../domain/delivery-ports.ts';
import { AppError } from '../errors.ts';
import type { Rendered } from './render-delivery.ts';
import { createLookUp } from './look-up-delivery.ts';
import { createEndings } from './send-endings.ts';
import { createPace } from './send-pace.ts';
import type { SendDelivery, SendPorts } from './send-ports.ts';
import {
  backoff,
  isHopeless,
  isLate,
  isTooLate,
  renderPause,
  sayTooLate,
  wait,
} from './send-retries.ts';
import { watchToken } from './send-token.ts';

/** Later than this after it was written down, an attempt is not made: somebody may be looking for it already. */
const START_MS = 5000;

/** What is to be tried anew at once waits for its turn as everything else does. */
const AGAIN_MS = 1000;

/** As it was drawn, without what some workspaces refuse, and as text alone. */
const VERSIONS = 3;

/** As many as may go in a minute have: more come after that. */
const FULL_MS = 5000;

/** While all may have to wait, whoever is at hand does so: to lay them aside would only bring the next ones. */
const LONGEST_TURN_MS = 65_000;

const LONGEST_MS = 6 * 3_600_000;

/**
 * Sends each message once. `sending` is written before Slack is asked; of an attempt whose outcome nobody knows, Slack is
 * asked whether it arrived, once it cannot arrive any more. Where Slack does not tell, a person has to.
 */
export function createSendDelivery(ports: SendPorts): SendDelivery {
  const pace = ports.pace ?? createPace();
  const token = watchToken(ports);
  const plainness = new Map<string, number>();
  const endings = createEndings(ports, (id) => plainness.delete(id));
  const lookUp = createLookUp(ports, { pace, token, endings });

  async function start(delivery: Delivery, stopping: AbortSignal): Promise<number | null> {
    const { id, notBefore } = delivery;
    const { store, clock } = ports;
    const early = notBefore.getTime() - clock().getTime();
    if (early > 0) return Math.min(early, LONGEST_MS);
    if (isTooLate(delivery, clock())) {
      const held = await ask(delivery);
      if ('waitMs' in held) return held.waitMs;
      return endings.giveLate(delivery, delivery.error ?? sayTooLate(delivery));
    }
    const unauthorizedMs = await token.waitMs();
    if (unauthorizedMs > 0) return unauthorizedMs;
    const first = await ask(delivery);
    if ('waitMs' in first) return first.waitMs;
    const content = delivery.content ?? (await render(delivery));
    if (content === null) return renderPause(delivery, clock());
    if ('skip' in content) {
      await store.end(delivery, 'skipped', content.skip, clock());
      return null;
    }
    if ('channelId' in content) {
      await store.readdress(delivery, content.channelId);
      return AGAIN_MS;
    }
    if (!delivery.content) await store.keepContent(delivery, content);
    const comeBack = await waitForTurn(placeOf(delivery), stopping);
    if (stopping.aborted) return 0;
    if (comeBack !== null) return comeBack;
    const last = await ask(delivery);
    if ('waitMs' in last) return last.waitMs;
    const attempt = await store.begin(id, clock(), last.perMinute);
    if (!attempt) return notBegun(id);
    if (clock().getTime() - attempt.changedAt.getTime() > START_MS) return ports.settleMs;
    const outcome = await post(attempt, attempt.content);
    ports.onAttempted?.({ kind: delivery.kind, outcome: outcome.kind });
    return settle(attempt, outcome);
  }

  /** It may have been changed or ended meanwhile: then it is drawn anew, or not at all. Else there is no room in this minute. */
  async function notBegun(id: string): Promise<number | null> {
    const now = await ports.store.delivery(id);
    if (now?.state !== 'pending') return null;
    return now.content === null ? AGAIN_MS : FULL_MS;
  }

  /** Ends or puts off what may not go; else gives how many of its kind may go in a minute. */
  async function ask(
    delivery: Delivery,
  ): Promise<{ readonly waitMs: number | null } | { readonly perMinute: number | null }> {
    if (!ports.mayGo) return { perMinute: null };
    try {
      const verdict = await ports.mayGo(delivery);
      if (verdict === null) return { perMinute: null };
      if (!('skip' in verdict)) return verdict;
      await ports.store.end(delivery, 'skipped', verdict.skip, ports.clock());
      return { waitMs: null };
    } catch (error) {
      if (error instanceof AppError && error.retryAfterMs !== undefined) {
        return { waitMs: error.retryAfterMs };
      }
      ports.onUnrendered(delivery, error);
      return { waitMs: renderPause(delivery, ports.clock()) };
    }
  }

  /** Waits until a message may go there; where that takes too long, gives when to ask again. */
  async function waitForTurn(place: string, stopping: AbortSignal): Promise<number | null> {
    const latest = performance.now() + LONGEST_TURN_MS;
    for (;;) {
      const { waitMs, booked, forAll } = pace.book(place);
      if (!booked && (!forAll || performance.now() > latest)) return waitMs;
      await wait(waitMs, stopping);
      if (booked || stopping.aborted) return null;
    }
  }

  async function render(delivery: Delivery): Promise<Rendered | null> {
    try {
      return await ports.renderDelivery(delivery);
    } catch (error) {
      ports.onUnrendered(delivery, error);
      return null;
    }
  }

  /** Posts it as it was drawn; where Slack refused that before, plainer. */
  function post(delivery: Delivery, content: Content): Promise<Posted> {
    const { id, to } = delivery;
    const said = (isLate(delivery, ports.clock()) && content.late) || content;
    const blocks = versionsOf(said)[plainness.get(id) ?? 0] ?? [];
    return ports.postbox.post({ to, text: said.text, blocks, deliveryId: id });
  }

  async function settle(delivery: Delivery, outcome: Posted): Promise<number | null> {
    const { id, attempts } = delivery;
    const { store, clock } = ports;
    const place = placeOf(delivery);
    switch (outcome.kind) {
      case 'posted':
        pace.taken();
        token.taken();
        plainness.delete(id);
        await store.sent(delivery, outcome, clock());
        return null;
      case 'later':
        if (outcome.waitMs > 0) pace.limited(place, outcome.waitMs);
        else if (isHopeless(delivery, clock()))
          return endings.failForHours(delivery, outcome.reason);
        await endings.again(delivery, outcome.reason, outcome.waitMs || backoff(attempts));
        return null;
      case 'final':
        plainness.delete(id);
        await ports.onFinal(delivery, outcome.reason);
        await store.end(delivery, 'failed', outcome.reason, clock());
        return null;
      case 'revoked':
        await endings.again(delivery, outcome.reason, token.refused(outcome));
        return null;
      case 'refused': {
        // Each plainer version is an attempt of its own, so that it is clear when the last one began.
        const level = (plainness.get(id) ?? 0) + 1;
        if (level >= VERSIONS) return endings.fail(delivery, outcome.reason);
        plainness.set(id, level);
        await endings.again(delivery, outcome.reason, AGAIN_MS);
        return null;
      }
      default:
        return ports.settleMs;
    }
  }

  return async (id, stopping) => {
    const delivery = await ports.store.delivery(id);
    if (delivery?.state === 'pending') return start(delivery, stopping);
    if (delivery?.state === 'sending') return lookUp(delivery, stopping);
    return null;
  };
}

function versionsOf({ blocks, basic }: Content): readonly (readonly unknown[])[] {
  return [blocks, basic, []];
}

function placeOf({ to }: Delivery): string {
  return 'channelId' in to ? to.channelId : to.slackUserId;
}
