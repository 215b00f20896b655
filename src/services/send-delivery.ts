import { setTimeout as pause } from 'node:timers/promises';
import type { Content, Delivery } from '../domain/deliveries.ts';
import type { DeliveryStore, Postbox, Posted } from '../domain/delivery-ports.ts';
import type { Clock } from '../domain/ports.ts';
import { AppError } from '../errors.ts';
import type { Rendered, RenderDelivery } from './render-delivery.ts';
import { createPace, type Pace } from './send-pace.ts';
import { backoff, isHopeless, isLate, isTooLate, renderPause, sayTooLate } from './send-retries.ts';
import { watchToken, type TokenPorts } from './send-token.ts';

/** What became of a message that its owner should hear of. `reason` is Slack's own word, or the bot's. */
export type DeliveryTrouble = {
  readonly kind: 'unknown' | 'failed';
  readonly reason: string;
};

/**
 * What sending needs besides. Whatever tells somebody is called before the delivery's state is changed, so that a killed
 * process cannot keep it to itself; it may therefore be called twice for the same delivery and must tell once.
 */
export type SendPorts = TokenPorts & {
  readonly store: Omit<
    DeliveryStore,
    'add' | 'tell' | 'decide' | 'reviveStuck' | 'tally' | 'queue' | 'prune'
  >;
  readonly postbox: Postbox;
  /** What a delivery says; `skip` where there is nothing to say any more, such as for a subscription that is gone. */
  readonly renderDelivery: RenderDelivery;
  /** It threw: that is tried again for a day. For the log. */
  readonly onUnrendered: (delivery: Delivery, error: unknown) => void;
  /**
   * Asked before it is rendered and again right before it is sent, also when that is tried once more: `skip` says why it is
   * not to be sent after all, `waitMs` when to come back; while it is to wait, it is not too late. It threw: as with `renderDelivery`.
   */
  readonly mayGo?: MayGo;
  readonly tellOwner: (delivery: Delivery, trouble: DeliveryTrouble) => Promise<void>;
  /** Nothing will ever be taken where it should go: suspends what it is from, and tells its owner. */
  readonly onFinal: (delivery: Delivery, reason: string) => Promise<void>;
  /** Slack was asked to post one. For metrics. */
  readonly onAttempted?: (attempted: Attempted) => void;
  readonly clock: Clock;
  /** Where it is left out, one is begun with nothing sent so far. */
  readonly pace?: Pace;
  /**
   * Milliseconds after which an attempt cannot arrive any more: more than the client waits for an answer, with a margin for
   * what Slack may still be doing with it then.
   */
  readonly settleMs: number;
};

/** One attempt to post, and what Slack said. */
export type Attempted = { readonly kind: Delivery['kind']; readonly outcome: Posted['kind'] };

/** Whether a message may go now: with so many others of its kind in a minute, or, where it is null, without a limit. */
export type MayGo = (
  delivery: Delivery,
) => Promise<
  { readonly skip: string } | { readonly waitMs: number } | { readonly perMinute: number } | null
>;

/** Brings a delivery one step further; gives in how many milliseconds to come back, null when nothing is left to do for now. */
export type SendDelivery = (id: string, stopping: AbortSignal) => Promise<number | null>;

/** Later than this after it was written down, an attempt is not made: somebody may be looking for it already. */
const START_MS = 5000;

/** Slack's clock and this one may be apart; so far back a message is looked for. */
const CLOCKS_APART_MS = 26 * 3_600_000;

/** What is to be tried anew at once waits for its turn as everything else does. */
const AGAIN_MS = 1000;

/** As it was drawn, without what some workspaces refuse, and as text alone. */
const VERSIONS = 3;

/** As many as may go in a minute have: more come after that. */
const FULL_MS = 5000;

/** Looks for which there is no room now are spread over so long. */
const LOOKS_APART_MS = 15_000;

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

  async function start(delivery: Delivery, stopping: AbortSignal): Promise<number | null> {
    const { id, notBefore } = delivery;
    const { store, clock } = ports;
    const early = notBefore.getTime() - clock().getTime();
    if (early > 0) return Math.min(early, LONGEST_MS);
    if (isTooLate(delivery, clock())) {
      const held = await ask(delivery);
      if ('waitMs' in held) return held.waitMs;
      return giveLate(delivery, delivery.error ?? sayTooLate(delivery));
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
          return give(delivery, 'failed', forHours(outcome.reason));
        await again(delivery, outcome.reason, outcome.waitMs || backoff(attempts));
        return null;
      case 'final':
        plainness.delete(id);
        await ports.onFinal(delivery, outcome.reason);
        await store.end(delivery, 'failed', outcome.reason, clock());
        return null;
      case 'revoked':
        await again(delivery, outcome.reason, token.refused(outcome));
        return null;
      case 'refused': {
        // Each plainer version is an attempt of its own, so that it is clear when the last one began.
        const level = (plainness.get(id) ?? 0) + 1;
        if (level >= VERSIONS) return give(delivery, 'failed', outcome.reason);
        plainness.set(id, level);
        await again(delivery, outcome.reason, AGAIN_MS);
        return null;
      }
      default:
        return ports.settleMs;
    }
  }

  /** Finds out what became of an attempt of which nothing else is known. */
  async function lookUp(delivery: Delivery, stopping: AbortSignal): Promise<number | null> {
    const { id, to, changedAt, attempts } = delivery;
    const { store, clock, settleMs } = ports;
    const age = clock().getTime() - changedAt.getTime();
    if (age < settleMs) return Math.min(settleMs - age, settleMs);
    const unauthorizedMs = await token.waitMs();
    if (unauthorizedMs > 0) return unauthorizedMs;
    const { waitMs, booked } = pace.bookLook();
    // Not all at once: hundreds may be waiting after an outage.
    if (!booked) return waitMs + Math.random() * LOOKS_APART_MS;
    await wait(waitMs, stopping);
    if (stopping.aborted) return 0;
    const since = new Date(changedAt.getTime() - CLOCKS_APART_MS);
    const outcome = await ports.postbox.find(to, id, since);
    switch (outcome.kind) {
      case 'found':
        await store.sent(delivery, outcome, clock());
        return null;
      case 'absent':
        if (isTooLate(delivery, clock())) return giveLate(delivery, 'no answer from Slack');
        if (isHopeless(delivery, clock()))
          return give(delivery, 'failed', forHours('no answer from Slack'));
        await again(delivery, 'no answer from Slack', backoff(attempts));
        return null;
      case 'later':
        pace.looksLimited(outcome.waitMs);
        if (age < LONGEST_MS * 4) return outcome.waitMs || backoff(attempts);
        return askPerson(delivery, 'Slack could not be asked for a day');
      default:
        return askPerson(delivery, outcome.reason);
    }
  }

  function again(delivery: Delivery, reason: string, waitMs: number): Promise<boolean> {
    const now = ports.clock();
    return ports.store.again(delivery, reason, new Date(now.getTime() + waitMs), now);
  }

  async function askPerson(delivery: Delivery, reason: string): Promise<null> {
    await ports.tellOwner(delivery, { kind: 'unknown', reason });
    await ports.store.unclear(delivery, reason, ports.clock());
    return null;
  }

  /** What comes too late is told of together later on; but whoever is told by this is told by nothing else. */
  function giveLate(delivery: Delivery, reason: string): Promise<null> {
    return give(delivery, delivery.kind === 'notice' ? 'failed' : 'skipped', reason);
  }

  async function give(
    delivery: Delivery,
    kind: 'failed' | 'skipped',
    reason: string,
  ): Promise<null> {
    const { store, clock } = ports;
    plainness.delete(delivery.id);
    if (kind === 'failed') {
      await ports.tellOwner(delivery, { kind, reason });
      await store.end(delivery, kind, reason, clock());
    } else await store.miss(delivery, reason, clock());
    return null;
  }

  return async (id, stopping) => {
    const delivery = await ports.store.delivery(id);
    if (delivery?.state === 'pending') return start(delivery, stopping);
    if (delivery?.state === 'sending') return lookUp(delivery, stopping);
    return null;
  };
}

function forHours(reason: string): string {
  return `${reason} for hours`;
}

function versionsOf({ blocks, basic }: Content): readonly (readonly unknown[])[] {
  return [blocks, basic, []];
}

function placeOf({ to }: Delivery): string {
  return 'channelId' in to ? to.channelId : to.slackUserId;
}

async function wait(ms: number, stopping?: AbortSignal): Promise<void> {
  if (ms <= 0) return;
  await pause(ms, undefined, stopping ? { signal: stopping } : {}).catch(() => undefined);
}
