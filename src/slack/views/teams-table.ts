import type { TeamsSummary } from '../../domain/lists.ts';
import { adoptionChart } from './adoption-chart.ts';
import { bold, lineOf, passage, SPARE, type Message, type Section } from './blocks.ts';
import { periodText } from './dates.ts';
import type { Drawing } from './drawing.ts';
import { fit } from './fit.ts';
import { change, count, counted, NO_VALUE, percent } from './numbers.ts';
import { opening, whenText } from './opening.ts';
import { quiet, reachOf, remarksOf, titleOf, troubleSections } from './provider.ts';
import { labelled } from './team-labels.ts';
import { drawTable, figure, rateFigure, tableOf, type Cell, type Column } from './tables.ts';
import { plain } from './text.ts';

type Provider = TeamsSummary['providers'][number];
/** `label` is the team's name with what tells it from others. */
type Team = TeamsSummary['teams'][number] & { readonly label: string };
type TeamCell = Team['cells'][number];

const PROVIDERS = 3;
const TOLD_TEAMS = 40;
/** Characters of the names of teams that a table has no room for. */
const MORE_NAMED = 2500;

/** All teams side by side; each provider has columns of its own, and nothing is added up. */
export function teamsMessage(summary: TeamsSummary, { blocks, foot }: Drawing): Message {
  const { period, before, zone, providers, inactiveDays, tooSmall, notes } = summary;
  const teams = labelled(summary.teams);
  const shown = providers.slice(0, PROVIDERS);
  const allNotes = [...notes, ...shown.flatMap(({ notes }) => notes)];
  return fit([
    opening(`${counted(teams.length, 'team')} side by side`, [
      whenText(period, zone),
      ...shown.map((part) => `${titleOf(part)}: ${reachOf(part, zone)}`),
    ]),
    ...troubleSections(allNotes),
    ...(teams.length === 0 ? [passage(0, 'There is no team to show.')] : []),
    ...shown.flatMap((part) => highlights(part, teams)),
    ...(blocks === 'all'
      ? shown.flatMap((part) => adoptionChart(ratedBy(part, teams), titleOf(part)))
      : []),
    ...tableSections(teams, shown, blocks),
    quiet([
      ...(tooSmall ? [tooSmallText(tooSmall)] : []),
      ...(providers.length > PROVIDERS
        ? [`${counted(providers.length - PROVIDERS, 'more provider')}: ask with provider=.`]
        : []),
      ...(shown.some(({ hasLines }) => hasLines) ? [`▲▼ against ${periodText(before)}.`] : []),
      `Active: used it on at least one day. Adoption: active of held seats. Inactive: not used for ${counted(inactiveDays, 'day')}.`,
      ...(shown.length > 1 ? ['Vendors count differently: their figures are not added up.'] : []),
      ...remarksOf(allNotes),
    ]),
    ...foot,
  ]);
}

type Rated = {
  readonly name: string;
  readonly active: number;
  readonly held: number;
  readonly inactive: number | null;
};

/** The teams of which a provider's adoption is known, best first. */
function ratedBy(part: Provider, teams: readonly Team[]): Rated[] {
  return teams
    .flatMap((team) => {
      const { active = null, held = null, inactive = null } = cellOf(team, part) ?? {};
      return active === null || !held ? [] : [{ name: team.label, active, held, inactive }];
    })
    .toSorted((left, right) => right.active / right.held - left.active / left.held);
}

function adoption({ active, held }: Rated): string {
  return percent({ part: active, whole: held });
}

/** The ends of a provider's scale, for a phone on which the table is wide. */
function highlights(part: Provider, teams: readonly Team[]): Section[] {
  const rated = ratedBy(part, teams);
  const [first] = rated;
  const last = rated.at(-1);
  if (rated.length < 2 || !first || !last) return [];
  const spread =
    adoption(first) === adoption(last)
      ? `${adoption(first)} in every team`
      : `highest in ${first.name}, ${adoption(first)}; lowest in ${last.name}, ${adoption(last)}`;
  const [idlest] = rated.toSorted((left, right) => (right.inactive ?? 0) - (left.inactive ?? 0));
  const idle = idlest?.inactive
    ? ` Most inactive seats: ${idlest.name}, ${count(idlest.inactive)}.`
    : '';
  return [passage(SPARE.trouble, bold(titleOf(part)), ` adoption: ${spread}.${idle}`)];
}

/** One table that can be sorted; in text, one for each provider, so that it is not too wide. */
function tableSections(
  teams: readonly Team[],
  providers: readonly Provider[],
  blocks: Drawing['blocks'],
): Section[] {
  const name = { name: 'Team', cell: ({ label }: Team) => label };
  const told = {
    parts: [],
    lines: teams.slice(0, TOLD_TEAMS).map((team) => toldOf(team, providers)),
  };
  const tables =
    blocks === 'all'
      ? [
          tableOf(
            'Teams',
            [name, ...providers.flatMap((part) => columnsOf(part, providers))],
            teams,
          ),
        ]
      : providers.map((part) =>
          tableOf(titleOf(part), [name, ...columnsOf(part, [part]).slice(0, -1)], teams),
        );
  const drawn = tables.map((table) => drawTable(table, 'data_table', { blocks }));
  const least = Math.min(teams.length, ...drawn.map(({ shown }) => shown));
  return [
    told,
    ...drawn.map(({ section }) => ({ ...section, lines: [] })),
    ...moreTeams(teams.slice(least)),
  ];
}

function toldOf(team: Team, providers: readonly Provider[]): string {
  const parts = providers.flatMap((part) => {
    const cell = cellOf(team, part);
    if (cell) return [`${titleOf(part)} ${cellText(cell)}`];
    return team.withheld.includes(part.provider) ? [`${titleOf(part)} not shown`] : [];
  });
  return lineOf([`${team.label}: ${parts.join(' · ') || 'nobody'}`]);
}

/** A team's figures at one provider in a line. */
export function cellText({ active, held, inactive, linesAccepted }: TeamCell): string {
  return [
    ...(held === null
      ? []
      : [
          `${active === null ? '' : `${count(active)} of `}${counted(held, 'seat')}${active === null ? '' : ' active'}`,
        ]),
    ...(inactive === null ? [] : [`${count(inactive)} inactive`]),
    ...(linesAccepted.now === null
      ? []
      : [`${count(linesAccepted.now)} lines ${change(linesAccepted)}`]),
  ].join(', ');
}

/** A provider's columns, with its name where there are several. */
function columnsOf(part: Provider, all: readonly Provider[]): Column<Team>[] {
  const isAlone = all.length === 1;
  const named = (name: string) =>
    isAlone ? name : `${plain(titleOf(part), 12)} ${name.toLowerCase()}`;
  const of = (read: (cell: TeamCell) => Cell) => (team: Team) => {
    const cell = cellOf(team, part);
    return cell ? read(cell) : figure(null);
  };
  return [
    { name: named('Active'), cell: of(({ active }) => figure(active)) },
    { name: named('Seats'), cell: of(({ held }) => figure(held)) },
    {
      name: named('Adoption'),
      cell: of(({ active, held }) => rateFigure({ part: active, whole: held })),
    },
    { name: named('Inactive'), cell: of(({ inactive }) => figure(inactive)) },
    { name: named('Lines'), cell: of(({ linesAccepted }) => figure(linesAccepted.now)) },
    { name: named('Change'), cell: of(changeCell) },
  ];
}

function changeCell({ linesAccepted }: TeamCell): Cell {
  const { now, before } = linesAccepted;
  if (now === null || before === null) return { value: null, text: NO_VALUE };
  const value = before === 0 ? null : ((now - before) / before) * 100;
  return { value, text: change(linesAccepted) };
}

function cellOf(team: Team, { provider }: Provider): TeamCell | undefined {
  return team.cells.find((cell) => cell.provider === provider);
}

/** The teams that a table has no room for: how many they are, and the first of them by name. */
function moreTeams(teams: readonly Team[]): Section[] {
  if (teams.length === 0) return [];
  let room = MORE_NAMED;
  const over = teams.findIndex(({ label }) => (room -= label.length + 2) < 0);
  const named = over < 0 ? teams : teams.slice(0, over);
  const rest = teams.length - named.length;
  const others = rest > 0 ? ` and ${counted(rest, 'other')}` : '';
  const names = named.map(({ label }) => label).join(', ');
  return [
    passage(
      0,
      `${counted(teams.length, 'more team has', 'more teams have')} no room here: ask by name.`,
    ),
    passage(SPARE.people, `${names}${others}.`),
  ];
}

/** Said of teams that are not shown. */
export function tooSmallText({ count: many, minimum }: { count: number; minimum: number }): string {
  return `${counted(many, 'team is', 'teams are')} left out: fewer than ${counted(minimum, 'person holds', 'people hold')} a seat there, or its figures could be worked out from the others.`;
}
