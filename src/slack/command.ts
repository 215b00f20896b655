import type { PersonAsked } from '../domain/answers.ts';
import type { RankedBy } from '../domain/lists.ts';
import type { Every, Section } from '../domain/subscriptions.ts';
import type { NudgeAction, Until } from './command-nudge-values.ts';

/** What a report may be narrowed to; null where it was left out. */
type Narrowed = { readonly period: string | null; readonly provider: string | null };

/** What somebody asks for, as typed or as a button carries it. Periods stay text: the service reads them. */
export type Command =
  /** Nothing was typed: one's own summary, else the help. */
  | { readonly verb: 'mine' }
  | { readonly verb: 'help' }
  | ({ readonly verb: 'report'; readonly team: string; readonly details: boolean } & Narrowed)
  | ({ readonly verb: 'me' } & Narrowed)
  | ({ readonly verb: 'person'; readonly user: PersonAsked } & Narrowed)
  | ({
      readonly verb: 'top';
      readonly team: string | null;
      readonly by: RankedBy;
      readonly limit: number;
    } & Narrowed)
  | {
      readonly verb: 'inactive';
      readonly team: string | null;
      readonly days: number | null;
      readonly provider: string | null;
    }
  | ({ readonly verb: 'teams' } & Narrowed)
  | ({
      readonly verb: 'export';
      readonly team: string | null;
      readonly user: PersonAsked | null;
      /** One row for each seat instead of each person and day. */
      readonly seats: boolean;
    } & Narrowed)
  | { readonly verb: 'status'; readonly unmatched: boolean }
  /** What is null was left out; without a team the form opens. */
  | {
      readonly verb: 'subscribe';
      readonly team: string | null;
      readonly every: Every | null;
      readonly at: string | null;
      readonly zone: string | null;
      readonly provider: string | null;
      readonly names: boolean | null;
      readonly sections: readonly Section[] | null;
      readonly channel: { readonly channelId: string; readonly label: string | null } | null;
    }
  | { readonly verb: 'subscriptions' }
  | { readonly verb: 'unsubscribe'; readonly id: number }
  /** Only the log can be of one person. */
  | { readonly verb: 'nudges'; readonly action: NudgeAction; readonly user: PersonAsked | null }
  | {
      readonly verb: 'exempt';
      readonly user: PersonAsked;
      readonly until: Until;
      readonly reason: string | null;
    };
