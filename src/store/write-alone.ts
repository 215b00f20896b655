import { sql, type Kysely } from 'kysely';
import type { Tables } from './tables.ts';

const LOCK = 7_324_061;

/**
 * Runs a transaction that moves many rows, one at a time across all processes: two of them could lock each other out.
 * Tables have just been filled and nobody has counted them, so nested loops, which a wrong guess makes endless, are off.
 */
export async function writeAlone(
  db: Kysely<Tables>,
  write: (trx: Kysely<Tables>) => Promise<void>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`
      select set_config('enable_nestloop', 'off', true), set_config('jit', 'off', true),
             pg_advisory_xact_lock(${LOCK})
    `.execute(trx);
    await write(trx);
  });
}
