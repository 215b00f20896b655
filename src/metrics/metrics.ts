import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { createCounters, type Counters } from './counters.ts';
import { PREFIX } from './names.ts';
import { createReadings, type Sources } from './readings.ts';

export type { Sources } from './readings.ts';

/** The bot itself, for `build_info`. */
type About = { readonly version: string; readonly mode: string };

/** What is counted while the bot works, and all of it as Prometheus reads it. No label is about anybody. */
export type Metrics = Counters & {
  /** From now on these are asked whenever somebody reads. */
  readonly watch: (sources: Sources) => void;
  /** Never throws: what cannot be asked just now is left out, and `ai_usage_bot_database_up` is 0. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
};

export function createMetrics({ version, mode }: About): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const build = new Gauge({
    name: `${PREFIX}build_info`,
    help: 'Always 1: the version that runs, and how it is connected to Slack.',
    labelNames: ['version', 'mode'],
    registers: [registry],
  });
  build.set({ version, mode }, 1);
  const readings = createReadings(registry);
  let sources: Sources | null = null;
  return {
    ...createCounters(registry),
    watch: (given) => {
      sources = given;
    },
    text: async () => {
      if (sources) await readings.read(sources);
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
