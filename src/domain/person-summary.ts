import type { Day, Grain, Period } from './calendar.ts';
import type { NudgesSeen } from './nudges-shown.ts';
import type { SeatState, Standing } from './seats.ts';
import type { Changed, ChartPoint, Figures, Note, SplitFigures, UsageFigures } from './summary.ts';
import type { ProviderId } from './usage.ts';

/** One person at one provider. */
export type PersonPart = {
  readonly provider: ProviderId;
  readonly title: string;
  readonly dayZone: string | null;
  readonly dataTo: Day | null;
  readonly fetchedAt: Date | null;
  readonly seat: {
    readonly state: SeatState;
    readonly standing: Standing;
    readonly givenAt: number | null;
    readonly lastActiveAt: number | null;
    readonly lastActiveIsGuess: boolean;
  } | null;
  readonly activeDays: Figures<Changed>;
  readonly usage: Figures<UsageFigures>;
  readonly chart: Figures<{ readonly grain: Grain; readonly points: readonly ChartPoint[] }>;
  readonly splits: Figures<SplitFigures>;
  readonly window: Figures<{ readonly credits: string | null; readonly cycle: Period | null }>;
  readonly notes: readonly Note[];
};

/** Somebody who was shown this person's data. */
export type AccessSeen = {
  readonly at: Date;
  /** Slack's id of somebody, or of the channel that it was posted into for them. */
  readonly slackUserId: string;
  readonly what: 'summary' | 'export' | 'inactive' | 'details' | 'nudges';
};

export type PersonSummary = {
  readonly person: {
    readonly name: string | null;
    readonly email: string | null;
    readonly isSelf: boolean;
  };
  /** The names of the teams that the person belongs to. */
  readonly teams: readonly string[];
  readonly period: Period;
  readonly before: Period;
  readonly zone: string;
  readonly inactiveDays: number;
  readonly providers: readonly PersonPart[];
  /** Shown to the person only. `listed` tells whether top lists may name them; `seen` is newest first, at most 5 of `seenInAll`. */
  readonly privacy: {
    readonly listed: boolean;
    readonly seen: readonly AccessSeen[];
    readonly seenInAll: number;
    /** What the bot wrote to them about their seats, and what they answered. */
    readonly nudges: NudgesSeen;
  } | null;
  readonly notes: readonly Note[];
};
