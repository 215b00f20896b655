import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { AppError } from '../errors.ts';
import { MIGRATIONS } from './migrations/index.ts';

/**
 * Brings the tables up to date. Several processes may do so at once: on PostgreSQL they queue for an advisory lock.
 * Throws `invalid` where a newer version of the bot has been here; `place` names the database in that sentence.
 */
export async function migrate<T>(
  db: Kysely<T>,
  place: string,
  migrations: Readonly<Record<string, Migration>> = MIGRATIONS,
): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (isFromNewerVersion(error)) {
    throw new AppError(
      'invalid',
      `${place} was made by a newer version of the bot. Start that version, or point this one at another database.`,
      { cause: error },
    );
  }
  throw new AppError('internal', `The tables in ${place} could not be brought up to date.`, {
    cause: error,
  });
}

// Kysely gives its errors no code: a migration that ran and that this version does not know is told in words only.
function isFromNewerVersion(error: unknown): boolean {
  return (
    error instanceof Error && /previously executed migration .+ is missing/.test(error.message)
  );
}
