/** When a message may go to a conversation, or be looked for in one, by what Slack has said of its limits so far. Times are waits in milliseconds. */
export type Pace = {
  /**
   * Books the next moment at which a message may go there. A wait that is too long to sit out is given with `booked: false`:
   * for one conversation some seconds, for all of them a minute.
   */
  book(conversation: string): Booking;
  /** Slack has asked to wait so long before another message to it. */
  limited(conversation: string, waitMs: number): void;
  /** Slack has taken a message to it. */
  taken(conversation: string): void;
  /** The same for looking into any conversation. */
  bookLook(): Booking;
  looksLimited(waitMs: number): void;
};

type Booking = { readonly waitMs: number; readonly booked: boolean };

/** Slack takes about one message a second in a conversation, and counts when they arrive: https://docs.slack.dev/apis/web-api/rate-limits */
const SPACING_MS = 1100;

const LONGEST_MS = 5000;
const LONGEST_FOR_ALL_MS = 65_000;
const MOST_KEPT = 5000;

/** Slack lets an app read histories fifty times a minute; whoever would have to wait longer leaves the hand to others. */
const LOOK_SPACING_MS = 1200;
const LONGEST_FOR_LOOK_MS = 2500;

/**
 * Slack does not say whether it is a conversation that got too much or the workspace. While one alone is told to wait the
 * others go on; once a second one is told so and none was served in between, all wait.
 */
export function createPace(now: () => number = () => performance.now()): Pace {
  const free = new Map<string, number>();
  let allFree = 0;
  let looksFree = 0;
  let suspect: { readonly conversation: string; readonly until: number } | null = null;

  return {
    book(conversation) {
      const forAll = Math.max(allFree - now(), 0);
      const own = Math.max((free.get(conversation) ?? 0) - now() - forAll, 0);
      const booked = forAll <= LONGEST_FOR_ALL_MS && own <= LONGEST_MS;
      if (booked) free.set(conversation, now() + forAll + own + SPACING_MS);
      if (free.size > MOST_KEPT) forget(free, now());
      return { waitMs: forAll + own, booked };
    },
    limited(conversation, waitMs) {
      const until = now() + waitMs;
      free.set(conversation, Math.max(free.get(conversation) ?? 0, until));
      const other = suspect && suspect.conversation !== conversation && suspect.until > now();
      if (other) allFree = Math.max(allFree, until);
      else suspect = { conversation, until };
    },
    taken() {
      suspect = null;
    },
    bookLook() {
      const waitMs = Math.max(looksFree - now(), 0);
      const booked = waitMs <= LONGEST_FOR_LOOK_MS;
      if (booked) looksFree = now() + waitMs + LOOK_SPACING_MS;
      return { waitMs, booked };
    },
    looksLimited(waitMs) {
      looksFree = Math.max(looksFree, now() + waitMs);
    },
  };
}

function forget(free: Map<string, number>, now: number): void {
  for (const [conversation, at] of free) if (at <= now) free.delete(conversation);
}
