import type { Day, Period } from './calendar.ts';
import type { Changed, Figures, InactiveSeat, Note, SeatFigures, TooSmall } from './summary.ts';
import type { ProviderId } from './usage.ts';

/** How a ranking is made: by lines accepted, completions accepted or chat turns. */
export type RankedBy = 'lines' | 'completions' | 'chats';

/** A person's place in a ranking. */
export type Ranked = {
  readonly personId: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly value: number;
};

export type RankedPart = {
  readonly provider: ProviderId;
  readonly title: string;
  readonly dataTo: Day | null;
  readonly fetchedAt: Date | null;
  /** Best first, at most as many as asked for. */
  readonly ranking: Figures<readonly Ranked[]>;
  /** People with a value above 0, listed or not. */
  readonly people: number;
  /** How many of them have taken their names off. */
  readonly unlisted: number;
  readonly notes: readonly Note[];
};

/** Which team an answer is about; null for all teams together. */
export type TeamNamed = { readonly id: string; readonly name: string } | null;

export type TopSummary = {
  readonly team: TeamNamed;
  readonly by: RankedBy;
  readonly limit: number;
  readonly period: Period;
  readonly zone: string;
  readonly providers: readonly RankedPart[];
  readonly tooSmall: TooSmall | null;
  readonly notes: readonly Note[];
};

export type InactivePart = {
  readonly provider: ProviderId;
  readonly title: string;
  readonly dataTo: Day | null;
  readonly fetchedAt: Date | null;
  readonly counts: Figures<SeatFigures>;
  /** Idle longest first; null where the reader may see their number only. */
  readonly seats: readonly InactiveSeat[] | null;
  /** The reader's own seat, where it is one of them. */
  readonly own: InactiveSeat | null;
  readonly notes: readonly Note[];
};

export type InactiveSummary = {
  readonly team: TeamNamed;
  readonly days: number;
  readonly graceDays: number;
  readonly zone: string;
  readonly providers: readonly InactivePart[];
  readonly tooSmall: TooSmall | null;
  readonly notes: readonly Note[];
};

/** A team's line at one provider. */
export type TeamCell = {
  readonly provider: ProviderId;
  readonly held: number | null;
  readonly active: number | null;
  readonly inactive: number | null;
  readonly linesAccepted: Changed;
  readonly linesChanged: number | null;
  readonly chatTurns: number | null;
};

export type TeamsSummary = {
  readonly period: Period;
  readonly before: Period;
  readonly zone: string;
  readonly inactiveDays: number;
  readonly providers: readonly {
    readonly provider: ProviderId;
    readonly title: string;
    readonly dataTo: Day | null;
    readonly fetchedAt: Date | null;
    readonly hasLines: boolean;
    readonly notes: readonly Note[];
  }[];
  /** By name; a team without a cell for a provider has nobody there. */
  readonly teams: readonly {
    readonly id: string;
    readonly name: string;
    readonly within: string | null;
    readonly cells: readonly TeamCell[];
    /** Where its figures are left out, since they would tell about too few people. */
    readonly withheld: readonly ProviderId[];
  }[];
  /** How many teams are left out because they, or what could be worked out from them, are too small; and the minimum. */
  readonly tooSmall: { readonly count: number; readonly minimum: number } | null;
  readonly notes: readonly Note[];
};
