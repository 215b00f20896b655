import type { Delivery, NewDelivery } from '../domain/deliveries.ts';
import type { NudgeStore } from '../domain/nudge-ports.ts';
import { nudgeSubjectOf, undeliveredSubject } from '../domain/nudge-subjects.ts';
import type { Undelivered } from '../domain/nudges-shown.ts';
import { foldEmail } from '../domain/people.ts';
import type { Clock } from '../domain/ports.ts';

type Ports = {
  readonly nudges: Pick<NudgeStore, 'nudge' | 'slackPeople' | 'tell'>;
  /** Slack's id of the admins' channel; null where there is none. */
  readonly adminChannel: string | null;
  /** Slack's ids and e-mail addresses of admins; empty where the workspace's own are. */
  readonly adminUsers: readonly string[];
  readonly clock: Clock;
  /** Called of everything that was not delivered, for the log: `told` is whether anybody is told of it. */
  readonly onUndelivered: (what: Undelivered, told: boolean) => void;
};

/**
 * Tells the admins of a message about nudges that was not delivered, or of which nobody knows whether it was: each thing once,
 * however often it is called. In their channel; where that is what takes nothing, or is none, each of them in person.
 */
export type TellAdmins = (
  delivery: Delivery,
  trouble: Pick<Undelivered, 'trouble' | 'reason'>,
) => Promise<void>;

export function createTellAdmins(ports: Ports): TellAdmins {
  const { nudges, adminChannel, clock, onUndelivered } = ports;
  return async (delivery, { trouble, reason }) => {
    const subject = nudgeSubjectOf(delivery);
    if (!subject) return;
    const { id: deliveryId, to } = delivery;
    const what: Undelivered = { deliveryId, of: subject.about, trouble, reason, to };
    const isChannelLost = trouble === 'failed' && 'channelId' in to;
    const isNotice = subject.about === 'undelivered';
    const places =
      isNotice && 'slackUserId' in to
        ? []
        : await placesFor(isChannelLost ? null : adminChannel, ports);
    onUndelivered(what, places.length > 0);
    const key = await keyOf(delivery, what, nudges);
    const told = isNotice ? subject : undeliveredSubject(what);
    const dueAt = clock();
    await nudges.tell(
      places.map((place): NewDelivery => {
        const own = 'slackUserId' in place ? `${key}/${place.slackUserId}` : key;
        return { kind: 'nudge', key: own, subject: told, to: place, dueAt };
      }),
      dueAt,
    );
  };
}

/** What befalls many of a round for the same reason is told once. */
async function keyOf(
  { id, attempts, subject }: Delivery,
  { trouble, reason }: Undelivered,
  nudges: Ports['nudges'],
): Promise<string> {
  // Sent again, it may get lost again.
  if (trouble === 'unknown') return `undelivered/${id}/${attempts}`;
  const nudge = subject['about'] === 'nudge' ? await nudges.nudge(String(subject['nudge'])) : null;
  return nudge ? `undelivered/round/${nudge.roundId}/${reason}` : `undelivered/${id}`;
}

async function placesFor(
  channelId: string | null,
  { nudges, adminUsers }: Ports,
): Promise<NewDelivery['to'][]> {
  if (channelId !== null) return [{ channelId }];
  const ids = adminUsers.filter((admin) => !admin.includes('@'));
  const emails = adminUsers.flatMap((admin) =>
    admin.includes('@') ? (foldEmail(admin) ?? []) : [],
  );
  const known = await nudges.slackPeople(emails);
  const found = [...known.values()].filter(({ membership }) => membership === 'member');
  const all = new Set([...ids, ...found.map(({ slackUserId }) => slackUserId)]);
  return [...all].map((slackUserId) => ({ slackUserId }));
}
