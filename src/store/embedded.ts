import type { PGlite } from 'kysely';
import { openChannel } from './embedded-channel.ts';

/**
 * Opens the embedded database in a directory, in a thread of its own, and gives it in the shape that Kysely wants. Kysely
 * lets one statement or transaction through at a time; nothing else may use it besides.
 */
export async function openEmbedded(directory: string): Promise<PGlite> {
  const channel = await openChannel(directory);

  // Kysely's contract: only whoever wrote the statement knows what its rows are.
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
  async function query<T>(sql: string, parameters?: readonly unknown[]) {
    const { rows, affectedRows } = await channel.ask(sql, parameters);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return { rows: rows as T[], affectedRows, fields: [] };
  }

  return {
    ready: true,
    waitReady: Promise.resolve(),
    get closed() {
      return channel.ended;
    },
    query,
    async transaction(run) {
      await channel.ask('begin');
      try {
        const result = await run({ query, rollback: () => Promise.reject(new Error('unused')) });
        const { command } = await channel.ask('commit');
        if (command === 'ROLLBACK') throw abortedTransaction();
        return result;
      } catch (error) {
        if (!channel.ended) await channel.ask('rollback');
        throw error;
      }
    },
    async close() {
      await channel.ask(null);
      await channel.gone;
    },
  };
}

// Kysely knows a transaction that had failed before its commit by this code.
function abortedTransaction(): Error {
  return Object.assign(new Error('The transaction had failed before.'), { code: '25P02' });
}
