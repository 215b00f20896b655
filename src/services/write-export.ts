import type { Actor } from '../domain/access.ts';
import type { OnProgress } from '../domain/answers.ts';
import { sayDay, sayInstant, sayPeriod } from '../domain/calendar.ts';
import type { RosterEntry, TableFile, UsageReader } from '../domain/ports.ts';
import type { PersonDay, Totals } from '../domain/usage.ts';
import type { Provider } from '../providers/provider.ts';
import type { Export, ExportPart } from './choose-export.ts';
import type { QuestionPorts } from './question-ports.ts';

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

export const EXPORT_COLUMNS: readonly string[] = [
  'provider',
  'day',
  'e-mail',
  'name',
  'person id',
  'active',
  'active in chat',
  'active in completion',
  ...COUNTERS.map(([name]) => name),
];

/** What stands above the table: what it is, of when, of whom, how fresh, and who asked for it. */
export function preambleOf(
  actor: Actor,
  { about, period, parts, without, notes }: Export,
  rows: number,
  { clock, zone }: Pick<QuestionPorts, 'clock' | 'zone'>,
): string[] {
  const titles = parts.map(({ provider }) => provider.title).join(', ');
  return [
    `Usage of AI assistants: one row for each person and day with data`,
    `Period: ${sayPeriod(period)} (${period.from} to ${period.to})`,
    `Of: ${about}`,
    `Providers: ${titles}`,
    ...parts.map((part) => freshnessOf(part, zone)),
    ...without.map(({ title }) => `${title} is left out: it tells no single days of people`),
    `Asked for by ${actor.email ?? actor.slackUserId} on ${sayInstant(clock(), zone)} (${zone})`,
    `Rows: ${rows}. An empty cell is a figure that the provider does not provide; 1 is yes, 0 is no`,
    ...[...parts.flatMap((part) => part.notes), ...notes].map(({ text }) => text),
  ];
}

function freshnessOf({ provider, dataTo, fetchedAt }: ExportPart, zone: string): string {
  const to = dataTo === null ? 'no data yet' : `data to ${sayDay(dataTo)}`;
  const fetched = fetchedAt ? `, fetched on ${sayInstant(fetchedAt, zone)} (${zone})` : '';
  const { dayZone } = provider.capabilities;
  return `${provider.title}: ${to}${fetched}; its days are those of ${dayZone ?? zone}`;
}

/** Writes all rows, a page at a time; gives how many there were and the addresses of the people in them. */
export async function writeRows(
  table: TableFile,
  { parts, period }: Export,
  total: number,
  store: UsageReader,
  onProgress: OnProgress,
): Promise<{ readonly rows: number; readonly emails: ReadonlySet<string> }> {
  const emails = new Set<string>();
  const sayShare = tenths(onProgress);
  let rows = 0;
  for (const { provider, personIds, roster } of parts) {
    const known = new Map(roster.map((entry) => [entry.personId, entry]));
    const query = { provider: provider.id, personIds, period };
    for await (const page of store.personDayPages(query)) {
      await table.write(page.map((day) => rowOf(day, provider, known.get(day.personId))));
      for (const { personId } of page) {
        const email = known.get(personId)?.email;
        if (email) emails.add(email);
      }
      rows += page.length;
      sayShare(Math.min(rows / total, 1));
    }
  }
  return { rows, emails };
}

function rowOf(
  { personId, day, active, activeChat, activeCompletion, totals }: PersonDay,
  { title }: Provider,
  entry: RosterEntry | undefined,
): (string | number | null)[] {
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

/** Says how far it has come, ten times at most. */
function tenths(onProgress: OnProgress): (share: number) => void {
  let said = 0;
  return (share) => {
    const reached = Math.floor(share * 10);
    if (reached <= said) return;
    said = reached;
    onProgress({ kind: 'working', what: 'Writing the file', share });
  };
}
