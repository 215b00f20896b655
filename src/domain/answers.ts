import type { Actor, Audience, Refusal } from './access.ts';
import type { Day } from './calendar.ts';
import type { InactiveSummary, RankedBy, TeamsSummary, TopSummary } from './lists.ts';
import type { PersonSummary } from './person-summary.ts';
import type { StatusSummary } from './status.ts';
import type { TeamSummary } from './summary.ts';
import type { TeamDetails } from './team-details.ts';

/** A person as somebody asked for them: as themselves, by a mention in Slack, by e-mail address, or in words that are none of these. */
export type PersonAsked =
  | { readonly kind: 'me' }
  | { readonly kind: 'mention'; readonly slackUserId: string; readonly label: string | null }
  | { readonly kind: 'email'; readonly email: string }
  | { readonly kind: 'words'; readonly text: string };

/** What every question may say besides; null where it was left out. The audience is the asker unless the answer is shared. */
export type Asked = {
  readonly period: string | null;
  readonly provider: string | null;
  readonly audience: Audience;
  /** Whether the asker gets all of every list, and not only what a message has room for. */
  readonly whole?: boolean;
};

/** Said when a question must wait: for vendors by their titles, or for the work itself (`share` of it, 0 to 1). */
export type Progress =
  | {
      readonly kind: 'asking';
      /** Whom the question is about, by name. */
      readonly about: string;
      readonly titles: readonly string[];
    }
  | { readonly kind: 'working'; readonly what: string; readonly share: number | null };

export type OnProgress = (progress: Progress) => void;

/** A team as it is offered to somebody who asked for another one. */
export type TeamOffer = {
  readonly id: string;
  readonly name: string;
  /** What it lies in, to tell it from others of its name. */
  readonly within?: string | null;
};

/** The ways in which any question can end without its answer. */
export type DeadEnd =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
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
  | { readonly kind: 'no-teams'; readonly why: string }
  /** Nobody is known by what was asked: `email` is the address that was looked for, null where there is none. */
  | { readonly kind: 'unknown-person'; readonly asked: string; readonly email: string | null };

/** What the asker may do with an answer: which buttons make sense. */
export type Offers = {
  readonly share: boolean;
  readonly details: boolean;
  readonly download: boolean;
  /** The ids of all providers that could be asked for here. */
  readonly providers: readonly string[];
};

/**
 * Every question takes the actor first and refuses before it asks the store for any figure. It may call `onProgress` before
 * it settles, and throws AppError where it cannot answer at all.
 */
type Question<Ask, Result> = (
  actor: Actor,
  ask: Ask,
  onProgress: OnProgress,
) => Promise<Result | DeadEnd>;

/** A team's summary; with `details`, its days and splits in full and, for those who may see them, its people. */
export type ReportTeam = Question<
  Asked & { readonly team: string; readonly details: boolean },
  {
    readonly kind: 'summary';
    readonly summary: TeamSummary;
    readonly details: TeamDetails | null;
    readonly offers: Offers;
  }
>;

/** One person's summary; `person: null` asks for one's own. `no-seat` is said of oneself only. */
export type ReportPerson = Question<
  Asked & { readonly person: PersonAsked | null },
  | { readonly kind: 'person'; readonly summary: PersonSummary; readonly offers: Offers }
  | { readonly kind: 'no-seat'; readonly email: string | null }
>;

/** Top acceptors of a team, or of all teams where it is null. `limit` is 1 to 100. */
export type ListTop = Question<
  Asked & { readonly team: string | null; readonly by: RankedBy; readonly limit: number },
  { readonly kind: 'top'; readonly summary: TopSummary; readonly offers: Offers }
>;

/** Inactive seats of a team, or of all teams, not used for `days` (1 to 365; null: 30). There is no period to it. */
export type ListInactive = Question<
  Omit<Asked, 'period'> & { readonly team: string | null; readonly days: number | null },
  { readonly kind: 'inactive'; readonly summary: InactiveSummary; readonly offers: Offers }
>;

/** All teams side by side. */
export type CompareTeams = Question<
  Asked,
  { readonly kind: 'teams'; readonly summary: TeamsSummary; readonly offers: Offers }
>;

/** Each provider's freshness and the people whom nobody could match. */
export type ReportStatus = (
  actor: Actor,
  ask: { readonly unmatched: boolean },
) => Promise<
  | { readonly kind: 'status'; readonly summary: StatusSummary }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
>;

/**
 * Sends usage days, or with `seats` the seats as they are today, as a CSV file into the asker's direct messages: a team's, a
 * person's, or all (`team` and `person` null: an admin's all, anybody else's own).
 */
export type ExportUsage = Question<
  Omit<Asked, 'audience'> & {
    readonly team: string | null;
    readonly person: PersonAsked | null;
    readonly seats: boolean;
  },
  | {
      readonly kind: 'exported';
      readonly file: string;
      readonly rows: number;
      readonly bytes: number;
      readonly from: Day;
      readonly to: Day;
      /** The conversation that the file is in. */
      readonly slackChannelId: string;
    }
  | { readonly kind: 'nothing-to-export'; readonly why: string }
>;

/** Puts one's own name on the top lists, or takes it off; refuses whoever has no e-mail address in Slack. */
export type SetListed = (
  actor: Actor,
  listed: boolean,
) => Promise<
  | { readonly kind: 'listed'; readonly listed: boolean }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'no-email' }
>;

/** Whether anything may be shown to everybody in a channel; null where it may. */
export type CheckShare = (channelId: string) => Promise<Refusal | null>;

/** Says who asks: by Slack's ids, as Slack's directory knows them. Throws AppError where Slack cannot be asked and nothing is remembered. */
export type IdentifyActor = (slackUserId: string, slackTeamId: string) => Promise<Actor>;

/** All that somebody can ask for, as the commands and buttons call it. */
export type Questions = {
  readonly identifyActor: IdentifyActor;
  readonly reportTeam: ReportTeam;
  readonly reportPerson: ReportPerson;
  readonly listTop: ListTop;
  readonly listInactive: ListInactive;
  readonly compareTeams: CompareTeams;
  readonly reportStatus: ReportStatus;
  readonly exportUsage: ExportUsage;
  readonly setListed: SetListed;
  readonly checkShare: CheckShare;
};
