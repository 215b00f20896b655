import type { RankedBy, TopSummary } from '../../domain/lists.ts';
import { LISTED } from '../../domain/shown.ts';
import { bold, code, LIMITS, list, passage, SPARE, type Message, type Section } from './blocks.ts';
import type { Drawing } from './drawing.ts';
import { fit } from './fit.ts';
import { count, counted } from './numbers.ts';
import { opening, tooSmallSection, whenText } from './opening.ts';
import { nameOf } from './people.ts';
import { quiet, reachOf, remarksOf, titleOf, troubleSections } from './provider.ts';
import { drawTable, figure, tableOf } from './tables.ts';
import { mrkdwn, plain } from './text.ts';
import { RULE } from './team-summary.ts';

type Part = TopSummary['providers'][number];
type Ranked = Extract<Part['ranking'], { state: 'known' }>['figures'][number];

const BY: Readonly<Record<RankedBy, Words>> = {
  lines: { title: 'Top acceptors', what: 'lines accepted', did: 'accepted lines' },
  completions: {
    title: 'Most completions accepted',
    what: 'completions accepted',
    did: 'accepted completions',
  },
  chats: { title: 'Most chat turns', what: 'chat turns', did: 'used chat' },
};

type Words = { readonly title: string; readonly what: string; readonly did: string };

/** Whoever accepted or asked most, at each provider apart. `exportCommand` gives everybody as a file, to those who may have it. */
export function topMessage(
  summary: TopSummary,
  { blocks, foot, exportCommand }: Drawing & { readonly exportCommand: string | null },
): Message {
  const { team, by, period, zone, providers, tooSmall, notes } = summary;
  const whose = team ? plain(team.name) || plain(team.id) : 'all teams';
  const tabled = providers.find(({ ranking }) => isLong(ranking));
  return fit([
    opening(`${BY[by].title} · ${whose}`, [
      whenText(period, zone),
      ...providers.map((part) => `${titleOf(part)}: ${reachOf(part, zone)}`),
    ]),
    ...troubleSections(notes),
    ...(tooSmall ? [tooSmallSection(tooSmall)] : []),
    ...(!tooSmall && providers.length === 0 ? [passage(0, 'There is nobody to rank here.')] : []),
    ...providers.flatMap((part, index) => [
      ...(index > 0 ? [RULE] : []),
      ...partSections(part, {
        by,
        blocks,
        exportCommand,
        form: part === tabled ? 'table' : 'text',
      }),
    ]),
    quiet([
      ...(providers.length > 1 ? ['Vendors count differently: each has its own ranking.'] : []),
      ...remarksOf(notes),
    ]),
    ...foot,
  ]);
}

type Options = {
  readonly by: RankedBy;
  readonly blocks: Drawing['blocks'];
  readonly exportCommand: string | null;
  readonly form: 'table' | 'text';
};

function partSections(part: Part, { by, ...drawing }: Options): Section[] {
  const title = titleOf(part);
  const { what, did } = BY[by];
  return [
    ...troubleSections(part.notes),
    ...(part.ranking.state === 'known'
      ? rankingSections(part.ranking.figures, { title, what, ...drawing })
      : [passage(0, bold(title), `: ${what} ${STATES[part.ranking.state]}.`)]),
    quiet([...peopleRemarks(part, did), ...remarksOf(part.notes)]),
  ];
}

const STATES = {
  'not-provided': 'not provided',
  'not-available': 'not available this time',
} as const;

type Ranking = Omit<Options, 'by'> & { readonly title: string; readonly what: string };

function rankingSections(
  ranking: readonly Ranked[],
  { title, what, blocks, form, exportCommand }: Ranking,
): Section[] {
  if (ranking.length === 0) return [passage(0, bold(title), `: nobody is on this list.`)];
  if (ranking.length > LISTED) {
    const columns = [
      { name: 'Person', cell: nameOf },
      { name: 'Place', cell: (row: Ranked) => figure(ranking.indexOf(row) + 1) },
      {
        name: `${what.slice(0, 1).toUpperCase()}${what.slice(1)}`,
        cell: ({ value }: Ranked) => figure(value),
      },
    ];
    const table = tableOf(`${title} by ${what}`, columns, ranking);
    const isLonger = form === 'table' && ranking.length > LIMITS.tableRows;
    const { section, shown } = drawTable(table, isLonger ? 'data_table' : form, { blocks });
    const cut = ranking.length - shown;
    return [section, ...cutSections(cut, exportCommand)];
  }
  const items = ranking.map((row) => [nameOf(row), ' · ', bold(count(row.value))]);
  return [
    {
      parts: [{ block: list([bold(title), ` by ${what}`], 'ordered', items), spare: SPARE.people }],
      lines: [
        mrkdwn(`${title} by ${what}:`),
        ...ranking.map((row, index) => `${index + 1}. ${mrkdwn(nameOf(row))} ${count(row.value)}`),
      ],
    },
  ];
}

/** Says how many of a list have no room here, and where they are. */
function cutSections(cut: number, exportCommand: string | null): Section[] {
  if (cut <= 0) return [];
  const people = counted(cut, 'more person', 'more people');
  return exportCommand === null
    ? [passage(SPARE.trouble, `${people} of this list ${cut === 1 ? 'does' : 'do'} not fit here.`)]
    : [passage(SPARE.trouble, `${people} of this list: `, code(exportCommand))];
}

function isLong(ranking: Part['ranking']): boolean {
  return ranking.state === 'known' && ranking.figures.length > LISTED;
}

function peopleRemarks({ people, unlisted, ranking }: Part, did: string): string[] {
  if (ranking.state !== 'known') return [];
  return [
    `${counted(people, 'person', 'people')} ${did}.`,
    ...(unlisted > 0
      ? [`${counted(unlisted, 'of them is', 'of them are')} not named: they took their names off.`]
      : []),
  ];
}
