import type { InactiveSummary } from '../../domain/lists.ts';
import { LISTED } from '../../domain/shown.ts';
import type { InactiveSeat } from '../../domain/summary.ts';
import { bold, code, list, lineOf, passage, SPARE, type Message, type Section } from './blocks.ts';
import { dayOfMoment } from './dates.ts';
import type { Drawing } from './drawing.ts';
import { fit } from './fit.ts';
import { inactiveText, seatItems } from './inactive-seats.ts';
import { count, counted } from './numbers.ts';
import { opening, tooSmallSection } from './opening.ts';
import { nameOf, reasonOf, type Memory } from './people.ts';
import { quiet, reachOf, remarksOf, titleOf, troubleSections } from './provider.ts';
import { drawTable, tableOf, type Column } from './tables.ts';
import { RULE } from './team-summary.ts';
import { plain } from './text.ts';

type Part = InactiveSummary['providers'][number];

type Options = Drawing & {
  readonly audience: 'asker' | 'channel';
  /** The command for all seats. */
  readonly seatsCommand: string;
};

/** Seats that nobody uses, with the reason for each; their number only where the reader may not see names. */
export function inactiveMessage(summary: InactiveSummary, options: Options): Message {
  const { team, days, graceDays, zone, providers, tooSmall, notes } = summary;
  const whose = team ? plain(team.name) || plain(team.id) : 'all teams';
  const tabled = providers.find(({ seats }) => seats !== null && seats.length > LISTED);
  const hidden = providers.some(({ seats, counts }) => seats === null && counts.state === 'known');
  return fit([
    opening(`Inactive seats · ${whose}`, [
      `Not used for ${counted(days, 'day')} · ${plain(zone)}`,
      ...providers.map((part) => `${titleOf(part)}: ${reachOf(part, zone)}`),
    ]),
    ...troubleSections(notes),
    ...(tooSmall ? [tooSmallSection(tooSmall)] : []),
    ...(!tooSmall && providers.length === 0 ? [passage(0, 'No seat is known here.')] : []),
    ...providers.flatMap((part, index) => [
      ...(index > 0 ? [RULE] : []),
      ...partSections(part, {
        days,
        zone,
        mayName: options.audience === 'asker',
        seatsCommand: options.seatsCommand,
        blocks: options.blocks,
        form: part === tabled ? 'data_table' : 'text',
      }),
    ]),
    quiet([
      ...(hidden ? [HIDDEN[options.audience]] : []),
      ...(providers.length > 0
        ? [`Seats held for less than ${counted(graceDays, 'day')} are new and not counted.`]
        : []),
      ...remarksOf(notes),
    ]),
    ...options.foot,
  ]);
}

const HIDDEN = {
  asker: 'Names are for the team’s managers and for admins.',
  channel: 'Names are never shown in a channel.',
} as const;

type PartOptions = {
  readonly days: number;
  readonly zone: string;
  /** Never in a channel, whatever there is to name. */
  readonly mayName: boolean;
  readonly seatsCommand: string;
  readonly blocks: Drawing['blocks'];
  readonly form: 'data_table' | 'text';
};

function partSections(part: Part, options: PartOptions): Section[] {
  const { counts, notes } = part;
  const { seats, own } = options.mayName ? part : UNNAMED;
  const title = titleOf(part);
  const usageSince = counts.state === 'known' ? counts.figures.usageSince : null;
  const memory = { zone: options.zone, usageSince };
  const text =
    counts.state === 'known' ? inactiveText(counts.figures, options.days) : STATES[counts.state];
  return [
    passage(0, bold(title), `: ${text}`),
    ...troubleSections(notes),
    ...(own
      ? [passage(SPARE.trouble, bold('Yours is one of them'), `: ${reasonOf(own, memory)}.`)]
      : []),
    ...(seats && seats.length > 0 ? seatSections(seats, title, { ...options, ...memory }) : []),
    quiet(remarksOf(notes)),
  ];
}

const UNNAMED = { seats: null, own: null };

const STATES = {
  'not-provided': 'not provided.',
  'not-available': 'not available this time.',
} as const;

function seatSections(
  seats: readonly InactiveSeat[],
  title: string,
  options: PartOptions & Memory,
): Section[] {
  if (seats.length <= LISTED) return [seatList(seats, options)];
  const columns: Column<InactiveSeat>[] = [
    { name: 'Person', cell: nameOf },
    { name: 'Reason', cell: ({ reason }) => REASONS[reason] },
    {
      name: 'Last seen',
      cell: ({ lastActiveAt }) => dayOfMoment(lastActiveAt, options.zone) ?? '—',
    },
    { name: 'Given', cell: ({ givenAt }) => dayOfMoment(givenAt, options.zone) ?? '—' },
  ];
  const table = tableOf(`Inactive at ${title}, idle longest first`, columns, seats);
  const { section, shown } = drawTable(table, options.form, options);
  const more = seats.length - shown;
  if (more <= 0) return [section];
  return [
    section,
    passage(SPARE.trouble, `${counted(more, 'more seat')}: `, code(options.seatsCommand)),
  ];
}

const REASONS = { 'never-used': 'never used', lapsed: 'lapsed' } as const;

function seatList(seats: readonly InactiveSeat[], memory: Memory): Section {
  const items = seatItems(seats, memory);
  const title = bold(`${count(seats.length)} by name, idle longest first`);
  return {
    parts: [{ block: list([title], 'bullet', items), spare: SPARE.people }],
    lines: items.map((item) => `• ${lineOf(item)}`),
  };
}
