import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../..');

let page: string;

beforeAll(async () => {
  page = await readFile(join(ROOT, 'docs/security.md'), 'utf8');
});

test('every threat names what holds it off and a test', () => {
  const rows = page.split('\n').filter((line) => /^\|(?! *(?:threat|---))/.test(line));
  expect(rows.length).toBeGreaterThan(25);
  for (const row of rows) {
    const [, threat = '', held = '', tests = ''] = row.split('|').map((cell) => cell.trim());
    expect([threat.length > 5, held.length > 10]).toEqual([true, true]);
    expect([threat, tests]).toEqual([
      threat,
      expect.stringMatching(/\]\(\.\.\/test\/.+\.test\.ts\)/),
    ]);
  }
});

test('everything that it points to is there', async () => {
  const paths = [...page.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => path);
  expect(paths.length).toBeGreaterThan(40);
  for (const path of new Set(paths)) {
    await expect(access(join(ROOT, 'docs', path))).resolves.toBeUndefined();
  }
});

const workflow = z.object({
  permissions: z.strictObject({ contents: z.literal('read') }),
  on: z.object({ schedule: z.array(z.object({ cron: z.string() })), push: z.unknown() }),
  jobs: z.object({
    audit: z.object({
      steps: z.array(z.object({ uses: z.string().optional(), run: z.string().optional() })),
    }),
  }),
});

test('the audit for users asks for known weaknesses, with actions that cannot change under it', async () => {
  const text = await readFile(join(ROOT, '.github/workflows/audit.yml'), 'utf8');
  const { jobs } = workflow.parse(parse(text));
  const { steps } = jobs.audit;
  expect(steps.flatMap(({ run }) => run ?? [])).toContain('npm audit --audit-level=high');
  for (const { uses } of steps) expect(uses ?? '@'.repeat(41)).toMatch(/@[\da-f]{40}$|^@+$/);
});
