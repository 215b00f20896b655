import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { parseConfig, SETTINGS } from '../src/config.ts';
import { parseTeams } from '../src/teams-file.ts';

const ROOT = join(import.meta.dirname, '..');
const example = readFileSync(join(ROOT, '.env.example'), 'utf8');

test('.env.example lists every setting, in order, each with a comment', () => {
  expect([...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)).toEqual(SETTINGS);
  for (const name of SETTINGS) expect(example).toMatch(new RegExp(`^# .*\\n${name}=`, 'm'));
});

test('the example copied as it is says what to fill in', () => {
  const result = parseConfig(parseEnv(example));
  expect(result.ok).toBe(false);
});

test('teams.example.yml is right', () => {
  const path = 'teams.example.yml';
  const result = parseTeams(readFileSync(join(ROOT, path), 'utf8'), path);
  expect(result.ok && result.teams?.map(({ id }) => id)).toEqual(['backend', 'data']);
});
