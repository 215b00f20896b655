import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCompany, type Company } from '../support/company.ts';
import { expectNoSecretIn } from '../support/nothing-amiss.ts';
import { launch, launchReady } from '../support/running-bot.ts';

let company: Company;

beforeAll(async () => {
  company = await startCompany();
});

afterAll(() => company.close());

/** Starts the bot, which must not come up, and gives all that it says. */
async function refusal(settings: Record<string, string>): Promise<string> {
  const bot = launch(settings);
  expect(await bot.ended).toEqual({ code: 1, signal: null });
  expectNoSecretIn(bot.output());
  return bot.output();
}

async function good(): Promise<Record<string, string>> {
  return { ...company.settings('http'), DATA_DIR: await company.dataDir() };
}

describe('a bot that cannot start', () => {
  test('names the demo where nothing is set', async () => {
    const said = await refusal({});
    expect(said).toContain('npm run demo');
    expect(said).toContain('SLACK_BOT_TOKEN');
  });

  test('tells all that is wrong at once: settings by name, teams.yml by line', async () => {
    const teams = join(company.folder, 'wrong.yml');
    await writeFile(teams, 'teams:\n  a:\n    colour: red\n');
    const said = await refusal({
      ...(await good()),
      PORT: 'many',
      REPORT_TIMEZONE: 'Mars/Olympus',
      TEAMS_FILE: teams,
    });
    expect(said).toMatch(/cannot start: 3 things need attention/);
    expect(said).toContain('PORT');
    expect(said).toContain('REPORT_TIMEZONE');
    expect(said).toContain(`${teams}:3`);
  });

  test('says which file of teams cannot be read', async () => {
    const said = await refusal({ ...(await good()), TEAMS_FILE: '/nowhere/teams.yml' });
    expect(said).toMatch(/TEAMS_FILE .*\/nowhere\/teams\.yml/);
  });

  test('names the process that uses its data directory', async () => {
    const settings = await good();
    const first = await launchReady(settings);
    const said = await refusal(settings);
    expect(said).toContain(`process ${first.pid}`);
    expect(await first.stop()).toEqual({ code: 0, signal: null });
    const second = await launchReady(settings);
    expect(await second.stop()).toEqual({ code: 0, signal: null });
  });

  test('says that its port is taken', async () => {
    const other = createServer().listen(0);
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const said = await refusal({ ...(await good()), PORT: String(port) });
    other.close();
    expect(said).toContain(`Port ${port} is in use`);
  });

  test('names the token that Slack refuses', async () => {
    const said = await refusal({ ...(await good()), SLACK_BOT_TOKEN: 'xoxb-unknown' });
    expect(said).toContain('SLACK_BOT_TOKEN');
  });

  test('says which database it cannot reach, without its password', async () => {
    const url = 'postgres://bot:keep-this-to-yourself@127.0.0.1:1/usage';
    const said = await refusal({ ...(await good()), DATABASE_URL: url });
    expect(said).toContain('127.0.0.1:1/usage (DATABASE_URL)');
  });
});
