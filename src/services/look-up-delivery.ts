import type { Delivery } from '../domain/deliveries.ts';
import type { SendDelivery, SendPorts } from './send-ports.ts';
import type { Endings } from './send-endings.ts';
import type { Pace } from './send-pace.ts';
import { backoff, isHopeless, isTooLate, wait } from './send-retries.ts';
import type { watchToken } from './send-token.ts';

/** Slack's clock and this one may be apart; so far back a message is looked for. */
const CLOCKS_APART_MS = 26 * 3_600_000;

/** Looks for which there is no room now are spread over so long. */
const LOOKS_APART_MS = 15_000;

/** So long Slack is asked what became of a message before a person is. */
const LOOKED_FOR_MS = 24 * 3_600_000;

const NO_ANSWER = 'no answer from Slack';

type Parts = {
  readonly pace: Pace;
  readonly token: ReturnType<typeof watchToken>;
  readonly endings: Endings;
};

/** Finds out what became of an attempt of which nothing else is known. */
export function createLookUp(
  { store, postbox, clock, settleMs }: Pick<SendPorts, 'store' | 'postbox' | 'clock' | 'settleMs'>,
  { pace, token, endings }: Parts,
): (delivery: Delivery, stopping: Parameters<SendDelivery>[1]) => Promise<number | null> {
  return async (delivery, stopping) => {
    const { id, to, changedAt, attempts } = delivery;
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
    const outcome = await postbox.find(to, id, since);
    switch (outcome.kind) {
      case 'found':
        await store.sent(delivery, outcome, clock());
        return null;
      case 'absent':
        if (isTooLate(delivery, clock())) return endings.giveLate(delivery, NO_ANSWER);
        if (isHopeless(delivery, clock())) return endings.failForHours(delivery, NO_ANSWER);
        await endings.again(delivery, NO_ANSWER, backoff(attempts));
        return null;
      case 'later':
        pace.looksLimited(outcome.waitMs);
        if (age < LOOKED_FOR_MS) return outcome.waitMs || backoff(attempts);
        return endings.askPerson(delivery, 'Slack could not be asked for a day');
      default:
        return endings.askPerson(delivery, outcome.reason);
    }
  };
}
