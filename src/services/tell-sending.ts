import { sayInstant } from '../domain/calendar.ts';
import type { DeliveryStore } from '../domain/delivery-ports.ts';
import type { Note } from '../domain/summary.ts';
import { remark, trouble } from './explain-trouble.ts';
import type { SendRefusal } from './send-token.ts';

/** Says how sending goes, where there is anything to say. */
export type TellSending = () => Promise<readonly Note[]>;

type Refused = SendRefusal & { readonly at: Date };

type Ports = {
  readonly deliveries: Pick<DeliveryStore, 'tally'>;
  /** Since when Slack refuses the bot, and why; null while it does not. */
  readonly refused: () => Refused | null;
  readonly zone: string;
};

export function createTellSending({ deliveries, refused, zone }: Ports): TellSending {
  return async () => {
    const { digest = {} } = await deliveries.tally();
    const { pending = 0, sending = 0, unknown = 0 } = digest;
    const stopped = refused();
    return [
      ...(stopped ? [refusedNote(stopped, zone)] : []),
      ...(unknown > 0
        ? [
            trouble(
              `Of ${digests(unknown)} nobody knows whether it arrived: their owners were asked.`,
            ),
          ]
        : []),
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

function digests(count: number): string {
  return count === 1 ? '1 digest' : `${count} digests`;
}
