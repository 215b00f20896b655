import { Counter, Histogram, type Registry } from 'prom-client';
import { DELIVERY_KINDS } from '../domain/deliveries.ts';
import type { Fetched } from '../services/fetch-feed.ts';
import type { Attempted } from '../services/send-ports.ts';
import { VERB_ROWS } from '../slack/command-verbs.ts';
import type { Answered } from '../slack/commands/answering.ts';
import { OUTCOMES } from '../slack/commands/outcome.ts';
import { PREFIX } from './names.ts';

/** What rooms call when something has ended. */
export type Counters = {
  readonly onAnswered: (answered: Answered) => void;
  readonly onFetched: (fetched: Fetched) => void;
  readonly onAttempted: (attempted: Attempted) => void;
};

/** In seconds. An answer from the store takes the first few; one that waits for vendors up to 25 s; an export minutes. */
const ANSWER_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120, 900];
const FETCH_BUCKETS = [0.1, 0.5, 1, 5, 15, 60, 300, 1800];

export function createCounters(registry: Registry): Counters {
  const registers = [registry];
  const commands = new Counter({
    name: `${PREFIX}commands_total`,
    help: 'Commands, pressed buttons and submitted forms, by what was asked for and what came of it.',
    labelNames: ['verb', 'outcome'],
    registers,
  });
  const durations = new Histogram({
    name: `${PREFIX}command_duration_seconds`,
    help: 'From the acknowledgement to the answer in Slack.',
    labelNames: ['verb'],
    buckets: ANSWER_BUCKETS,
    registers,
  });
  const syncs = new Counter({
    name: `${PREFIX}syncs_total`,
    help: 'Fetches from a provider by what was fetched; the outcome is “succeeded”, or the kind of failure.',
    labelNames: ['provider', 'feed', 'outcome'],
    registers,
  });
  const fetches = new Histogram({
    name: `${PREFIX}sync_duration_seconds`,
    help: 'How long a fetch took, whatever came of it.',
    labelNames: ['provider'],
    buckets: FETCH_BUCKETS,
    registers,
  });
  const rows = new Counter({
    name: `${PREFIX}sync_rows_total`,
    help: 'Rows that were taken in.',
    labelNames: ['provider', 'feed'],
    registers,
  });
  const rejected = new Counter({
    name: `${PREFIX}sync_rejected_rows_total`,
    help: 'Rows that could not be read and were left out.',
    labelNames: ['provider', 'feed'],
    registers,
  });
  const attempts = new Counter({
    name: `${PREFIX}delivery_attempts_total`,
    help: 'Messages that Slack was asked to post, and what it said.',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  // Prometheus sees how much a counter grew only where it has seen it before: the first failure must not be the first sample.
  for (const { verb } of VERB_ROWS) {
    for (const outcome of OUTCOMES) commands.inc({ verb, outcome }, 0);
  }
  for (const kind of DELIVERY_KINDS) {
    for (const outcome of ['posted', 'revoked']) attempts.inc({ kind, outcome }, 0);
  }
  return {
    onAnswered: ({ verb, outcome, ms }) => {
      commands.inc({ verb, outcome });
      durations.observe({ verb }, ms / 1000);
    },
    onFetched: ({ provider, feed, outcome, ms, ...tally }) => {
      syncs.inc({ provider, feed, outcome });
      fetches.observe({ provider }, ms / 1000);
      rows.inc({ provider, feed }, tally.rows);
      rejected.inc({ provider, feed }, tally.rejected);
    },
    onAttempted: ({ kind, outcome }) => attempts.inc({ kind, outcome }),
  };
}
