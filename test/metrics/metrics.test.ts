import { expect, test } from 'vitest';
import { createMetrics, type Sources } from '../../src/metrics/metrics.ts';
import { createTellAges } from '../../src/services/tell-ages.ts';
import { readMetrics } from './scrape.ts';

const NOW = new Date('2026-11-22T12:00:00Z');

function sources(change: Partial<Sources> = {}): Sources {
  return {
    tellAges: async () => [
      {
        provider: 'lingma',
        dataEnds: new Date('2026-11-21T16:00:00Z'),
        answeredAt: new Date('2026-11-22T11:30:00Z'),
      },
      { provider: 'windsurf', dataEnds: null, answeredAt: new Date('2026-11-22T11:00:00Z') },
    ],
    deliveries: {
      tally: async () => ({ digest: { sent: 3, pending: 2 } }),
      queue: async () => [{ kind: 'digest', due: 2, since: new Date('2026-11-22T11:59:00Z') }],
    },
    slackIsThere: () => true,
    clock: () => NOW,
    startedAt: new Date('2026-11-22T06:00:00Z'),
    ...change,
  };
}

async function scrape(metrics: ReturnType<typeof createMetrics>) {
  return readMetrics(await metrics.text());
}

const make = () => createMetrics({ version: '1.2.3', mode: 'socket' });

test('what has ended is counted', async () => {
  const metrics = make();
  metrics.onAnswered({ verb: 'report', outcome: 'answered', ms: 40 });
  metrics.onAnswered({ verb: 'report', outcome: 'refused', ms: 3000 });
  const fetched = { provider: 'lingma', feed: 'person-days', ms: 700 } as const;
  metrics.onFetched({ ...fetched, outcome: 'succeeded', rows: 90, rejected: 2 });
  metrics.onFetched({ ...fetched, outcome: 'rate_limited', rows: 0, rejected: 0 });
  metrics.onAttempted({ kind: 'digest', outcome: 'posted' });
  const { value } = await scrape(metrics);
  const report = { verb: 'report' };
  const days = { provider: 'lingma', feed: 'person-days' };
  expect(value('ai_usage_bot_commands_total', { ...report, outcome: 'refused' })).toBe(1);
  expect(value('ai_usage_bot_command_duration_seconds_sum', report)).toBe(3.04);
  expect(value('ai_usage_bot_command_duration_seconds_bucket', { ...report, le: '0.05' })).toBe(1);
  expect(value('ai_usage_bot_syncs_total', { ...days, outcome: 'succeeded' })).toBe(1);
  expect(value('ai_usage_bot_syncs_total', { ...days, outcome: 'rate_limited' })).toBe(1);
  expect(value('ai_usage_bot_sync_rows_total', days)).toBe(90);
  expect(value('ai_usage_bot_sync_rejected_rows_total', days)).toBe(2);
  expect(value('ai_usage_bot_sync_duration_seconds_count', { provider: 'lingma' })).toBe(2);
  const posted = { kind: 'digest', outcome: 'posted' };
  expect(value('ai_usage_bot_delivery_attempts_total', posted)).toBe(1);
});

test('what may go wrong is there before it does', async () => {
  const { value } = await scrape(make());
  expect(value('ai_usage_bot_commands_total', { verb: 'top', outcome: 'failed' })).toBe(0);
  const revoked = { kind: 'nudge', outcome: 'revoked' };
  expect(value('ai_usage_bot_delivery_attempts_total', revoked)).toBe(0);
});

test('how things stand is asked when somebody reads', async () => {
  const metrics = make();
  metrics.watch(sources());
  const { value } = await scrape(metrics);
  expect(value('ai_usage_bot_build_info', { version: '1.2.3', mode: 'socket' })).toBe(1);
  expect(value('ai_usage_bot_database_up')).toBe(1);
  expect(value('ai_usage_bot_slack_connected')).toBe(1);
  expect(value('ai_usage_bot_data_age_seconds', { provider: 'lingma' })).toBe(20 * 3600);
  expect(value('ai_usage_bot_data_age_seconds', { provider: 'windsurf' })).toBe(3600);
  expect(value('ai_usage_bot_last_sync_age_seconds', { provider: 'lingma' })).toBe(1800);
  expect(value('ai_usage_bot_deliveries', { kind: 'digest', state: 'sent' })).toBe(3);
  expect(value('ai_usage_bot_deliveries', { kind: 'nudge', state: 'unknown' })).toBe(0);
  expect(value('ai_usage_bot_queue_depth', { kind: 'digest' })).toBe(2);
  expect(value('ai_usage_bot_queue_depth', { kind: 'nudge' })).toBe(0);
  expect(value('ai_usage_bot_queue_oldest_seconds', { kind: 'digest' })).toBe(60);
  expect(value('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
  expect(value('process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
});

test('a provider that has never answered is waited for since the start', async () => {
  const metrics = make();
  const never = { provider: 'lingma', dataEnds: null, answeredAt: null };
  metrics.watch(sources({ tellAges: async () => [never] }));
  const { value, names } = await scrape(metrics);
  expect(value('ai_usage_bot_last_sync_age_seconds', { provider: 'lingma' })).toBe(6 * 3600);
  expect(names()).not.toContain('ai_usage_bot_data_age_seconds');
});

test('without the database the rest is told, and nothing that is not known', async () => {
  const metrics = make();
  metrics.watch(sources());
  await metrics.text();
  metrics.onAttempted({ kind: 'digest', outcome: 'posted' });
  metrics.watch(sources({ tellAges: () => Promise.reject(new Error('gone')) }));
  const { value, names } = await scrape(metrics);
  expect(value('ai_usage_bot_database_up')).toBe(0);
  const posted = { kind: 'digest', outcome: 'posted' };
  expect(value('ai_usage_bot_delivery_attempts_total', posted)).toBe(1);
  for (const name of ['data_age_seconds', 'deliveries', 'queue_depth', 'queue_oldest_seconds']) {
    expect(names()).not.toContain(`ai_usage_bot_${name}`);
  }
  metrics.watch(sources());
  const back = await scrape(metrics);
  expect(back.value('ai_usage_bot_queue_depth', { kind: 'digest' })).toBe(2);
});

test('a database that hangs is not waited for', { timeout: 15_000 }, async () => {
  const metrics = make();
  const hangs = () => new Promise<never>(() => undefined);
  metrics.watch(sources({ tellAges: hangs }));
  const began = performance.now();
  const { value } = await scrape(metrics);
  expect(performance.now() - began).toBeLessThan(9000);
  expect(value('ai_usage_bot_database_up')).toBe(0);
});

test('many that read at once ask the database once', async () => {
  const metrics = make();
  let asked = 0;
  const tellAges: Sources['tellAges'] = async () => {
    asked += 1;
    return [];
  };
  metrics.watch(sources({ tellAges }));
  await Promise.all(Array.from({ length: 20 }, () => metrics.text()));
  expect(asked).toBe(1);
});

test('a day ends in its provider’s zone', async () => {
  const provider = (dayZone: string | null) => ({
    id: 'lingma',
    capabilities: {
      feeds: [],
      dayZone,
      seatWindow: false,
      groupWord: 'group' as const,
      permissions: {},
    },
  });
  const store = { newestDay: async () => '2026-11-21', lastAnswer: async () => null };
  const tellIn = (dayZone: string | null) =>
    createTellAges({ store, providers: [provider(dayZone)], zone: 'Europe/Berlin' })();
  expect(await tellIn('Asia/Shanghai')).toMatchObject([
    { dataEnds: new Date('2026-11-21T16:00:00Z') },
  ]);
  expect(await tellIn(null)).toMatchObject([{ dataEnds: new Date('2026-11-21T23:00:00Z') }]);
});
