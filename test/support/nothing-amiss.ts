import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { API_KEY_MARK } from '../../sandbox/world/windsurf.ts';
import { openDatabase } from '../../src/store/database.ts';
import { expectSafe } from '../slack/views/safe.ts';
import { SECRET_MARK, type Company } from './company.ts';
import type { RunningBot } from './running-bot.ts';

const MARKS = [SECRET_MARK, API_KEY_MARK];

/**
 * Holds everything that bots have said until now, in Slack and on their own output, against what must never be in it:
 * text that pings or links, blocks that Slack refuses, secrets.
 */
export function expectNothingAmiss(
  { slack }: Company,
  bots: readonly RunningBot[],
  { refusals = false } = {},
): void {
  const { events } = slack.transcript;
  if (!refusals) expect(events.filter(({ kind }) => kind === 'refused')).toEqual([]);
  const messages = events.flatMap((event) => ('message' in event ? [event.message] : []));
  for (const message of messages) expectSafe(message);
  expectNoSecretIn(JSON.stringify(messages));
  for (const bot of bots) {
    expectNoSecretIn(bot.output());
    // Whoever knows a response_url can answer in the bot's name.
    expect(bot.output()).not.toContain('/commands/T');
  }
}

export function expectNoSecretIn(text: string): void {
  expect(MARKS.filter((mark) => text.includes(mark))).toEqual([]);
}

/** Searches the files of a data directory, and its rows, which may be compressed in the files. No bot may be running on it. */
export async function expectNoSecretStored(dataDir: string): Promise<void> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((entry) => entry.isFile())) {
    const bytes = await readFile(join(entry.parentPath, entry.name));
    expect(MARKS.filter((mark) => bytes.includes(mark))).toEqual([]);
  }
  const database = await openDatabase({ url: null, dataDir });
  try {
    for (const { schema, name } of await database.kysely.introspection.getTables()) {
      const { rows } = await sql<{ text: string }>`
        select string_agg(entry::text, '') as text from ${sql.table(`${schema}.${name}`)} as entry
      `.execute(database.kysely);
      expectNoSecretIn(rows[0]?.text ?? '');
    }
  } finally {
    await database.close();
  }
}
