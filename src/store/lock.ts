import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../errors.ts';

export type DataDirLock = { release(): void };

const SQLITE_BUSY = 5;

/**
 * Takes a data directory for this process, creating it where needed. The lock is the kernel's: it ends with the process,
 * however that ends. Throws `invalid`, with the other's process id, where it is taken, or where the directory cannot be
 * written to.
 */
export function lockDataDir(dataDir: string): DataDirLock {
  const pidFile = join(dataDir, 'lock.pid');
  const database = openLockFile(dataDir);
  try {
    database.exec('pragma journal_mode = memory; begin exclusive');
    writeFileSync(`${pidFile}.new`, String(process.pid));
    renameSync(`${pidFile}.new`, pidFile);
  } catch (error) {
    database.close();
    throw isBusy(error) ? inUse(dataDir, pidFile) : notUsable(dataDir, error);
  }
  return {
    release() {
      if (!database.isOpen) return;
      rmSync(pidFile, { force: true });
      database.close();
    },
  };
}

// Nothing else in the process may open and close the lock file: that would drop the kernel's lock with it.
function openLockFile(dataDir: string): DatabaseSync {
  try {
    // What lies in it is about people: nobody else on the machine needs to read it.
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    return new DatabaseSync(join(dataDir, 'lock'));
  } catch (error) {
    throw notUsable(dataDir, error);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

function inUse(dataDir: string, pidFile: string): AppError {
  const heldBy = holder(pidFile);
  return new AppError(
    'invalid',
    `DATA_DIR ${dataDir} is in use by ${heldBy}. Stop it, or set another DATA_DIR.`,
    { context: { heldBy } },
  );
}

// The file may be missing or stale for the moment between taking the lock and writing it.
function holder(pidFile: string): string {
  try {
    return `process ${readFileSync(pidFile, 'utf8')}`;
  } catch {
    return 'another process';
  }
}

function notUsable(dataDir: string, cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AppError(
    'invalid',
    `DATA_DIR ${dataDir} cannot be used: ${reason}. Make it a directory that the bot can write to, or set another DATA_DIR.`,
    { cause },
  );
}
