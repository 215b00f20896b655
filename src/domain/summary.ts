import type { Grain, Period, Day } from './calendar.ts';
import type { ProviderId } from './usage.ts';

/** A number in the period and in the equally long one before it; null where it is not known. */
export type Changed = { readonly now: number | null; readonly before: number | null };

/** A pooled rate: sum over sum. Null parts are not known; a `whole` of 0 has no rate. */
export type Rate = { readonly part: number | null; readonly whole: number | null };

export type ChangedRate = { readonly now: Rate; readonly before: Rate };

/** Figures, or why there are none: the vendor has no such figure, or it could not be had this time (a note says why). */
export type Figures<T> =
  | { readonly state: 'known'; readonly figures: T }
  | { readonly state: 'not-provided' }
  | { readonly state: 'not-available' };

export type SeatFigures = {
  readonly held: number;
  readonly activeInPeriod: number | null;
  /** Inactive today, by reason; null where the feed behind it is missing, so that nobody can be called inactive. */
  readonly inactive: {
    readonly count: number;
    readonly neverUsed: number;
    readonly lapsed: number;
  } | null;
  /** How far back use is known, where the provider does not say itself when a seat was last used. */
  readonly usageSince: Day | null;
  /** Held for less than the grace period and not used yet: not counted as inactive. */
  readonly fresh: number;
  readonly pending: number;
  readonly disabled: number;
};

export type PeopleFigures = {
  readonly active: Changed;
  readonly chat: Changed;
  readonly completion: Changed;
};

export type UsageFigures = {
  readonly linesAccepted: Changed;
  readonly linesChanged: Changed;
  readonly chatTurns: Changed;
  readonly completions: ChangedRate;
  /** Where the totals come from: the vendor's department days, people's days added up, or the first and people besides. */
  readonly source: 'department-days' | 'person-days' | 'both';
};

export type ChartPoint = {
  readonly period: Period;
  readonly linesAccepted: number | null;
  readonly activePeople: number | null;
};

/** Somebody by what they accepted in the period. `name` is null where the directory does not know the id. */
export type Acceptor = {
  readonly personId: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly linesAccepted: number;
};

/** One name of a split, with its figures; `name` is empty where the vendor did not say. */
export type SplitShare = {
  readonly name: string;
  readonly part: number;
  readonly of: 'lines accepted' | 'completions accepted' | 'chat turns';
};

export type SplitFigures = {
  readonly languages: readonly SplitShare[];
  readonly ides: readonly SplitShare[];
  readonly chatKinds: readonly SplitShare[];
};

/** What a provider that counts in windows says: active days per seat, last use, and credits as it labels them. */
export type WindowFigures = {
  readonly activeDays: { readonly sum: number; readonly people: number };
  readonly lastUsedAt: number | null;
  /** Whether some last uses are only the record's last update. */
  readonly lastUsedIsGuess: boolean;
  /** The sum of the vendor's own credit figures, as reported; null where none was a number. */
  readonly credits: number | null;
  readonly cycle: Period | null;
};

/** A sentence that the reader needs in order to judge the figures. */
export type Note = { readonly kind: 'trouble' | 'remark'; readonly text: string };

/** Whether something went wrong; all else is merely good to know. */
export function isTrouble({ kind }: Note): boolean {
  return kind === 'trouble';
}

export type ProviderSummary = {
  readonly provider: ProviderId;
  readonly title: string;
  readonly groupWord: 'department' | 'group';
  /** The IANA zone of its days, where it is not the report's. */
  readonly dayZone: string | null;
  /** The newest day with data, and when what is shown was last fetched. */
  readonly dataTo: Day | null;
  readonly fetchedAt: Date | null;
  readonly seats: Figures<SeatFigures>;
  /** The inactive seats by name, those idle longest first; null where the reader may see their number only. */
  readonly inactiveSeats: readonly InactiveSeat[] | null;
  readonly people: Figures<PeopleFigures>;
  readonly usage: Figures<UsageFigures>;
  readonly chart: Figures<{ readonly grain: Grain; readonly points: readonly ChartPoint[] }>;
  readonly top: Figures<readonly Acceptor[]>;
  readonly splits: Figures<SplitFigures>;
  readonly window: Figures<WindowFigures>;
  /** People with usage whom the directory could not name. */
  readonly unmatched: number;
  readonly notes: readonly Note[];
};

/** Why no figures are shown: fewer people with seats than `minimum`; or, where it `protects`, figures that would give away another group of so few. */
export type TooSmall = { readonly minimum: number; readonly protects?: true };

/** A team's period at each provider. Providers' figures stand side by side and are never added. */
export type TeamSummary = {
  readonly team: { readonly id: string; readonly name: string };
  readonly period: Period;
  readonly before: Period;
  /** The report's IANA zone. */
  readonly zone: string;
  readonly inactiveDays: number;
  readonly providers: readonly ProviderSummary[];
  /** Set where the team may not be shown; then `providers` is empty. */
  readonly tooSmall: TooSmall | null;
  readonly notes: readonly Note[];
};

/** A seat that nobody uses, with the reason. Instants are epoch milliseconds, null where not known. */
export type InactiveSeat = {
  readonly personId: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly reason: 'never-used' | 'lapsed';
  readonly lastActiveAt: number | null;
  readonly givenAt: number | null;
};
