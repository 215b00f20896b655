import { AT_TERMINAL, type Actor } from '../domain/access.ts';
import type { OnProgress } from '../domain/answers.ts';
import { sayDay, sayInstant } from '../domain/calendar.ts';
import type { TableFile } from '../domain/ports.ts';
import type { Export } from './choose-export.ts';
import type { ExportPart } from './export-sheet.ts';
import type { QuestionPorts } from './question-ports.ts';

/** What stands above the table: what it is, of when, of whom, how fresh, and who asked for it. */
export function preambleOf(
  actor: Actor,
  { about, sheet, parts, without, notes }: Export,
  rows: number,
  { clock, zone }: Pick<QuestionPorts, 'clock' | 'zone'>,
): string[] {
  const titles = parts.map(({ provider }) => provider.title).join(', ');
  return [
    ...sheet.heading,
    `Of: ${about}`,
    `Providers: ${titles}`,
    ...parts.map((part) => freshnessOf(part, zone)),
    ...without.map(({ title }) => `${title} is left out: it ${sheet.lacks}`),
    `Asked for ${byWhom(actor)} on ${sayInstant(clock(), zone)} (${zone})`,
    `Rows: ${rows}. ${sheet.legend}`,
    ...[...parts.flatMap((part) => part.notes), ...notes].map(({ text }) => text),
  ];
}

function byWhom({ email, slackUserId }: Actor): string {
  return slackUserId === AT_TERMINAL ? 'at the bot’s terminal' : `by ${email ?? slackUserId}`;
}

function freshnessOf({ provider, dataTo, fetchedAt }: ExportPart, zone: string): string {
  const { dayZone, feeds } = provider.capabilities;
  const fetched = fetchedAt ? `fetched on ${sayInstant(fetchedAt, zone)} (${zone})` : null;
  // A provider that tells no days has none with data.
  if (!feeds.includes('person-days')) return `${provider.title}: ${fetched ?? 'not fetched yet'}`;
  const to = dataTo === null ? 'no data yet' : `data to ${sayDay(dataTo)}`;
  const fresh = [to, ...(fetched ? [fetched] : [])].join(', ');
  return `${provider.title}: ${fresh}; its days are those of ${dayZone ?? zone}`;
}

/** Writes all rows, a page at a time; gives how many there were and the addresses of the people in them. */
export async function writeRows(
  table: TableFile,
  { parts }: Export,
  total: number,
  onProgress: OnProgress,
): Promise<{ readonly rows: number; readonly emails: ReadonlySet<string> }> {
  const emails = new Set<string>();
  const sayShare = tenths(onProgress);
  let written = 0;
  for (const { pages } of parts) {
    for await (const { rows, emails: named } of pages()) {
      await table.write(rows);
      for (const email of named) emails.add(email);
      written += rows.length;
      sayShare(Math.min(written / total, 1));
    }
  }
  return { rows: written, emails };
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
