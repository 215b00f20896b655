import type { Clock } from './domain/ports.ts';
import type { Logger } from './log.ts';
import type { MatchPeople } from './services/match-people.ts';
import type { SyncUsage } from './services/sync-usage.ts';
import { unmetReasons } from './services/unmet-reasons.ts';
import type { Database } from './store/database.ts';

export type Background = {
  /** Brings everything up to date, then begins to match people with Slack, which nobody waits for. Never throws. */
  readonly sync: () => Promise<void>;
  /** Begins a sync that nobody waits for, unless one is under way; gives whether it did. */
  readonly begin: () => boolean;
  readonly isSyncing: () => boolean;
  /** Waits for what has begun; to be called once the signal is aborted. */
  readonly ended: () => Promise<void>;
};

type Parts = {
  readonly syncUsage: SyncUsage;
  readonly matchPeople: MatchPeople;
  /** Forgets what was said and done before an instant. */
  readonly forget: (before: Date) => Promise<void>;
  /** Replicas do it one after the other: what one has fetched is not missing any more. */
  readonly inTurn: Database['inTurn'];
  readonly clock: Clock;
  readonly retentionDays: number;
  readonly signal: AbortSignal;
  readonly logger: Logger;
};

const DAY_MS = 86_400_000;

/** What the bot does without being asked. */
export function createBackground(parts: Parts): Background {
  const { syncUsage, matchPeople, forget, inTurn, clock, retentionDays, signal, logger } = parts;
  let syncing: Promise<void> | null = null;
  let matching: Promise<void> | null = null;

  async function syncNow(): Promise<void> {
    const unmet = await syncUsage(signal);
    await forget(new Date(clock().getTime() - retentionDays * DAY_MS));
    if (signal.aborted) return;
    for (const reason of unmetReasons(unmet)) {
      const level = reason.error.code === 'internal' ? 'error' : 'warn';
      logger[level](reason, 'could not be synced');
    }
    logger.info({ unmet: unmet.length }, 'synced');
  }

  async function match(): Promise<void> {
    try {
      const lookedUp = await inTurn('match', () => matchPeople(signal), signal);
      if (lookedUp > 0) logger.info({ lookedUp }, 'matched people with Slack');
    } catch (error) {
      if (!signal.aborted) logger.error({ error }, 'could not match people with Slack');
    }
    matching = null;
  }

  async function syncOnce(): Promise<void> {
    try {
      await inTurn('sync', syncNow, signal);
    } catch (error) {
      if (!signal.aborted) logger.error({ error }, 'the sync failed');
    }
    if (!signal.aborted) matching ??= match();
  }

  const sync = () => (syncing ??= syncOnce().finally(() => (syncing = null)));

  return {
    sync,
    begin: () => {
      if (syncing || signal.aborted) return false;
      void sync();
      return true;
    },
    isSyncing: () => syncing !== null,
    ended: async () => {
      await syncing;
      await matching;
    },
  };
}
