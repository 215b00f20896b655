import { toAppError } from '../errors.ts';
import type { DatabaseSeen } from '../store/inspect-database.ts';
import type { Check } from './check.ts';
import { open, right, wrong, type Finding } from './finding.ts';

/** Whether the database can be reached and written to, which one it is, and whether its tables are up to date. */
export const databaseCheck: Check = {
  subject: 'database',
  async look({ settings, inspectDatabase, isAsSet }) {
    const { database } = settings.config;
    const misset = ['DATABASE_URL', 'DATA_DIR'].find((name) => !isAsSet(name));
    if (misset !== undefined) return [open('database', `${misset} is wrong`)];
    const setting = database.url === null ? 'DATA_DIR' : 'DATABASE_URL';
    try {
      return findings(await inspectDatabase(), setting);
    } catch (thrown) {
      const { message, context, cause } = toAppError(thrown);
      const { heldBy } = context;
      if (heldBy !== undefined) {
        return [
          open(
            setting,
            `the embedded database is in use by ${heldBy}, most likely the running bot, so that it can be opened and written to. Stop the bot for the whole check`,
          ),
        ];
      }
      const why =
        cause instanceof Error &&
        context['reason'] === undefined &&
        !message.includes(cause.message)
          ? ` (${cause.message})`
          : '';
      return [wrong(setting, `${message}${why}`, `correct ${setting}, or what it leads to`)];
    }
  },
};

function findings(
  { engine, version, pending, newer, notWritable, hasQueue }: DatabaseSeen,
  setting: string,
): Finding[] {
  if (version === null)
    return [right(setting, 'can be written to; the first start makes the database in it')];
  const what = `${engine === 'pglite' ? 'embedded PostgreSQL' : 'PostgreSQL'} ${version}`;
  const tables =
    pending === 0
      ? 'its tables are up to date'
      : `the next start brings its tables up to date (${pending} to go)`;
  return [
    notWritable === null
      ? right(setting, `${what} can be written to`)
      : wrong(
          setting,
          `${what} cannot be written to (${notWritable})`,
          'give its user the right to write, or name the server that takes writes',
        ),
    newer.length === 0
      ? right(setting, tables)
      : wrong(
          setting,
          `a newer version of the bot has made its tables (${newer.join(', ')})`,
          'start that version, or name another database',
        ),
    ...(hasQueue
      ? []
      : [
          wrong(
            setting,
            'its user may not create the schema pgboss',
            'grant it CREATE on the database, or create that schema for it',
          ),
        ]),
  ];
}
