import { sayInstant } from '../domain/calendar.ts';
import type { DeliveryStore } from '../domain/delivery-ports.ts';
import type { Clock } from '../domain/ports.ts';
import type { NudgeStore } from '../domain/nudge-ports.ts';
import type { Note } from '../domain/summary.ts';
import { remark, trouble } from './explain-trouble.ts';
import type { SendRefusal } from './send-token.ts';

/** Says how sending goes, where there is anything to say. */
export type TellSending = () => Promise<readonly Note[]>;

type Refused = SendRefusal & { readonly at: Date };

type Ports = {
  readonly deliveries: Pick<DeliveryStore, 'tally'>;
  readonly nudges: Pick<NudgeStore, 'undelivered'>;
  /** Since when Slack refuses the bot, and why; null while it does not. */
  readonly refused: () => Refused | null;
  readonly zone: string;
  readonly clock: Clock;
};

const LATELY_MS = 7 * 86_400_000;

/** Since when what was not delivered is spoken of. */
export function undeliveredSince(now: Date): Date {
  return new Date(now.getTime() - LATELY_MS);
}

export function createTellSending({
  deliveries,
  nudges,
  refused,
  zone,
  clock,
}: Ports): TellSending {
  return async () => {
    const { digest = {} } = await deliveries.tally();
    const { pending = 0, sending = 0, unknown = 0 } = digest;
    const stopped = refused();
    const lost = await nudges.undelivered(undeliveredSince(clock()));
    return [
      ...(stopped ? [refusedNote(stopped, zone)] : []),
      ...(unknown > 0
        ? [
            trouble(
              `Of ${digests(unknown)} nobody knows whether it arrived: their owners were asked.`,
            ),
          ]
        : []),
      ...(lost.failed + lost.unknown > 0 ? [trouble(lostText(lost))] : []),
      ...(pending + sending > 0 ? [remark(`${digests(pending + sending)} on the way.`)] : []),
    ];
  };
}

function refusedNote({ at, reason, lacks }: Refused, zone: string): Note {
  if (lacks !== null) {
    return trouble(
      `The bot’s Slack app has lacked ${lacks} since ${sayInstant(at, zone)}: no digest goes out until it is installed again from manifest.yml. None is lost.`,
    );
  }
  return trouble(
    `Slack has refused the bot’s token since ${sayInstant(at, zone)} (${reason}): no digest goes out until SLACK_BOT_TOKEN is valid again. None is lost.`,
  );
}

function lostText({ failed, unknown }: { failed: number; unknown: number }): string {
  const parts = [
    ...(failed > 0 ? [`${failed} not delivered`] : []),
    ...(unknown > 0 ? [`of ${unknown} nobody knows whether they arrived`] : []),
  ];
  return `Messages about nudges in the last seven days: ${parts.join('; ')}. “nudges status” tells admins more.`;
}

function digests(count: number): string {
  return count === 1 ? '1 digest' : `${count} digests`;
}
