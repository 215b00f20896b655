import { sayInstant } from '../domain/calendar.ts';
import type { ExportNudgeLog, ListNudgeLog } from '../domain/nudge-questions.ts';
import type { AuditEntry } from '../domain/nudges.ts';
import type { Messenger, OpenTableFile } from '../domain/ports.ts';
import { adminsOnly } from './admins-only.ts';
import { emailOf } from './exempt-person.ts';
import { noteShown } from './note-shown.ts';
import type { NudgePorts } from './nudge-ports.ts';

const PAGE = 1000;
const MOST = 100;
const COLUMNS = ['id', 'at', 'by', 'what', 'e-mail', 'provider', 'round', 'why'];

/** Answers `nudges log`. */
export function createListNudgeLog(ports: NudgePorts): ListNudgeLog {
  return async (actor, { person, limit, before }) => {
    const refused = adminsOnly(actor);
    if (refused) return refused;
    const found = person === null ? { email: null } : await emailOf(actor, person, ports);
    if ('kind' in found) return found;
    const most = Math.min(Math.max(limit, 1), MOST);
    await ports.nudges.settle(ports.clock());
    const log = await ports.nudges.log({ email: found.email, limit: most, before, all: false });
    await noteShown(actor, 'nudges', log.entries, ports);
    return { kind: 'nudge-log', ...log, zone: ports.zone };
  };
}

type ExportPorts = NudgePorts & {
  readonly messenger: Messenger;
  readonly openTableFile: OpenTableFile;
};

/** Sends all of it as a file, with what was decided of each seat; never held in memory as a whole. */
export function createExportNudgeLog(ports: ExportPorts): ExportNudgeLog {
  return async (actor) => {
    const refused = adminsOnly(actor);
    if (refused) return refused;
    const { nudges, clock, zone, messenger, openTableFile } = ports;
    await nudges.settle(clock());
    const asked = `Asked for by ${actor.email ?? actor.slackUserId} on ${sayInstant(clock(), zone)} (${zone})`;
    const preamble = ['Nudges: who did what, when and why, newest first', asked];
    const table = await openTableFile(preamble, COLUMNS);
    try {
      let rows = 0;
      const named = new Set<string>();
      for (let before: number | null = null; ;) {
        const { entries } = await nudges.log({ email: null, limit: PAGE, before, all: true });
        await table.write(entries.map(rowOf));
        for (const { email } of entries) if (email !== null) named.add(email);
        rows += entries.length;
        before = entries.at(-1)?.id ?? null;
        if (entries.length < PAGE) break;
      }
      const { path, bytes } = await table.end();
      const name = `nudges-${clock().toISOString().slice(0, 10)}.csv`;
      const comment = 'Here is the log that you asked for.';
      const file = { path, bytes, name, title: 'The log of nudges', comment };
      const about = [...named].map((email) => ({ email }));
      const takeBack = await noteShown(actor, 'nudges', about, ports);
      await messenger.sendFile(actor.slackUserId, file).catch(async (error: unknown) => {
        await takeBack();
        throw error;
      });
      return { kind: 'nudge-log-exported', file: name, rows };
    } finally {
      await table.remove();
    }
  };
}

function rowOf({ id, at, by, what, email, provider, roundId, why }: AuditEntry) {
  return [id, at.toISOString(), by ?? 'the bot', what, email, provider, roundId, why];
}
