/** When a message may go to a conversation, or be looked for in one, by what Slack has said of its limits so far. Times are waits in milliseconds. */
export type Pace = {
  /**
   * Books the next moment at which a message may go there; with `booked: false` nothing was booked, and after the wait it has
   * to be asked again.
   */
  book(conversation: string): Booking;
  /** Slack has asked to wait so long before another message to it. */
  limited(conversation: string, waitMs: number): void;
  /** Slack has taken a message. */
  taken(): void;
  /** The same for looking into any conversation. */
  bookLook(): Booking;
  looksLimited(waitMs: number): void;
};

type Booking = {
  readonly waitMs: number;
  readonly booked: boolean;
  /** It is not about this conversation: whoever asks next waits as well. */
  readonly forAll: boolean;
};

/** Slack takes about one message a second in a conversation, and counts when they arrive: https://docs.slack.dev/apis/web-api/rate-limits */
const SPACING_MS = 1100;

const LONGEST_MS = 5000;
const MOST_KEPT = 5000;

/**
 * How long after one try the next is made while all conversations may be meant, at first and at most: where it is fifty
 * conversations and not the workspace, each of them is tried before the first that takes a message.
 */
const TRY_MS = 250;
const LONGEST_TRY_MS = 1000;

/** How soon it is seen that a try was taken. */
const LOOK_AGAIN_MS = 1000;

/** Slack lets an app read histories fifty times a minute; whoever would have to wait longer leaves the hand to others. */
const LOOK_SPACING_MS = 1200;
const LONGEST_FOR_LOOK_MS = 2500;

/**
 * Slack does not say whether it is a conversation that got too much or the workspace. Once several conversations in a row
 * are told to wait it may be either; then one message at a time tries, the less often the more of them are told so, until
 * one is taken or the waits are over.
 */
export function createPace(now: () => number = () => performance.now()): Pace {
  const free = new Map<string, number>();
  /** Until when which conversations have to wait that were told so since a message was last taken. */
  const waiting = new Map<string, number>();
  let tryAt = 0;
  let looksFree = 0;

  /** How long until the next may try; 0 where nothing speaks against it. */
  function untilTry(): number {
    forget(waiting, now());
    if (waiting.size < 2) return 0;
    const over = [...waiting.values()].toSorted((left, right) => right - left)[1] ?? 0;
    return Math.max(Math.min(tryAt, over) - now(), 0);
  }

  return {
    book(conversation) {
      const forTry = untilTry();
      if (forTry > 0) {
        return { waitMs: Math.min(forTry, LOOK_AGAIN_MS), booked: false, forAll: true };
      }
      const own = Math.max((free.get(conversation) ?? 0) - now(), 0);
      const booked = own <= LONGEST_MS;
      if (booked) free.set(conversation, now() + own + SPACING_MS);
      const gap = Math.min(TRY_MS * 2 ** (waiting.size - 2), LONGEST_TRY_MS);
      if (booked && waiting.size > 1) tryAt = now() + gap;
      if (free.size > MOST_KEPT) forget(free, now());
      return { waitMs: own, booked, forAll: false };
    },
    limited(conversation, waitMs) {
      const until = now() + waitMs;
      free.set(conversation, Math.max(free.get(conversation) ?? 0, until));
      waiting.set(conversation, until);
    },
    taken() {
      waiting.clear();
    },
    bookLook() {
      const waitMs = Math.max(looksFree - now(), 0);
      const booked = waitMs <= LONGEST_FOR_LOOK_MS;
      if (booked) looksFree = now() + waitMs + LOOK_SPACING_MS;
      return { waitMs, booked, forAll: false };
    },
    looksLimited(waitMs) {
      looksFree = Math.max(looksFree, now() + waitMs);
    },
  };
}

function forget(until: Map<string, number>, now: number): void {
  for (const [conversation, at] of until) if (at <= now) until.delete(conversation);
}
