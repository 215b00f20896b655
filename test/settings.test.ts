import { expect, test } from 'vitest';
import { readSettings, secretsOf } from '../src/settings.ts';

const SET = {
  SLACK_BOT_TOKEN: 'xoxb-1-token',
  SLACK_SIGNING_SECRET: 'signing-secret',
  WINDSURF_SERVICE_KEY: 'service-key',
};

async function secretsWith(DATABASE_URL: string): Promise<string[]> {
  const read = await readSettings({ ...SET, DATABASE_URL });
  if (!read.ok) throw new Error('The settings are wrong.');
  return secretsOf(read.settings.config);
}

test.each([
  ['plain', 'postgres://bot:pass-word@db.example/usage', ['pass-word']],
  ['escaped', 'postgres://bot:p%40ss%21word@db.example/usage', ['p%40ss%21word', 'p@ss!word']],
  ['with a percent sign for itself', 'postgres://bot:100%sure@db.example/usage', ['100%sure']],
  [
    'among the parameters',
    'postgres:///usage?host=/run/postgresql&password=p%40ssword',
    ['p@ssword'],
  ],
])('a password in the address of the database is a secret: %s', async (_how, url, expected) => {
  expect(await secretsWith(url)).toEqual(expect.arrayContaining(expected));
});

test('so is every token, and without a database there is no password', async () => {
  const read = await readSettings(SET);
  if (!read.ok) throw new Error('The settings are wrong.');
  expect(secretsOf(read.settings.config).filter(Boolean)).toEqual(Object.values(SET));
});
