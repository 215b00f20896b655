import type { Period } from '../domain/calendar.ts';
import type { Feed, FeedRows, Scope } from '../domain/feeds.ts';
import type { ProviderId } from '../domain/usage.ts';

/**
 * What a provider can tell, as data: views and services decide by this and never by the vendor's name.
 * `dayZone` is the IANA zone of its days, null where it has none and is asked in the report's zone.
 */
export type Capabilities = {
  readonly feeds: readonly Feed[];
  readonly dayZone: string | null;
  /** Whether seats are asked for over a period, and carry the days active in it. */
  readonly seatWindow: boolean;
  /** What the provider calls its own grouping of people. */
  readonly groupWord: 'department' | 'group';
  /** The vendor's name of the permission behind each feed. */
  readonly permissions: Readonly<Partial<Record<Feed, string>>>;
};

/** Some rows of a feed, already in the domain's words, and a count of what was left out of them. */
export type Batch<Row> = {
  readonly rows: readonly Row[];
  /** Rows that could not be read. */
  readonly rejected: number;
  /** Rows outside the days that were asked for. */
  readonly outOfRange: number;
  /** Sentences about the batch that an admin should know. */
  readonly warnings: readonly string[];
  /** Set where no rows may not mean that there is nobody: a sentence on what else it may mean. */
  readonly doubt?: string;
};

/**
 * A vendor's API. `read` yields batches as pages arrive, keeps only a few in memory, and throws AppError
 * (`unavailable`, `rate_limited`, `unauthorized`, `forbidden`, `contract`, `not_found`, `invalid`), with no secret in it.
 * Aborting the signal ends it with an `unavailable` AppError.
 */
export type Provider = {
  readonly id: ProviderId;
  readonly title: string;
  readonly capabilities: Capabilities;
  /** Proves host and credentials with one cheap request. */
  probe(signal?: AbortSignal): Promise<void>;
  read<F extends Feed>(feed: F, ask: Ask, signal?: AbortSignal): AsyncIterable<Batch<FeedRows[F]>>;
};

/** `zone` is the report's IANA zone; it gives a period its instants where the provider has no day zone of its own. */
export type Ask = { readonly scope: Scope; readonly period: Period | null; readonly zone: string };
