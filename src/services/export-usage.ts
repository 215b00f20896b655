import { refusalOf, type Actor } from '../domain/access.ts';
import type { ExportUsage, OnProgress } from '../domain/answers.ts';
import { sayPeriod } from '../domain/calendar.ts';
import { foldName } from '../domain/people.ts';
import type { Messenger, OpenTableFile, TableFile } from '../domain/ports.ts';
import { toAppError } from '../errors.ts';
import { chooseExport, type Export } from './choose-export.ts';
import type { PersonPorts } from './find-person.ts';
import { noteShown } from './note-shown.ts';
import { preambleOf, writeRows } from './write-export.ts';
import { isTrouble } from '../domain/summary.ts';

type ExportPorts = PersonPorts & {
  readonly messenger: Messenger;
  readonly openTableFile: OpenTableFile;
};

type Result = Awaited<ReturnType<ExportUsage>>;

/** Answers `export`: usage days, or seats, as a CSV file in the asker's direct messages, written some rows at a time. */
export function createExportUsage(ports: ExportPorts): ExportUsage {
  return async (actor, ask, onProgress) => {
    const refusal = refusalOf(actor);
    if (refusal) return { kind: 'refused', refusal };
    const chosen = await chooseExport(actor, ask, ports, onProgress);
    if ('kind' in chosen) return chosen;
    const total = chosen.parts.reduce((sum, { rows }) => sum + rows, 0);
    if (total === 0) return nothing(chosen);
    const preamble = preambleOf(actor, chosen, total, ports);
    const table = await ports.openTableFile(preamble, chosen.sheet.columns);
    try {
      return await writeAndSend(actor, chosen, total, table, ports, onProgress);
    } finally {
      await table.remove();
    }
  };
}

async function writeAndSend(
  actor: Actor,
  chosen: Export,
  total: number,
  table: TableFile,
  ports: ExportPorts,
  onProgress: OnProgress,
): Promise<Result> {
  const { sheet, about } = chosen;
  const { rows, emails } = await writeRows(table, chosen, total, onProgress);
  const { path, bytes } = await table.end();
  onProgress({ kind: 'working', what: 'Sending the file', share: null });
  // Before it leaves: whoever is in a file that went out has to hear of it.
  const people = [...emails].map((email) => ({ email }));
  const takeBack = await noteShown(actor, 'export', people, ports);
  const file = fileName(chosen);
  const outgoing = {
    path,
    bytes,
    name: file,
    title: `${sheet.title} of ${about}, ${sayPeriod(sheet.period)}`,
    comment: 'Here is the file that you asked for.',
  };
  try {
    const slackChannelId = await ports.messenger.sendFile(actor.slackUserId, outgoing);
    return { kind: 'exported', file, rows, bytes, ...sheet.period, slackChannelId };
  } catch (thrown) {
    if (toAppError(thrown).context['arrived'] !== 'unknown') await takeBack();
    throw thrown;
  }
}

function nothing({ about, sheet, parts, notes }: Export): Result {
  const trouble = [...parts.flatMap((part) => part.notes), ...notes].filter(isTrouble);
  const why = `There are no ${sheet.said(about)}.`;
  return {
    kind: 'nothing-to-export',
    why: [why, ...trouble.map(({ text }) => text)].join(' '),
  };
}

/** Letters and digits of any script, which every system takes for a name. */
function fileName({ about, sheet: { name, period } }: Export): string {
  const slug = foldName(about)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  const days = period.from === period.to ? period.from : `${period.from}-${period.to}`;
  return `ai-usage-${name}${slug || 'team'}-${days}.csv`;
}
