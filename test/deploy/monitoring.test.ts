import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createMetrics } from '../../src/metrics/metrics.ts';
import { readMetrics } from '../metrics/scrape.ts';
import { metricsIn } from './promql.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFile(join(ROOT, path), 'utf8');

/** Every name that may stand in an expression: `up` is Prometheus' own. */
const known = new Set(['up']);

beforeAll(async () => {
  const { described, names } = readMetrics(
    await createMetrics({ version: '1.0.0', mode: 'socket' }).text(),
  );
  for (const name of [...described, ...names()]) known.add(name);
  for (const name of described.filter((one) => one.endsWith('_duration_seconds'))) {
    for (const part of ['bucket', 'sum', 'count']) known.add(`${name}_${part}`);
  }
});

const rule = z.strictObject({
  alert: z.string().regex(/^AiUsageBot[A-Z]\w+$/),
  expr: z.string(),
  for: z
    .string()
    .regex(/^\d+[smhd]$/)
    .optional(),
  labels: z.strictObject({ severity: z.enum(['critical', 'warning', 'info']) }),
  annotations: z.strictObject({ summary: z.string() }),
});
const alerts = z.strictObject({
  groups: z.tuple([z.strictObject({ name: z.string(), rules: z.array(rule) })]),
});

async function rules() {
  return alerts.parse(parse(await read('deploy/prometheus-alerts.yml'))).groups[0].rules;
}

describe('the alerts', () => {
  test('ask for nothing that is not told', async () => {
    for (const { alert, expr } of await rules()) {
      const asked = metricsIn(expr);
      expect([alert, asked.length > 0]).toEqual([alert, true]);
      expect([alert, asked.filter((name) => !known.has(name))]).toEqual([alert, []]);
    }
  });

  test('are each explained, and nothing else is', async () => {
    const page = await read('docs/operating.md');
    const [, section = ''] = page.split('## What each alert means\n');
    const explained = [...section.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
    expect(explained).toEqual((await rules()).map(({ alert }) => alert));
    expect(new Set(explained).size).toBe(explained.length);
  });

  test('name no metric in the manual that is not told', async () => {
    const page = await read('docs/operating.md');
    const named = [...page.matchAll(/\bai_usage_bot_\w+/g)].map(([name]) => name);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
    const own = [...known].filter((name) => name.startsWith('ai_usage_bot_'));
    const left = own.filter((name) => !/_(?:bucket|sum|count)$/.test(name));
    const short = (name: string) => name.replace('ai_usage_bot_', '…_');
    expect(left.filter((name) => !page.includes(name) && !page.includes(short(name)))).toEqual([]);
  });
});

const target = z.looseObject({ expr: z.string(), refId: z.string() });
const panel = z.looseObject({
  id: z.number().int(),
  type: z.enum(['row', 'stat', 'timeseries']),
  title: z.string().min(1),
  gridPos: z.strictObject({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  datasource: z
    .strictObject({ type: z.literal('prometheus'), uid: z.literal('${datasource}') })
    .optional(),
  targets: z.array(target).default([]),
});
const dashboard = z.looseObject({
  title: z.string(),
  uid: z.string().max(40),
  schemaVersion: z.number().int().min(36),
  templating: z.strictObject({
    list: z.array(z.looseObject({ name: z.string(), type: z.string(), query: z.unknown() })),
  }),
  panels: z.array(panel),
});

describe('the dashboard', () => {
  let shown: z.output<typeof dashboard>;

  beforeAll(async () => {
    shown = dashboard.parse(JSON.parse(await read('deploy/grafana-dashboard.json')));
  });

  test('takes its data source from whoever imports it', () => {
    const [first, ...others] = shown.templating.list;
    expect(first).toMatchObject({ name: 'datasource', type: 'datasource', query: 'prometheus' });
    for (const { datasource } of others) expect(datasource).toMatchObject({ uid: '${datasource}' });
    const charts = shown.panels.filter(({ type }) => type !== 'row');
    expect(charts.filter(({ datasource }) => !datasource)).toEqual([]);
    expect(charts.filter(({ targets }) => targets.length === 0)).toEqual([]);
  });

  test('has panels with ids of their own, none on top of another', () => {
    const ids = shown.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const cells = shown.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, at) => `${x + (at % w)}:${y + Math.floor(at / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(shown.panels.filter(({ gridPos: { x, w } }) => x + w > 24)).toEqual([]);
  });

  test('asks for nothing that is not told, by variables that it has', () => {
    const variables = new Set(shown.templating.list.map(({ name }) => name));
    for (const { expr } of shown.panels.flatMap(({ targets }) => targets)) {
      const asked = metricsIn(expr);
      expect([expr, asked.length > 0]).toEqual([expr, true]);
      expect([expr, asked.filter((name) => !known.has(name))]).toEqual([expr, []]);
      const used = [...expr.matchAll(/\$(\w+)/g)].map(([, name = '']) => name);
      expect(used.filter((name) => !variables.has(name) && name !== '__rate_interval')).toEqual([]);
    }
  });
});

test.each([
  ['sum by (le, x) (rate(a_bucket{b="c",d=~"e f"}[$__rate_interval])) > 1.5e9', ['a_bucket']],
  ['max(a{b="c"}) > 0.01 * sum without (d) (e[5m] offset 1d) and f == 3 * 3600', ['a', 'e', 'f']],
])('the metrics in %s', (expr, names) => {
  expect(metricsIn(expr)).toEqual(names);
});
