import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { lockDataDir } from '../../src/store/lock.ts';

const HOLDER = fileURLToPath(new URL('./hold-data-dir.ts', import.meta.url));

let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'ai-usage-bot-lock-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('the lock on a data directory', () => {
  it('makes the directory for its own user alone', async () => {
    const dataDir = join(root, 'data');
    lockDataDir(dataDir).release();
    expect((await stat(dataDir)).mode & 0o077).toBe(0);
  });

  it('names the process that holds it, and is free at once when that one is killed', async () => {
    const dataDir = join(root, 'deep', 'data');
    const other = spawn(process.execPath, [HOLDER, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void other.kill('SIGKILL'));
    await once(other.stdout, 'data');
    expect(() => lockDataDir(dataDir)).toThrow(
      `DATA_DIR ${dataDir} is in use by process ${other.pid}. Stop it, or set another DATA_DIR.`,
    );
    expect(() => lockDataDir(dataDir)).toThrow(expect.objectContaining({ code: 'invalid' }));

    other.kill('SIGKILL');
    await once(other, 'exit');
    expect(existsSync(join(dataDir, 'lock.pid'))).toBe(true);
    lockDataDir(dataDir).release();
  });

  it('is held against the same process too, until it is released', () => {
    const lock = lockDataDir(root);
    expect(() => lockDataDir(root)).toThrow(`in use by process ${process.pid}`);
    expect(() => lockDataDir(root)).toThrow(`in use by process ${process.pid}`);
    lock.release();
    lock.release();
    lockDataDir(root).release();
  });

  it('says so where the directory cannot be written to', async () => {
    const file = join(root, 'file');
    await writeFile(file, 'no directory');
    expect(() => lockDataDir(join(file, 'data'))).toThrow(
      expect.objectContaining({
        code: 'invalid',
        message: expect.stringMatching(
          /^DATA_DIR .+ cannot be used: .*ENOTDIR.+another DATA_DIR\.$/,
        ),
      }),
    );
    await writeFile(join(root, 'lock'), 'something else '.repeat(100));
    expect(() => lockDataDir(root)).toThrow('cannot be used');
  });
});
