import type { Clock, PeopleStore, UsageStore } from '../domain/ports.ts';
import type { Provider } from '../providers/provider.ts';
import type { FetchMissing } from './fetch-missing.ts';
import type { HideSmall } from './hide-small.ts';
import type { ListTeams } from './list-teams.ts';

/** What every question about usage is answered with. `fetchMissing` has the patience of one question. */
export type QuestionPorts = {
  readonly store: UsageStore;
  readonly people: PeopleStore;
  readonly providers: readonly Provider[];
  readonly listTeams: ListTeams;
  readonly fetchMissing: FetchMissing;
  readonly hideSmall: HideSmall;
  readonly clock: Clock;
  /** The report's IANA zone. */
  readonly zone: string;
  readonly retentionDays: number;
};
