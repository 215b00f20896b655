/** What follows the clock: another process, or something that is measured by it. */
type Follower = (offsetMs: number) => Promise<void> | void;

/** The one clock of the world, its servers and the bot: the machine's own, moved by so much. */
export interface Clock {
  now(this: void): Date;
  /** How far it is ahead of the machine's. */
  offsetMs(): number;
  /** Moves it by so much, also back; resolves when everything that follows it has moved along. */
  jump(ms: number): Promise<void>;
  /** Calls on each jump, in the order of following; the answer stops it. */
  follow(follower: Follower): () => void;
}

/** Starts a clock that shows the machine's time. */
export function createClock(): Clock {
  const followers = new Set<Follower>();
  let offsetMs = 0;
  return {
    now: () => new Date(Date.now() + offsetMs),
    offsetMs: () => offsetMs,
    async jump(ms) {
      offsetMs += ms;
      for (const follow of followers) await follow(offsetMs);
    },
    follow(follower) {
      followers.add(follower);
      return () => followers.delete(follower);
    },
  };
}
