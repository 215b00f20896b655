import type { TeamSummary } from './summary.ts';

/** Who asks, by Slack's ids. */
type Actor = { readonly slackUserId: string; readonly slackTeamId: string };

/** A question for a team's summary as somebody typed it; null where a part was left out. */
type TeamQuestion = {
  readonly team: string;
  readonly period: string | null;
  readonly provider: string | null;
};

/** Said when a question must wait for vendors: their titles, and the team by its name. */
export type Progress = { readonly team: string; readonly titles: readonly string[] };

/** A team as it is offered to somebody who asked for another one. */
export type TeamOffer = {
  readonly id: string;
  readonly name: string;
  /** What it lies in, to tell it from others of its name. */
  readonly within?: string | null;
};

export type ReportTeamResult =
  | { readonly kind: 'summary'; readonly summary: TeamSummary }
  | {
      readonly kind: 'unknown-team';
      readonly asked: string;
      readonly suggestions: readonly TeamOffer[];
      /** How many teams there are. */
      readonly known: number;
    }
  | {
      readonly kind: 'ambiguous-team';
      readonly asked: string;
      readonly candidates: readonly TeamOffer[];
    }
  | { readonly kind: 'bad-period'; readonly problem: string; readonly suggestion: string }
  | { readonly kind: 'bad-provider'; readonly asked: string; readonly known: readonly string[] }
  | { readonly kind: 'no-teams'; readonly why: string };

/** Answers a question for a team's summary. May call `onProgress` before it settles; throws AppError where it cannot answer at all. */
export type ReportTeam = (
  actor: Actor,
  ask: TeamQuestion,
  onProgress: (progress: Progress) => void,
) => Promise<ReportTeamResult>;
