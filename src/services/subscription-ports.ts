import type { SubscriptionStore } from '../domain/delivery-ports.ts';
import type { Channels } from '../domain/digests.ts';
import type { Clock } from '../domain/ports.ts';
import type { Provider } from '../providers/provider.ts';
import type { FindSlackPerson } from './find-slack-person.ts';
import type { ListTeams } from './list-teams.ts';

/** What everything about subscriptions is answered with. */
export type SubscriptionPorts = {
  readonly subscriptions: Omit<SubscriptionStore, 'claimDue'>;
  readonly listTeams: ListTeams;
  readonly providers: readonly Provider[];
  readonly channels: Channels;
  readonly findSlackPerson: FindSlackPerson;
  readonly clock: Clock;
  /** The report's IANA zone. */
  readonly zone: string;
};
