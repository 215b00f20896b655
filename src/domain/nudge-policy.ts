import { dayOf, type Day } from './calendar.ts';
import { seatKey, type NewNudge, type NudgePast, type NudgeSeat } from './nudge-ports.ts';
import type { NudgeDays, NudgePolicy } from './nudge-settings.ts';
import type { Decision, NudgeStep, PlannedSeat, SkipReason } from './nudges.ts';
import { standingOf, type Standing } from './seats.ts';
import type { Team } from './teams.ts';
import type { ProviderId } from './usage.ts';

/** What a round is decided by. Pure: everything that a decision looks at is here. */
export type Situation = {
  readonly now: Date;
  /** The report's IANA zone, in which days are counted. */
  readonly zone: string;
  readonly policy: NudgePolicy;
  readonly teams: readonly Team[];
  readonly past: NudgePast;
  /** Titles of the providers whose data is stale. */
  readonly stale: readonly string[];
  /** Whether the use of so many last days is known of a provider, and from when to when its data reaches. */
  readonly data: Readonly<Record<ProviderId, ProviderReach | undefined>>;
};

type ProviderReach = Pick<PlannedSeat, 'dataTo' | 'usageSince' | 'seenAt'> & {
  readonly known: (days: number) => boolean;
};

export type Plan = {
  readonly seats: readonly PlannedSeat[];
  readonly nudges: readonly NewNudge[];
};

/** How seats of one person are treated: by the gentlest of their teams. */
type Treatment = NudgeDays & { readonly off: boolean };

const DAY_MS = 86_400_000;

/** Decides about every held seat that is not in use; whoever is told of several gets one message. */
export function planNudges(seats: readonly NudgeSeat[], situation: Situation): Plan {
  const teamsOf = teamsByPerson(seats, situation.teams);
  const planned = seats.flatMap((seat) => {
    const treatment = treatmentOf(teamsOf(seat), situation.policy);
    return planSeat(seat, treatment, situation) ?? [];
  });
  const told = planned.filter(({ plan }) => plan.decision.kind === 'tell');
  const people = Map.groupBy(told, ({ seat }) => seat.slack?.slackUserId ?? '');
  const nudges = [...people].map(([slackUserId, own]) => ({
    slackUserId,
    email: own[0]?.seat.email ?? '',
    name: own.map(({ seat }) => seat.name).find((name) => name !== null) ?? null,
    seats: own.map(({ seat: { provider, personId } }) => ({ provider, personId })),
  }));
  return { seats: planned.map(({ plan }) => plan), nudges };
}

function planSeat(
  seat: NudgeSeat,
  treatment: Treatment,
  situation: Situation,
): { readonly seat: NudgeSeat; readonly plan: PlannedSeat } | null {
  const { provider, personId, email, name, lastActiveAt, givenAt, givenIsGuess } = seat;
  const data = situation.data[provider];
  const standing = standingOf(seat, {
    now: situation.now,
    inactiveDays: treatment.firstDays,
    graceDays: situation.policy.graceDays,
    activityKnown: seat.isRead && (data?.known(treatment.firstDays) ?? false),
  });
  if (standing === 'active') return null;
  const decision = decide(seat, standing, treatment, situation);
  const { dataTo = null, usageSince = null, seenAt = null } = data ?? {};
  const use = { lastActiveAt, givenAt, givenIsGuess, dataTo, usageSince, seenAt };
  return { seat, plan: { provider, personId, email, name, standing, ...use, decision } };
}

/** The first reason that holds is the one that is told. */
function decide(
  seat: NudgeSeat,
  standing: Exclude<Standing, 'active'>,
  treatment: Treatment,
  situation: Situation,
): Decision {
  const { stale, past, now, policy } = situation;
  if (stale.length > 0) return skip('stale-feed', stale.join(', '));
  if (standing === 'new') return skip('new');
  if (!seat.isInTeam) return skip('no-team');
  const idleSince = idleSinceOf(seat);
  if (standing === 'unknown' || idleSince === null) return skip('not-known');
  if (treatment.off) return skip('team-off');
  const { slack, email } = seat;
  if (email === null || slack === null) return skip('unmatched');
  if (slack.membership !== 'member') return skip('no-slack-person', slack.membership);
  const rest = restOf(seat, email, situation);
  if (rest) return rest;
  const told = past.told.get(slack.slackUserId);
  const quietUntil = (told?.getTime() ?? -Infinity) + policy.betweenDays * DAY_MS;
  if (quietUntil > now.getTime()) return skip('told-lately', dayIn(quietUntil, situation));
  return stepFor(seat, idleSince, past.tipsOff.has(email), treatment, situation);
}

/** Who or what is left alone for a while. */
function restOf(seat: NudgeSeat, email: string, situation: Situation): Decision | null {
  const { past, policy, now, zone } = situation;
  const today = dayOf(now, zone);
  const [exempt, away] = [past.exempt.get(email), past.away.get(email)];
  if (exempt !== undefined && exempt >= today) return skip('exempt', exempt);
  if (away !== undefined && away >= today) return skip('on-leave', away);
  if (past.listed.has(seatKey(seat))) return skip('listed');
  const answer = past.said.get(seatKey(seat));
  const kind = answer?.said.kind;
  if (!answer || (kind !== 'keep' && kind !== 'wrong')) return null;
  const until = answer.at.getTime() + policy.keepDays * DAY_MS;
  if (until <= now.getTime()) return null;
  return skip(kind === 'keep' ? 'asked-to-keep' : 'disputed', dayIn(until, situation));
}

/**
 * What a seat is told next. Nobody hears of a reclaim before two nudges; whoever wants none hears of it just as late, as the
 * rounds that would have nudged them count as if they had.
 */
function stepFor(
  seat: NudgeSeat,
  idleSince: number,
  tipsOff: boolean,
  treatment: Treatment,
  situation: Situation,
): Decision {
  const decision = nextStep(seat, idleSince, treatment, situation);
  if (!tipsOff || decision.kind === 'skip' || decision.step === 'reclaim') return decision;
  return skip('opted-out', decision.step);
}

function nextStep(
  seat: NudgeSeat,
  idleSince: number,
  { firstDays, againDays, reclaimDays }: Treatment,
  situation: Situation,
): Decision {
  const { past, now, policy } = situation;
  // What was told before the seat was last in use, or before its holder answered, is over; not for who only asked for help.
  const answer = past.said.get(seatKey(seat));
  const answeredAt = answer && answer.said.kind !== 'set-up' ? answer.at.getTime() : 0;
  const since = Math.max(idleSince, answeredAt);
  const steps = (past.steps.get(seatKey(seat)) ?? []).filter(({ at }) => at.getTime() > since);
  const first = steps.find(({ step }) => step === 'first');
  const second = steps.find(({ step }) => step === 'second');
  const due = !first
    ? daysAfter(idleSince, firstDays)
    : second
      ? Math.max(
          daysAfter(idleSince, reclaimDays),
          daysAfter(second.at.getTime(), policy.betweenDays),
        )
      : daysAfter(first.at.getTime(), againDays);
  if (due > now.getTime()) return skip('not-yet', dayIn(due, situation));
  if (!first) return tell('first');
  if (!second) return tell('second');
  // Use may be known for fewer days than that.
  return situation.data[seat.provider]?.known(reclaimDays) ? tell('reclaim') : skip('not-known');
}

function daysAfter(instant: number, days: number): number {
  return instant + days * DAY_MS;
}

/** Since when nobody uses a seat: the later of the day it was given and its last use; null where neither is known. */
function idleSinceOf({
  givenAt,
  lastActiveAt,
}: Pick<NudgeSeat, 'givenAt' | 'lastActiveAt'>): number | null {
  const since = Math.max(givenAt ?? -Infinity, lastActiveAt ?? -Infinity);
  return since === -Infinity ? null : since;
}

/** Teams by group at any provider or by address; a person's teams are those of all their seats. */
function teamsByPerson(
  seats: readonly NudgeSeat[],
  teams: readonly Team[],
): (seat: NudgeSeat) => readonly Team[] {
  const byEmail = new Map<string, Set<Team>>();
  for (const seat of seats) {
    if (seat.email === null) continue;
    const own = byEmail.get(seat.email) ?? new Set();
    for (const team of teamsOfSeat(seat, teams)) own.add(team);
    byEmail.set(seat.email, own);
  }
  return (seat) =>
    seat.email === null ? teamsOfSeat(seat, teams) : [...(byEmail.get(seat.email) ?? [])];
}

function teamsOfSeat({ provider, groupIds, email }: NudgeSeat, teams: readonly Team[]): Team[] {
  return teams.filter(
    ({ groups, members }) =>
      (email !== null && members.includes(email)) ||
      (groups[provider] ?? []).some((id) => groupIds.includes(id)),
  );
}

function treatmentOf(teams: readonly Team[], policy: NudgePolicy): Treatment {
  const own = teams.map(({ id }) => ({ off: false, ...policyDays(policy), ...policy.teams[id] }));
  const most = (key: keyof NudgeDays) =>
    own.length === 0 ? policy[key] : Math.max(...own.map((days) => days[key]));
  return {
    off: own.some(({ off }) => off),
    firstDays: most('firstDays'),
    againDays: most('againDays'),
    reclaimDays: most('reclaimDays'),
  };
}

function policyDays({ firstDays, againDays, reclaimDays }: NudgePolicy): NudgeDays {
  return { firstDays, againDays, reclaimDays };
}

function tell(step: NudgeStep): Decision {
  return { kind: 'tell', step };
}

function skip(reason: SkipReason, detail: string | null = null): Decision {
  return { kind: 'skip', reason, detail };
}

function dayIn(until: number, { zone }: Situation): Day {
  return dayOf(until, zone);
}
