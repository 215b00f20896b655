import { refusalOf, type Actor } from '../domain/access.ts';
import type { DeadEnd, OnProgress } from '../domain/answers.ts';
import type { Period } from '../domain/calendar.ts';
import type { Team } from '../domain/teams.ts';
import type { ProviderId } from '../domain/usage.ts';
import type { Provider } from '../providers/provider.ts';
import { choosePeriod } from './choose-period.ts';
import { chooseProviders } from './choose-providers.ts';
import { chooseTeam, type ChosenTeam } from './choose-team.ts';
import type { QuestionPorts } from './question-ports.ts';
import { createSayAsking } from './say-asking.ts';

/** A question about a team, or about all of them, once everything in it is understood. */
export type Subject = ChosenTeam & {
  readonly teams: readonly Team[];
  readonly providers: readonly Provider[];
  readonly period: Period;
  /** To be called before a provider is asked. */
  readonly onAsk: (id: ProviderId) => void;
};

type Ask = {
  readonly team: string | null;
  readonly provider: string | null;
  readonly period: string | null;
};

/** Refuses whoever may ask nothing, then reads what is asked for, or says why that is not possible. */
export async function understand(
  actor: Actor,
  ask: Ask,
  ports: QuestionPorts,
  onProgress: OnProgress,
): Promise<Subject | DeadEnd> {
  const refusal = refusalOf(actor);
  if (refusal) return { kind: 'refused', refusal };
  const providers = chooseProviders(ask.provider, ports.providers);
  if ('kind' in providers) return providers;
  const period = choosePeriod(ask.period, providers, ports);
  if ('kind' in period) return period;
  const sayAsking = createSayAsking(ports.providers, onProgress);
  const listed = await ports.listTeams(sayAsking(ask.team ?? 'all teams'));
  const chosen = chooseTeam(ask.team, listed);
  if ('kind' in chosen) return chosen;
  const onAsk = sayAsking(chosen.team.name);
  return { ...chosen, teams: listed.teams, providers, period, onAsk };
}
