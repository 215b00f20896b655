import { expect, test } from 'vitest';
import { createCheckReady } from '../../src/services/check-ready.ts';

function ready(lastAnswer: (id: string) => Promise<Date | null>) {
  const providers = [{ id: 'lingma' }, { id: 'windsurf' }];
  return createCheckReady({ store: { lastAnswer }, providers, slackIsThere: () => true })();
}

test('the bot is ready once every provider has answered', async () => {
  const answered = new Date('2026-11-22T12:00:00Z');
  expect(await ready(async () => answered)).toMatchObject({ ready: true, database: true });
  expect(await ready(async (id) => (id === 'lingma' ? answered : null))).toEqual({
    ready: false,
    database: true,
    slack: true,
    synced: { lingma: true, windsurf: false },
  });
});

test.each([
  ['is gone', () => Promise.reject(new Error('gone'))],
  ['hangs', () => new Promise<never>(() => undefined)],
])(
  'it is not where the database %s, which is said in time',
  { timeout: 9000 },
  async (_how, ask) => {
    const expected = { ready: false, database: false, slack: true, synced: {} };
    expect(await ready(ask)).toEqual(expected);
  },
);
