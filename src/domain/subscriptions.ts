import type { Day } from './calendar.ts';
import type { ProviderId } from './usage.ts';

/** On which days a digest is due: on days of the week (1 is Monday), or on the first of the month that is Monday to Friday. */
export type Every =
  | { readonly kind: 'weekdays'; readonly days: readonly number[] }
  | { readonly kind: 'first-working-day' };

/** When a digest is due: on those days at `at` (`HH:MM`) on the clocks of an IANA zone. */
export type Schedule = { readonly every: Every; readonly at: string; readonly zone: string };

/** A moment at which a run is due. There is at most one for a local date, and the date is its name. */
export type Slot = { readonly date: Day; readonly at: Date };

/** The parts of a digest that can be left out; headline and freshness always stay. */
export const SECTIONS = ['chart', 'top', 'inactive', 'splits'] as const;

export type Section = (typeof SECTIONS)[number];

/** What somebody wants to have posted: a team's week into a channel. Ids are Slack's; `teamId` is the team's own. */
export type Wish = {
  readonly slackTeamId: string;
  readonly channelId: string;
  readonly teamId: string;
  readonly ownerId: string;
  readonly schedule: Schedule;
  readonly provider: ProviderId | null;
  readonly names: boolean;
  readonly sections: readonly Section[];
};

/** A wish that is kept. `nextRun` is null while it is suspended; `suspended` says since when and why, by Slack's own word. */
export type Subscription = Wish & {
  readonly id: number;
  readonly createdAt: Date;
  readonly nextRun: Slot | null;
  readonly suspended: { readonly at: Date; readonly reason: string } | null;
};
