import type { ProviderSummary, TeamSummary } from '../../domain/summary.ts';
import type { TeamDetails } from '../../domain/team-details.ts';
import { code, NOTHING, passage, SPARE, type Message, type Section } from './blocks.ts';
import { pointText } from './dates.ts';
import { definitionsOf } from './definitions.ts';
import { splitSection } from './details.ts';
import type { Drawing } from './drawing.ts';
import { figureLines, figuresOf } from './figures.ts';
import { fit } from './fit.ts';
import { counted } from './numbers.ts';
import { nameOf } from './people.ts';
import {
  nothingKnown,
  quiet,
  remarksOf,
  smallPrint,
  titleOf,
  troubleSections,
} from './provider.ts';
import { drawTable, figure, rateFigure, tableOf, type Column } from './tables.ts';
import { nothingToShow, PROVIDERS, RULE, teamOpening } from './team-summary.ts';

type Details = TeamDetails['providers'][number];
type Point = Extract<Details['points'], { state: 'known' }>['figures']['points'][number];
type Person = NonNullable<Details['people']>[number];

type Options = Drawing & {
  /** The command for all rows of the team and period. */
  readonly exportCommand: string;
  /** The command for all seats of the team, for providers that tell no single days. */
  readonly seatsCommand: string;
};

const SHARES = 25;

/** A team's days, splits and, for those who may see them, people, at each provider. */
export function teamDetailsMessage(
  summary: TeamSummary,
  details: TeamDetails,
  options: Options,
): Message {
  const shown = summary.providers.slice(0, PROVIDERS);
  const sortable = details.providers.find(({ people }) => people !== null && people.length > 0);
  return fit([
    teamOpening(summary, shown, ' · details'),
    ...troubleSections(summary.notes),
    ...nothingToShow(summary),
    ...shown.flatMap((provider, index) => [
      ...(index > 0 ? [RULE] : []),
      ...providerSections(
        provider,
        details.providers.find((one) => one.provider === provider.provider),
        { ...options, zone: summary.zone, sortable },
      ),
    ]),
    quiet([...definitionsOf(summary), ...remarksOf(summary.notes)]),
    ...options.foot,
  ]);
}

/** `sortable` is the provider whose people stand in the one table that a message may have. */
type Placed = Options & { readonly zone: string; readonly sortable: Details | undefined };

function providerSections(
  summary: ProviderSummary,
  details: Details | undefined,
  options: Placed,
): Section[] {
  const title = titleOf(summary);
  return [
    figureLines(title, figuresOf(summary, options.zone)),
    ...troubleSections(summary.notes),
    ...(details ? [pointsSection(details, options), ...peopleSections(details, options)] : []),
    splitSection(summary, SHARES),
    ...nothingKnown(summary, title),
    quiet(smallPrint(summary, options.zone)),
  ];
}

function pointsSection({ points }: Details, { blocks, sortable }: Placed): Section {
  if (points.state !== 'known') return NOTHING;
  const { grain } = points.figures;
  const columns: Column<Point>[] = [
    { name: WORDS[grain], cell: ({ period }) => pointText(period, grain) },
    { name: 'Lines', cell: ({ linesAccepted }) => figure(linesAccepted) },
    { name: 'Changed', cell: ({ linesChanged }) => figure(linesChanged) },
    { name: 'Chat', cell: ({ chatTurns }) => figure(chatTurns) },
    { name: 'Accept', cell: ({ completions }) => rateFigure(completions) },
    { name: 'Active', cell: ({ activePeople }) => figure(activePeople) },
  ];
  const table = tableOf(`By ${grain}`, columns, points.figures.points);
  return drawTable(table, sortable ? 'text' : 'table', { blocks }).section;
}

const WORDS = { day: 'Day', week: 'Week', month: 'Month' } as const;

function peopleSections(details: Details, options: Placed): Section[] {
  const { people } = details;
  if (people === null || people.length === 0) return [];
  const columns: Column<Person>[] = [
    { name: 'Person', cell: nameOf },
    { name: 'Active days', cell: ({ activeDays }) => figure(activeDays) },
    { name: 'Lines', cell: ({ linesAccepted }) => figure(linesAccepted) },
    { name: 'Chat', cell: ({ chatTurns }) => figure(chatTurns) },
    { name: 'Acceptance', cell: ({ completions }) => rateFigure(completions) },
  ];
  const table = tableOf(`People · ${titleOf(details)}`, columns, people);
  const form = options.sortable === details ? 'data_table' : 'text';
  const { section, shown } = drawTable(table, form, options);
  const { exportCommand, seatsCommand } = options;
  const command = details.points.state === 'not-provided' ? seatsCommand : exportCommand;
  return [section, ...moreInExport(people.length - shown, command)];
}

/** Says how many people are not in a table, and where they are. */
function moreInExport(more: number, exportCommand: string): Section[] {
  if (more <= 0) return [];
  const people = counted(more, 'more person', 'more people');
  return [passage(SPARE.people, `${people}: `, code(exportCommand))];
}
