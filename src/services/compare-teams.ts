import pMap from 'p-map';
import type { CompareTeams } from '../domain/answers.ts';
import { periodBefore } from '../domain/calendar.ts';
import type { TeamsSummary } from '../domain/lists.ts';
import { INACTIVE_DAYS } from '../domain/seats.ts';
import type { Note } from '../domain/summary.ts';
import type { Team } from '../domain/teams.ts';
import { countsDays } from './counts-days.ts';
import { summaryDemand } from './demands.ts';
import { remark } from './explain-trouble.ts';
import type { Hidden } from './hide-small.ts';
import { offersFor } from './offers.ts';
import { preparePart, type PreparedPart } from './prepare-part.ts';
import type { QuestionPorts } from './question-ports.ts';
import { readCell, readWhole, type Whole } from './team-cell.ts';
import { readParts } from './team-parts.ts';
import { understand, type Subject } from './understand-question.ts';
import { whyLeftOut } from './hide-small.ts';

type TeamLine = TeamsSummary['teams'][number];

/** A team takes a handful of queries: with more at once, nobody else would get a turn. */
const AT_ONCE = 4;

/** Answers `teams`: all teams side by side, each with its own figures at each provider. */
export function createCompareTeams(ports: QuestionPorts): CompareTeams {
  return async (actor, ask, onProgress) => {
    const subject = await understand(actor, { ...ask, team: null }, ports, onProgress);
    if ('kind' in subject) return subject;
    const summary = await compareTeams(subject, subject.teams, ports);
    return { kind: 'teams', summary, offers: offersFor(actor, subject, ports, false) };
  };
}

/** Some of a question's teams side by side. What is too small to be shown is judged by all teams. */
export async function compareTeams(
  subject: Subject,
  asked: readonly Team[],
  ports: QuestionPorts,
): Promise<TeamsSummary> {
  const { period, teams } = subject;
  const prepared = await prepareAll(subject, ports);
  const hidden = await ports.hideSmall(teams, ports.fetchMissing, subject.onAsk);
  const wholes = await Promise.all(prepared.map((one) => readWhole(one, period, ports.store)));
  const shown = asked.filter((team) => !hidden.hides(team));
  const lines = await pMap(shown, (team) => lineOf(team, wholes, hidden, ports), {
    concurrency: AT_ONCE,
  });
  const count = asked.length - shown.length;
  return {
    period,
    before: periodBefore(period),
    zone: ports.zone,
    inactiveDays: INACTIVE_DAYS,
    providers: wholes.map((whole) => ({
      provider: whole.provider.id,
      title: whole.provider.title,
      dataTo: whole.dataTo,
      fetchedAt: whole.fetchedAt,
      hasLines: countsDays(whole.provider),
      notes: [...whole.notes, ...leftOut(whole, shown, hidden)],
    })),
    teams: lines.toSorted((left, right) => left.name.localeCompare(right.name)),
    tooSmall: count > 0 ? { count, minimum: hidden.minimum } : null,
    notes: [],
  };
}

/** Fetches for all teams at once what they are made of, as the sync does. */
async function prepareAll(
  { team, providers, period, onAsk }: Subject,
  ports: QuestionPorts,
): Promise<readonly PreparedPart[]> {
  const { read } = await readParts(team, providers, (part) =>
    preparePart(part, summaryDemand(period), ports, () => onAsk(part.provider.id)),
  );
  return read;
}

async function lineOf(
  team: Team,
  wholes: readonly Whole[],
  hidden: Hidden,
  { store }: QuestionPorts,
): Promise<TeamLine> {
  const providers = wholes.map(({ provider }) => provider);
  const { read } = await readParts(team, providers, async (part) => {
    const { id } = part.provider;
    const whole = wholes.find(({ provider }) => provider.id === id);
    const { groupIds, emails } = part;
    const roster = await store.roster({ provider: id, groupIds, emails });
    const isKnown = whole !== undefined && roster.length > 0;
    const isHidden = isKnown && hidden.hides(team, id);
    const cell = isKnown && !isHidden ? await readCell(part, roster, whole, store) : null;
    return { roster, cell, withheld: isHidden ? [id] : [] };
  });
  const { id, name, within } = team;
  return {
    id,
    name,
    within,
    cells: read.flatMap(({ cell }) => cell ?? []),
    withheld: read.flatMap(({ withheld }) => withheld),
  };
}

function leftOut({ provider }: Whole, shown: readonly Team[], hidden: Hidden): Note[] {
  const count = shown.filter((team) => hidden.hides(team, provider.id)).length;
  if (count === 0) return [];
  const teams = count === 1 ? '1 team' : `${count} teams`;
  return [remark(`${provider.title} is left out for ${teams}: ${whyLeftOut(hidden.minimum)}`)];
}
