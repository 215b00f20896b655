import type { NudgeStore } from '../domain/nudge-ports.ts';
import type { NudgePolicy } from '../domain/nudge-settings.ts';
import type { Clock, PeopleStore, UsageStore } from '../domain/ports.ts';
import type { Provider } from '../providers/provider.ts';
import type { FindSlackPerson } from './find-slack-person.ts';
import type { ListTeams } from './list-teams.ts';

/** What everything about nudges is done with. */
export type NudgePorts = {
  readonly nudges: NudgeStore;
  readonly people: Pick<PeopleStore, 'lookups' | 'noteAccess' | 'takeBackAccess'>;
  readonly store: UsageStore;
  readonly providers: readonly Provider[];
  readonly listTeams: ListTeams;
  readonly findSlackPerson: FindSlackPerson;
  readonly policy: NudgePolicy;
  /** Slack's id of the admins' channel; null where there is none. */
  readonly adminChannel: string | null;
  readonly clock: Clock;
  /** The report's IANA zone. */
  readonly zone: string;
};
