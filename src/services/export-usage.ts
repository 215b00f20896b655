import { refusalOf, type Actor } from '../domain/access.ts';
import type { ExportUsage, OnProgress } from '../domain/answers.ts';
import { sayPeriod } from '../domain/calendar.ts';
import { foldName } from '../domain/people.ts';
import type { Messenger, OpenTableFile, TableFile } from '../domain/ports.ts';
import { chooseExport, type Export } from './choose-export.ts';
import type { PersonPorts } from './find-person.ts';
import { noteShown } from './note-shown.ts';
import { EXPORT_COLUMNS, preambleOf, writeRows } from './write-export.ts';

type ExportPorts = PersonPorts & {
  readonly messenger: Messenger;
  readonly openTableFile: OpenTableFile;
};

type Result = Awaited<ReturnType<ExportUsage>>;

/** Answers `export`: usage days as a CSV file in the asker's direct messages, never held in memory as a whole. */
export function createExportUsage(ports: ExportPorts): ExportUsage {
  return async (actor, ask, onProgress) => {
    const refusal = refusalOf(actor);
    if (refusal) return { kind: 'refused', refusal };
    const chosen = await chooseExport(actor, ask, ports, onProgress);
    if ('kind' in chosen) return chosen;
    const total = await countRows(chosen, ports);
    if (total === 0) return nothing(chosen);
    const preamble = preambleOf(actor, chosen, total, ports);
    const table = await ports.openTableFile(preamble, EXPORT_COLUMNS);
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
  const { period, about } = chosen;
  const { rows, emails } = await writeRows(table, chosen, total, ports.store, onProgress);
  const { path, bytes } = await table.end();
  onProgress({ kind: 'working', what: 'Sending the file', share: null });
  // Before it leaves: whoever is in a file that went out has to hear of it.
  const people = [...emails].map((email) => ({ email }));
  await noteShown(actor, 'export', people, ports);
  const file = fileName(chosen);
  const slackChannelId = await ports.messenger.sendFile(actor.slackUserId, {
    path,
    bytes,
    name: file,
    title: `AI usage of ${about}, ${sayPeriod(period)}`,
    comment: 'Here is the file that you asked for.',
  });
  return { kind: 'exported', file, rows, bytes, ...period, slackChannelId };
}

async function countRows({ parts, period }: Export, { store }: ExportPorts): Promise<number> {
  const counts = await Promise.all(
    parts.map(({ provider, personIds }) =>
      store.countPersonDays({ provider: provider.id, personIds, period }),
    ),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

function nothing({ about, period, parts, notes }: Export): Result {
  const trouble = [...parts.flatMap((part) => part.notes), ...notes].filter(
    ({ kind }) => kind === 'trouble',
  );
  const why = `There are no usage days of ${about} in ${sayPeriod(period)}.`;
  return {
    kind: 'nothing-to-export',
    why: [why, ...trouble.map(({ text }) => text)].join(' '),
  };
}

/** Letters and digits of any script, which every system takes for a name. */
function fileName({ about, period }: Export): string {
  const slug = foldName(about)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `ai-usage-${slug || 'team'}-${period.from}-${period.to}.csv`;
}
