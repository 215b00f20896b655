import type { Actor } from '../domain/access.ts';
import { dayOf } from '../domain/calendar.ts';
import type { NudgesSeen } from '../domain/nudges-shown.ts';
import type { NudgePorts } from './nudge-ports.ts';
import { titlesOf } from './show-round.ts';

/** What the bot has sent somebody, and what they said to it: for that person only. */
export type ListNudgesSeen = (actor: Pick<Actor, 'slackUserId' | 'email'>) => Promise<NudgesSeen>;

const SHOWN = 5;

export function createListNudgesSeen(ports: NudgePorts): ListNudgesSeen {
  return async ({ slackUserId, email }) => {
    const { nudges, clock, zone } = ports;
    await nudges.settle(clock());
    const { nudges: sent, inAll } = await nudges.sentTo(slackUserId, SHOWN);
    const past = await nudges.past();
    const today = dayOf(clock(), zone);
    const ahead = (day: string | undefined) => (day !== undefined && day >= today ? day : null);
    const titles = titlesOf(ports);
    return {
      sent: await Promise.all(
        sent.map(async ({ id, changedAt, seats }) => {
          const answers = await nudges.answers(id);
          return {
            at: changedAt,
            seats: seats.map(({ provider, step }, place) => ({
              provider,
              title: titles[provider] ?? provider,
              step,
              said: answers.find(({ seat }) => seat === place)?.said ?? null,
            })),
          };
        }),
      ),
      inAll,
      tipsOff: email !== null && past.tipsOff.has(email),
      awayUntil: email === null ? null : ahead(past.away.get(email)),
      exemptUntil: email === null ? null : ahead(past.exempt.get(email)),
    };
  };
}
