import { Gauge, type Registry } from 'prom-client';
import { DELIVERY_KINDS, DELIVERY_STATES } from '../domain/deliveries.ts';
import type { DeliveryStore } from '../domain/delivery-ports.ts';
import type { Clock } from '../domain/ports.ts';
import { inTime } from '../services/in-time.ts';
import type { TellAges } from '../services/tell-ages.ts';
import { PREFIX } from './names.ts';

/** What is asked whenever somebody reads, instead of being counted. */
export type Sources = {
  readonly tellAges: TellAges;
  readonly deliveries: Pick<DeliveryStore, 'tally' | 'queue'>;
  readonly slackIsThere: () => boolean;
  readonly clock: Clock;
  /** From then on a provider that has never answered is waited for. */
  readonly startedAt: Date;
};

export type Readings = {
  /** Asks all of them; what many ask for at once is asked for once. Never throws. */
  readonly read: (sources: Sources) => Promise<void>;
};

/** Prometheus itself gives up after ten seconds. */
const PATIENCE_MS = 5000;

export function createReadings(registry: Registry, patienceMs = PATIENCE_MS): Readings {
  const gauges = createGauges(registry);
  let reading: Promise<void> | null = null;

  async function read(sources: Sources): Promise<void> {
    gauges.slack.set(sources.slackIsThere() ? 1 : 0);
    const read = await inTime(ask(sources), patienceMs);
    gauges.database.set(read ? 1 : 0);
    for (const gauge of gauges.fromDatabase) gauge.reset();
    if (read) show(read, sources, gauges);
  }

  return {
    read: (sources) => (reading ??= read(sources).finally(() => (reading = null))),
  };
}

async function ask({ tellAges, deliveries, clock }: Sources) {
  const [ages, tally, queue] = await Promise.all([
    tellAges(),
    deliveries.tally(),
    deliveries.queue(clock()),
  ]);
  return { ages, tally, queue };
}

type Read = Awaited<ReturnType<typeof ask>>;

function show({ ages, tally, queue }: Read, { clock, startedAt }: Sources, gauges: Gauges): void {
  const now = clock().getTime();
  const secondsSince = (at: Date) => Math.max(0, (now - at.getTime()) / 1000);
  for (const { provider, dataEnds, answeredAt } of ages) {
    const newest = dataEnds ?? answeredAt;
    if (newest) gauges.dataAge.set({ provider }, secondsSince(newest));
    // Also where it never has: an alert hears nothing of what is not there.
    gauges.answerAge.set({ provider }, secondsSince(answeredAt ?? startedAt));
  }
  for (const kind of DELIVERY_KINDS) {
    const waiting = queue.find((one) => one.kind === kind);
    gauges.depth.set({ kind }, waiting?.due ?? 0);
    gauges.oldest.set({ kind }, waiting ? secondsSince(waiting.since) : 0);
    for (const state of DELIVERY_STATES) {
      gauges.deliveries.set({ kind, state }, tally[kind]?.[state] ?? 0);
    }
  }
}

type Gauges = ReturnType<typeof createGauges>;

function createGauges(registry: Registry) {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge<Label>({ name: `${PREFIX}${name}`, help, labelNames, registers: [registry] });
  const dataAge = gauge(
    'data_age_seconds',
    'Since the end of the newest day that is held; for a provider without days, since it last answered.',
    ['provider'],
  );
  const answerAge = gauge(
    'last_sync_age_seconds',
    'Since the provider last answered a fetch whole; since the bot started, where it never has.',
    ['provider'],
  );
  const deliveries = gauge('deliveries', 'Messages that are kept, by where they stand.', [
    'kind',
    'state',
  ]);
  const depth = gauge('queue_depth', 'Messages that are due and not posted yet.', ['kind']);
  const oldest = gauge(
    'queue_oldest_seconds',
    'How long the oldest of them has been due. A nudge may wait for its reader’s working hours.',
    ['kind'],
  );
  return {
    database: gauge('database_up', 'Whether the database answered this reading.'),
    slack: gauge('slack_connected', 'Whether Slack can reach the bot, as far as it knows.'),
    dataAge,
    answerAge,
    deliveries,
    depth,
    oldest,
    fromDatabase: [dataAge, answerAge, deliveries, depth, oldest],
  };
}
