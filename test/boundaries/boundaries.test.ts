import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');

type Plant = readonly [file: string, specifier: string];

/** One violation of every rule of who may know whom. */
const REFUSED: readonly Plant[] = [
  ['src/domain/planted.ts', '../store/database.ts'],
  ['src/domain/planted.ts', '../services/report-team.ts'],
  ['src/domain/planted.ts', '../config.ts'],
  ['src/domain/planted.ts', 'node:fs'],
  ['src/domain/planted.ts', '@slack/bolt'],
  ['src/services/planted.ts', '../store/database.ts'],
  ['src/services/planted.ts', '../slack/app.ts'],
  ['src/services/planted.ts', '../providers/http.ts'],
  ['src/services/planted.ts', '../providers/lingma/index.ts'],
  ['src/services/planted.ts', '../config.ts'],
  ['src/services/planted.ts', 'ky'],
  ['src/services/planted.ts', 'node:fs'],
  ['src/providers/lingma/planted.ts', '../windsurf/index.ts'],
  ['src/providers/lingma/planted.ts', '../registry.ts'],
  ['src/providers/lingma/planted.ts', '../../store/database.ts'],
  ['src/providers/windsurf/planted.ts', '../../services/report-team.ts'],
  ['src/providers/windsurf/planted.ts', '@slack/bolt'],
  ['src/providers/planted.ts', '../store/database.ts'],
  ['src/providers/planted.ts', '../config.ts'],
  ['src/store/planted.ts', '../services/report-team.ts'],
  ['src/store/planted.ts', '../providers/provider.ts'],
  ['src/store/migrations/planted.ts', '../../slack/app.ts'],
  ['src/store/planted.ts', 'ky'],
  ['src/slack/views/planted.ts', '../../services/report-team.ts'],
  ['src/slack/views/planted.ts', '../app.ts'],
  ['src/slack/views/planted.ts', '../../store/database.ts'],
  ['src/slack/views/planted.ts', '@slack/bolt'],
  ['src/slack/views/planted.ts', 'node:fs'],
  ['src/slack/planted.ts', '../store/database.ts'],
  ['src/slack/commands/planted.ts', '../../store/database.ts'],
  ['src/slack/commands/planted.ts', '../../providers/registry.ts'],
  ['src/slack/actions/planted.ts', '../../providers/provider.ts'],
  ['src/slack/events/planted.ts', '../../config.ts'],
  ['src/files/planted.ts', '../store/database.ts'],
  ['src/files/planted.ts', '../services/report-team.ts'],
  ['src/files/planted.ts', '@slack/bolt'],
  ['src/services/planted.ts', '../files/csv-file.ts'],
  ['src/services/planted.ts', 'csv-stringify/sync'],
  ['src/slack/planted.ts', '../files/csv-file.ts'],
  ['src/store/planted.ts', '../files/csv-file.ts'],
  ['src/schedule/planted.ts', '../files/csv-file.ts'],
  ['src/schedule/planted.ts', '../store/database.ts'],
  ['src/schedule/planted.ts', '../providers/registry.ts'],
  ['src/jobs/planted.ts', '../slack/app.ts'],
  ['src/cli/planted.ts', '../store/database.ts'],
  ['src/cli/planted.ts', '../providers/registry.ts'],
  ['src/cli/planted.ts', '../app.ts'],
  ['src/cli/planted.ts', 'kysely'],
  ['src/doctor/planted.ts', '../store/database.ts'],
  ['src/doctor/planted.ts', '../providers/registry.ts'],
  ['src/doctor/planted.ts', '../services/report-team.ts'],
  ['src/doctor/planted.ts', '@slack/bolt'],
  ['src/domain/planted.ts', 'prom-client'],
  ['src/services/planted.ts', 'prom-client'],
  ['src/providers/lingma/planted.ts', 'prom-client'],
  ['src/store/planted.ts', 'prom-client'],
  ['src/slack/planted.ts', 'prom-client'],
  ['src/files/planted.ts', 'prom-client'],
  ['src/planted.ts', '../sandbox/demo.ts'],
  ['src/services/planted.ts', '../../sandbox/world.ts'],
  ['sandbox/planted.ts', '../src/main.ts'],
  ['sandbox/slack/planted.ts', '../../src/domain/usage.ts'],
];

const ALLOWED: readonly Plant[] = [
  ['src/domain/allowed.ts', '../errors.ts'],
  ['src/domain/allowed.ts', './usage.ts'],
  ['src/services/allowed.ts', '../domain/usage.ts'],
  ['src/services/allowed.ts', '../providers/provider.ts'],
  ['src/providers/lingma/allowed.ts', '../provider.ts'],
  ['src/providers/lingma/allowed.ts', '../http.ts'],
  ['src/providers/lingma/allowed.ts', '../../domain/usage.ts'],
  ['src/providers/allowed.ts', './lingma/index.ts'],
  ['src/store/allowed.ts', '../domain/usage.ts'],
  ['src/slack/views/allowed.ts', '../../domain/summary.ts'],
  ['src/slack/commands/allowed.ts', '../../services/report-team.ts'],
  ['src/files/allowed.ts', '../domain/ports.ts'],
  ['src/files/allowed.ts', 'csv-stringify/sync'],
  ['src/schedule/allowed.ts', '../services/sync-usage.ts'],
  ['src/app.ts', './store/database.ts'],
  ['src/cli/allowed.ts', '../services/report-team.ts'],
  ['src/cli/allowed.ts', '../slack/commands/answers.ts'],
  ['src/doctor/allowed.ts', '../providers/provider.ts'],
  ['src/doctor/allowed.ts', '../store/inspect-database.ts'],
  ['src/doctor/allowed.ts', '../slack/inspect.ts'],
  ['src/metrics/allowed.ts', 'prom-client'],
  ['sandbox/allowed.ts', './world.ts'],
];

let place: string;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'boundaries-'));
  await copyFile(join(ROOT, '.oxlintrc.json'), join(place, '.oxlintrc.json'));
  await copyFile(join(ROOT, 'tsconfig.json'), join(place, 'tsconfig.json'));
  await symlink(join(ROOT, 'node_modules'), join(place, 'node_modules'));
});

afterAll(() => rm(place, { recursive: true }));

async function plant(file: string, text: string): Promise<string> {
  const path = join(place, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return path;
}

/** The rules that the linter finds broken, by file. */
async function lint(...flags: string[]): Promise<string[]> {
  const oxlint = join(ROOT, 'node_modules/.bin/oxlint');
  const { stdout } = await run(process.execPath, [oxlint, '-f', 'unix', ...flags], {
    cwd: place,
  }).catch((failed: { stdout: string }) => failed);
  return stdout.split('\n').filter((line) => line.includes('[Error/'));
}

async function refusals([file, specifier]: Plant): Promise<string[]> {
  const path = await plant(file, `import * as other from '${specifier}';\nexport { other };\n`);
  const found = await lint(file);
  await rm(path);
  return found.filter((line) => line.includes('no-restricted-imports'));
}

describe('who may know whom', () => {
  test.each(REFUSED)('%s must not import %s', async (...planted) => {
    expect(await refusals(planted)).toHaveLength(1);
  });

  test.each(ALLOWED)('%s may import %s', async (...planted) => {
    expect(await refusals(planted)).toEqual([]);
  });

  test('a circle of imports is refused', async () => {
    await plant(
      'src/store/one.ts',
      "import { two } from './two.ts';\nexport const one = () => two;\n",
    );
    await plant(
      'src/store/two.ts',
      "import { one } from './one.ts';\nexport const two = () => one;\n",
    );
    const found = await lint('src/store');
    expect(found.filter((line) => line.includes('no-cycle'))).toHaveLength(2);
  });

  test('only what is started reads the environment', async () => {
    const reading = 'export const home = process.env;\n';
    await plant('src/services/environment.ts', reading);
    await plant('src/main.ts', reading);
    await plant('src/cli.ts', reading);
    const found = await lint('src/services/environment.ts', 'src/main.ts', 'src/cli.ts');
    expect(found.filter((line) => line.includes('no-restricted-properties'))).toEqual([
      expect.stringContaining('src/services/environment.ts'),
    ]);
  });

  test('a promise that nobody waits for is refused', async () => {
    await plant('src/services/floating.ts', 'export function go() {\n  Promise.resolve(1);\n}\n');
    const found = await lint('--type-aware', 'src/services');
    expect(found.join('\n')).toContain('no-floating-promises');
  });
});
