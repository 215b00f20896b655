import { sayPeriod, type Period } from '../domain/calendar.ts';
import type { RosterEntry } from '../domain/ports.ts';
import type { Note } from '../domain/summary.ts';
import type { PersonDay, Totals } from '../domain/usage.ts';
import type { Provider } from '../providers/provider.ts';
import { peopleDemand } from './demands.ts';
import type { ExportPart, Page, Sheet } from './export-sheet.ts';
import { gapsIn } from './gaps.ts';
import { heldPersonDays } from './held-days.ts';
import type { PreparedPart } from './prepare-part.ts';
import type { QuestionPorts } from './question-ports.ts';
import { notesOf } from './prepare-part.ts';

type Ports = Pick<QuestionPorts, 'store'>;

const COUNTERS: readonly (readonly [name: string, field: keyof Totals])[] = [
  ['lines accepted', 'linesAccepted'],
  ['lines changed', 'linesChanged'],
  ['lines accepted from chat', 'linesAcceptedChat'],
  ['lines accepted from completion', 'linesAcceptedCompletion'],
  ['lines suggested by completion', 'linesSuggestedCompletion'],
  ['chat turns', 'chatTurns'],
  ['chat turns accepted', 'chatTurnsAccepted'],
  ['completions accepted', 'completionsAccepted'],
  ['completions suggested', 'completionsSuggested'],
];

/** Usage days of a period: one row for each person and day with data. */
export function daysSheet(period: Period, ports: Ports): Sheet {
  return {
    name: '',
    title: 'AI usage',
    heading: [
      'Usage of AI assistants: one row for each person and day with data',
      `Period: ${sayPeriod(period)} (${period.from} to ${period.to})`,
    ],
    columns: [
      'provider',
      'day',
      'e-mail',
      'name',
      'person id',
      'active',
      'active in chat',
      'active in completion',
      ...COUNTERS.map(([name]) => name),
    ],
    legend: 'An empty cell is a figure that the provider does not provide; 1 is yes, 0 is no',
    period,
    demand: peopleDemand(period),
    tells: ({ capabilities }) => capabilities.feeds.includes('person-days'),
    lacks: 'tells no single days of people',
    said: (about) => `usage days of ${about} in ${sayPeriod(period)}`,
    ofPerson: (prepared) => {
      const { part, entries: outside, trouble } = prepared;
      const people = { ...prepared, roster: outside, personIds: idsOf(outside) };
      return daysPart({ ...people, part, outside, notes: trouble }, period, ports);
    },
    ofTeam: (prepared) => {
      const personIds = idsOf(prepared.roster);
      return daysPart({ ...prepared, personIds, notes: notesOf(prepared) }, period, ports);
    },
    ofAll: async (prepared) => {
      const { provider, groupIds, emails } = prepared.part;
      const all = (await ports.store.groups(provider.id)).map(({ groupId }) => groupId);
      const everybody = { groupIds: [...new Set([...groupIds, ...all])], emails };
      const roster = await ports.store.roster({ provider: provider.id, ...everybody });
      const whole = { ...prepared, roster, personIds: null, notes: notesOf(prepared) };
      return daysPart(whole, period, ports);
    },
  };
}

function idsOf(roster: readonly RosterEntry[]): string[] {
  return roster.map(({ personId }) => personId);
}

/** Whose days; everybody's where `personIds` is null. */
type Whose = Pick<PreparedPart, 'part' | 'outside' | 'roster' | 'fetchedAt'> & {
  readonly personIds: readonly string[] | null;
  readonly notes: readonly Note[];
};

async function daysPart(
  { part, outside, roster, fetchedAt, personIds, notes }: Whose,
  period: Period,
  { store }: Ports,
): Promise<ExportPart> {
  const { provider } = part;
  const query = { provider: provider.id, personIds, period };
  const dataTo = await store.newestDay(provider.id);
  const held = await heldPersonDays(store, { part, outside }, period);
  return {
    provider,
    dataTo,
    fetchedAt,
    notes: [...notes, ...gapsIn(held, period, dataTo)],
    rows: await store.countPersonDays(query),
    pages: () => pagesOf(store.personDayPages(query), provider, roster),
  };
}

async function* pagesOf(
  days: AsyncIterable<readonly PersonDay[]>,
  provider: Provider,
  roster: readonly RosterEntry[],
): AsyncGenerator<Page> {
  const known = new Map(roster.map((entry) => [entry.personId, entry]));
  for await (const page of days) {
    yield {
      rows: page.map((day) => rowOf(day, provider, known.get(day.personId))),
      emails: page.flatMap(({ personId }) => known.get(personId)?.email ?? []),
    };
  }
}

function rowOf(
  { personId, day, active, activeChat, activeCompletion, totals }: PersonDay,
  { title }: Provider,
  entry: RosterEntry | undefined,
): Page['rows'][number] {
  return [
    title,
    day,
    entry?.email ?? null,
    entry?.name ?? null,
    personId,
    Number(active),
    Number(activeChat),
    Number(activeCompletion),
    ...COUNTERS.map(([, field]) => totals[field]),
  ];
}
