import type { Team } from './teams.ts';
import type { Schedule } from './subscriptions.ts';
import type { ProviderId } from './usage.ts';

/** An amount in a currency by its ISO 4217 code. */
export type Money = { readonly amount: number; readonly currency: string };

/** After how many days what is told; a team may have its own. */
export type NudgeDays = {
  /** Without use, from the later of last use and the day the seat was given, until the first nudge. */
  readonly firstDays: number;
  /** From the first nudge to the second. */
  readonly againDays: number;
  /** Without use, until a seat is proposed for reclaim. */
  readonly reclaimDays: number;
};

/** What a company wants done about seats that nobody uses. */
export type NudgePolicy = NudgeDays & {
  /** Between two messages to the same person, whatever they are about. */
  readonly betweenDays: number;
  /** In which a seat is new. */
  readonly graceDays: number;
  /** After Keep it. */
  readonly keepDays: number;
  /** Whether rounds go out without asking once a message of an approved one was sent. */
  readonly auto: boolean;
  readonly perMinute: number;
  /** When a round is planned; its zone is null for the report's. */
  readonly schedule: Omit<Schedule, 'zone'> & { readonly zone: string | null };
  /** Whom to ask for help, as it is written: a channel, an address, a link. */
  readonly contact: string | null;
  /** Links that help to set a product up. */
  readonly setUp: Readonly<Record<ProviderId, readonly string[]>>;
  /** What a seat costs in a month. */
  readonly prices: Readonly<Record<ProviderId, Money>>;
  /** Where teams differ, by their ids. */
  readonly teams: Readonly<Record<Team['id'], TeamNudges>>;
};

export type TeamNudges = { readonly off: boolean } & Partial<NudgeDays>;

/** The policy of a company that has written none. */
export const DEFAULT_NUDGE_POLICY: NudgePolicy = {
  firstDays: 30,
  againDays: 15,
  reclaimDays: 60,
  betweenDays: 14,
  graceDays: 14,
  keepDays: 60,
  auto: false,
  perMinute: 30,
  schedule: { every: { kind: 'weekdays', days: [1] }, at: '10:00', zone: null },
  contact: null,
  setUp: {},
  prices: {},
  teams: {},
};
