import type { ColumnType, Generated } from 'kysely';
import type { Membership } from '../domain/access.ts';
import type { Day } from '../domain/calendar.ts';
import type { DeliveryState, NewDelivery } from '../domain/deliveries.ts';
import type { Feed } from '../domain/feeds.ts';
import type {
  AuditEvent,
  NudgeState,
  NudgeStep,
  PlannedSeat,
  ReclaimItem,
  ReclaimState,
  RoundState,
  Said,
  SkipReason,
} from '../domain/nudges.ts';
import type { AccessSeen } from '../domain/person-summary.ts';
import type { SeatState } from '../domain/seats.ts';
import type { Every, Section } from '../domain/subscriptions.ts';
import type { ProviderId } from '../domain/usage.ts';
import type { ErrorCode } from '../errors.ts';

/**
 * The tables as the newest migration leaves them. What is a number in the domain (counters, epoch milliseconds) is a
 * double precision here, what is a Date is a timestamptz, and a Day is a date that is read as `YYYY-MM-DD`.
 */
export type Tables = {
  sync_run: SyncRunTable;
  staged_run: { run_id: number };
  staged_row: { run_id: number; key: string; row: unknown };
  staged_usage_day: UsageDayColumns & { seq: Generated<number>; run_id: number };
  coverage: { provider: string; feed: Feed; scope: string; day: Day; fetched_at: Date };
  provider_group: {
    provider: string;
    group_id: string;
    name: string;
    parent_id: string | null;
  };
  group_member: {
    provider: string;
    group_id: string;
    person_id: string;
    source: 'seats' | 'people' | 'usage';
    newest_day: Day | null;
  };
  person: {
    provider: string;
    person_id: string;
    email: string | null;
    name: string | null;
    joined_at: number | null;
    enabled: boolean;
  };
  seat: {
    provider: string;
    person_id: string;
    email: string | null;
    name: string | null;
    state: SeatState;
    given_at: number | null;
    last_active_at: number | null;
    last_active_from: 'use' | 'update' | null;
    listed_for_everyone: boolean;
  };
  seat_window: {
    run_id: number;
    person_id: string;
    active_days: number;
    credits: string | null;
    cycle_start: Day | null;
    cycle_end: Day | null;
  };
  usage_day: { provider: string } & UsageDayColumns;
  last_activity: { provider: string; person_id: string; day: Day; at: number | null };
  department_day: { provider: string } & DepartmentDayColumns;
  slack_person: {
    slack_user_id: string;
    name: string | null;
    email: string | null;
    zone: string | null;
    membership: Membership;
    is_workspace_admin: boolean;
    seen_at: Date;
  };
  slack_lookup: { email: string; slack_user_id: string | null; looked_up_at: Date };
  unlisted: { email: string; at: Date };
  access: { id: Generated<number>; at: Date; slack_user_id: string; what: AccessSeen['what'] };
  access_subject: { access_id: number; email: string };
  subscription: SubscriptionTable;
  delivery: DeliveryTable;
  nudge_round: NudgeRoundTable;
  nudge: NudgeTable;
  nudge_seat: NudgeSeatTable;
  nudge_answer: NudgeAnswerTable;
  exemption: { email: string; until: Day; reason: string | null; by_user: string; at: Date };
  away: { email: string; until: Day; at: Date };
  tips_off: { email: string; at: Date };
  reclaim: ReclaimTable;
  nudge_pause: { single: Generated<boolean>; by_user: string; at: Date };
  nudge_log: NudgeLogTable;
};

type NudgeRoundTable = {
  id: Generated<number>;
  date: Day;
  state: RoundState;
  planned_at: Date;
  expires_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
};

type NudgeTable = {
  id: Generated<string>;
  round_id: number;
  email: string;
  name: string | null;
  slack_user_id: string;
  state: NudgeState;
  why: string | null;
  due_at: Date | null;
  delivery_id: string | null;
  changed_at: Date;
};

type NudgeSeatTable = {
  round_id: number;
  provider: ProviderId;
  person_id: string;
  email: string | null;
  name: string | null;
  standing: PlannedSeat['standing'];
  given_at: number | null;
  last_active_at: number | null;
  given_is_guess: boolean;
  data_to: Day | null;
  usage_since: Day | null;
  seen_at: number | null;
  step: NudgeStep | null;
  reason: SkipReason | null;
  detail: string | null;
  nudge_id: string | null;
  place: number | null;
};

type NudgeAnswerTable = {
  id: Generated<number>;
  nudge_id: string;
  place: number;
  said: ColumnType<Said, string, string>;
  at: Date;
  undo_until: Date;
  undone_at: Date | null;
  before: ColumnType<AnsweredBefore, string | undefined, string>;
};

/** What stood before an answer changed it, as JSON: instants are ISO 8601. */
export type AnsweredBefore = {
  /** The row that the answer has put on the list. */
  readonly listed?: number;
  /** The row that it has changed, as it was. */
  readonly reclaim?: {
    readonly id: number;
    readonly state: ReclaimState;
    readonly source: ReclaimItem['source'];
    readonly decided_by: string | null;
    readonly decided_at: string | null;
    readonly given_back_at: string | null;
  };
  readonly away?: readonly { readonly email: string; readonly until: Day; readonly at: string }[];
};

type ReclaimTable = {
  id: Generated<number>;
  source: ReclaimItem['source'];
  provider: ProviderId;
  person_id: string;
  email: string;
  name: string | null;
  slack_user_id: string;
  idle_since: number | null;
  nudge_id: string | null;
  opened_at: Date;
  state: ReclaimState;
  decided_by: string | null;
  decided_at: Date | null;
  given_back_at: Date | null;
  /** Until when its holder can take back that it is to be here; no admin sees it before. */
  held_until: Date | null;
};

type NudgeLogTable = {
  id: Generated<number>;
  at: Date;
  by_user: string | null;
  what: AuditEvent;
  email: string | null;
  provider: ProviderId | null;
  round_id: number | null;
  why: string | null;
};

type SubscriptionTable = {
  id: Generated<number>;
  slack_team_id: string;
  channel_id: string;
  team_id: string;
  owner_id: string;
  every: ColumnType<Every, string, string>;
  at: string;
  zone: string;
  provider: ProviderId | null;
  names: boolean;
  sections: ColumnType<Section[], string, string>;
  created_at: Date;
  next_date: Day | null;
  next_at: Date | null;
  suspended_at: Date | null;
  suspended_reason: string | null;
};

type DeliveryTable = {
  id: Generated<string>;
  kind: NewDelivery['kind'];
  key: string;
  subject: ColumnType<NewDelivery['subject'], string, string>;
  channel_id: string | null;
  slack_user_id: string | null;
  due_at: Date;
  state: DeliveryState;
  content: string | null;
  redrawn: Generated<number>;
  sent_to: string | null;
  ts: string | null;
  attempts: Generated<number>;
  changed_at: Date;
  not_before: Date;
  error: string | null;
  /** Skipped, and its owner not told of it yet. */
  untold: Generated<boolean>;
};

type SyncRunTable = {
  id: Generated<number>;
  provider: string;
  feed: Feed;
  scope: string;
  period_from: Day | null;
  period_to: Day | null;
  started_at: Date;
  finished_at: Date | null;
  outcome: ColumnType<
    'running' | 'succeeded' | 'failed',
    undefined,
    'running' | 'succeeded' | 'failed'
  >;
  rows: Generated<number>;
  rejected: Generated<number>;
  out_of_range: Generated<number>;
  warnings: ColumnType<string[], undefined, string>;
  newest_day: Day | null;
  error_code: ErrorCode | null;
  error_message: string | null;
  error_permission: string | null;
};

type TotalsColumns = {
  lines_accepted: number | null;
  lines_changed: number | null;
  lines_accepted_chat: number | null;
  lines_accepted_completion: number | null;
  lines_suggested_completion: number | null;
  chat_turns: number | null;
  chat_turns_accepted: number | null;
  completions_accepted: number | null;
  completions_suggested: number | null;
};

type UsageDayColumns = TotalsColumns & {
  person_id: string;
  day: Day;
  active: boolean;
  active_chat: boolean;
  active_completion: boolean;
  last_active_at: number | null;
  splits: string;
};

type DepartmentDayColumns = TotalsColumns & {
  group_id: string;
  day: Day;
  active_people: number | null;
  active_chat: number | null;
  active_completion: number | null;
  splits: string;
};
