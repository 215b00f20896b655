import { dayOf } from '../domain/calendar.ts';
import { forAdmins } from '../domain/nudge-subjects.ts';
import type { NudgePorts } from './nudge-ports.ts';
import { createPlanRound } from './plan-nudges.ts';
import { reviewReclaims } from './review-reclaims.ts';

/** What there was to do: a round that was planned, messages whose fate was written down, and seats that were looked for. */
type Advanced = {
  readonly planned: number | null;
  readonly settled: number;
  readonly checked: number;
};

/** Moves nudges on by the clock; to be called every minute, also by several replicas at once. */
export function createAdvanceNudges(ports: NudgePorts): () => Promise<Advanced> {
  const planRound = createPlanRound(ports);
  // Each is written down once by its name; this only spares the asking.
  let toldMonth = '';
  let toldRound = 0;
  return async () => {
    const { nudges, clock, adminChannel, zone } = ports;
    await nudges.expire(clock());
    const settled = await nudges.settle(clock());
    const newest = await nudges.newestRound();
    if (newest?.state === 'done' && newest.id !== toldRound) {
      const key = `reclaims/round/${newest.id}`;
      await nudges.tell(forAdmins(adminChannel, key, { about: 'reclaims' }, clock()), clock());
      toldRound = newest.id;
    }
    const checked = await reviewReclaims(ports);
    const month = monthBefore(dayOf(clock(), zone));
    const firstSent = month === toldMonth ? null : await nudges.firstSentAt();
    // Of a month before the first message there is nothing to be told.
    if (firstSent && dayOf(firstSent, zone).slice(0, month.length) <= month) {
      const subject = { about: 'month', month } as const;
      await nudges.tell(forAdmins(adminChannel, `month/${month}`, subject, clock()), clock());
      toldMonth = month;
    }
    const round = await planRound();
    return { planned: round?.id ?? null, settled, checked };
  };
}

function monthBefore(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const before = month === 1 ? [year - 1, 12] : [year, month - 1];
  return before.map((part) => String(part).padStart(2, '0')).join('-');
}
