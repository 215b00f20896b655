import type { ReportTeam, ReportTeamResult, TeamOffer } from '../domain/answers.ts';
import { lastDueDay, periodBefore, type Period } from '../domain/calendar.ts';
import { DEFAULT_PERIOD, parsePeriod } from '../domain/period.ts';
import type { Clock, UsageStore } from '../domain/ports.ts';
import { INACTIVE_DAYS } from '../domain/seats.ts';
import type { Note, TeamSummary } from '../domain/summary.ts';
import { findTeam, type Team } from '../domain/teams.ts';
import type { Provider } from '../providers/provider.ts';
import { remark, trouble } from './explain-trouble.ts';
import type { FetchMissing } from './fetch-missing.ts';
import type { ListTeams } from './list-teams.ts';
import { reportPart, type PartReport } from './report-part.ts';
import type { TeamPart } from './team-needs.ts';

type Ports = {
  readonly store: UsageStore;
  readonly providers: readonly Provider[];
  readonly listTeams: ListTeams;
  readonly fetchMissing: FetchMissing;
  readonly clock: Clock;
  readonly zone: string;
  readonly minGroupSize: number;
  readonly retentionDays: number;
};

/** Answers `team=`: each provider's figures of a team over a period, fetched first where the store lacks them. */
export function createReportTeam(ports: Ports): ReportTeam {
  return async (_actor, ask, onProgress) => {
    const asked = chooseProviders(ask.provider, ports.providers);
    if ('kind' in asked) return asked;
    const period = choosePeriod(ask.period ?? DEFAULT_PERIOD, asked, ports);
    if ('kind' in period) return period;
    const titles = new Set<string>();
    const sayAsking = (team: string) => (id: string) => {
      const title = ports.providers.find((provider) => provider.id === id)?.title ?? id;
      if (titles.has(title)) return;
      titles.add(title);
      onProgress({ team, titles: [...titles] });
    };
    const { teams, trouble: cannotList } = await ports.listTeams(sayAsking(ask.team));
    const match = findTeam(teams, ask.team);
    if ('ambiguous' in match) {
      return { kind: 'ambiguous-team', asked: ask.team, candidates: match.ambiguous.map(offer) };
    }
    if (!('found' in match)) {
      if (teams.length === 0) return { kind: 'no-teams', why: cannotList ?? NO_TEAMS };
      const suggestions = match.suggestions.map(offer);
      return { kind: 'unknown-team', asked: ask.team, suggestions, known: teams.length };
    }
    const summary = await summarize(match.found, asked, period, ports, sayAsking(match.found.name));
    return { kind: 'summary', summary };
  };
}

const NO_TEAMS =
  'No provider lists departments, and no teams file is set. An admin can name the teams in a file and set TEAMS_FILE.';

function offer({ id, name, within }: Team): TeamOffer {
  return { id, name, within };
}

function chooseProviders(
  asked: string | null,
  providers: readonly Provider[],
): readonly Provider[] | ReportTeamResult {
  const wanted = asked?.trim().toLowerCase() ?? 'all';
  if (wanted === 'all') return providers;
  const chosen = providers.filter(({ id }) => id === wanted);
  if (chosen.length > 0) return chosen;
  return { kind: 'bad-provider', asked: asked ?? '', known: providers.map(({ id }) => id) };
}

function choosePeriod(
  text: string,
  providers: readonly Provider[],
  { clock, zone, retentionDays }: Ports,
): Period | ReportTeamResult {
  const zones = providers.flatMap(({ capabilities }) => capabilities.dayZone ?? []);
  const last = lastDueDay(clock(), [zone, ...zones]);
  const period = parsePeriod(text, last, retentionDays);
  return 'problem' in period ? { kind: 'bad-period', ...period } : period;
}

async function summarize(
  team: Team,
  providers: readonly Provider[],
  period: Period,
  ports: Ports,
  onAsk: (provider: string) => void,
): Promise<TeamSummary> {
  const report = (part: TeamPart) => reportPart(part, period, ports, () => onAsk(part.provider.id));
  const mapped = providers.flatMap((provider) => partOf(team, provider) ?? []);
  const reports = await Promise.all(mapped.map(report));
  const others = providers.filter((provider) => !mapped.some((part) => part.provider === provider));
  const emails = emailsOf(reports);
  const byEmail = team.matchByEmail && emails.length > 0 ? others : [];
  const matched = await Promise.all(
    byEmail.map((provider) => report({ provider, groupIds: [], emails })),
  );
  const all = [...reports, ...matched];
  // One person is no group that could be too small: there, nobody means that something is wrong, which must be said.
  const tooSmall = ports.minGroupSize > 1 && seatHolders(all) < ports.minGroupSize;
  const unmapped = others.filter((provider) => !byEmail.includes(provider));
  return {
    team: { id: team.id, name: team.name },
    period,
    before: periodBefore(period),
    zone: ports.zone,
    inactiveDays: INACTIVE_DAYS,
    providers: tooSmall ? [] : all.map(({ summary }) => summary),
    tooSmall: tooSmall ? { minimum: ports.minGroupSize } : null,
    notes: tooSmall
      ? troubleOf(all)
      : [...unmapped.map((provider) => notMapped(team, provider)), ...unknownMembers(team, all)],
  };
}

/** What went wrong has no figures in it, and may be why so few people are known. */
function troubleOf(reports: readonly PartReport[]): Note[] {
  return reports.flatMap(({ summary }) => summary.notes.filter(({ kind }) => kind === 'trouble'));
}

/** Counted and not named: an answer is for everybody, and e-mail addresses are not. */
function unknownMembers({ members }: Team, reports: readonly PartReport[]): Note[] {
  const known = new Set(emailsOf(reports));
  const unknown = members.filter((email) => !known.has(email)).length;
  if (unknown === 0) return [];
  const people = unknown === 1 ? '1 person' : `${unknown} people`;
  return [
    trouble(
      `${people} listed by e-mail in the teams file cannot be found at any provider, and nothing here counts them.`,
    ),
  ];
}

function partOf(team: Team, provider: Provider): TeamPart | null {
  const groupIds = team.groups[provider.id] ?? [];
  if (groupIds.length === 0 && team.members.length === 0) return null;
  return { provider, groupIds, emails: team.members };
}

function emailsOf(reports: readonly PartReport[]): string[] {
  return [...new Set(reports.flatMap(({ roster }) => roster.flatMap(({ email }) => email ?? [])))];
}

/** Distinct people with seats; where seats cannot be listed, the people who are known to belong to the team. */
function seatHolders(reports: readonly PartReport[]): number {
  const holders = reports.flatMap(({ roster, summary }) =>
    summary.seats.state === 'known' ? roster.filter(({ seat }) => seat?.state === 'held') : roster,
  );
  return new Set(holders.map(({ email, personId }) => email ?? personId)).size;
}

function notMapped(team: Team, { title, capabilities }: Provider) {
  const word = capabilities.groupWord;
  return team.matchByEmail
    ? trouble(
        `${title} is left out: it is matched by e-mail, and no e-mail address of the team is known.`,
      )
    : remark(`${title}: no ${word} is set for this team.`);
}
