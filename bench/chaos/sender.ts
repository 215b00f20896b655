import { webApi } from '@slack/bolt';
import type { Delivery } from '../../src/domain/deliveries.ts';
import { createQueue } from '../../src/jobs/queue.ts';
import { createLogger } from '../../src/log.ts';
import { createEnqueueDue } from '../../src/services/enqueue-due.ts';
import { createSendDelivery } from '../../src/services/send-delivery.ts';
import type { DeliveryTrouble } from '../../src/services/send-ports.ts';
import { createPostbox } from '../../src/slack/postbox.ts';
import { carefulClientOptions } from '../../src/slack/web-client-options.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createDeliveryStore } from '../../src/store/delivery-store.ts';
import { createNudgeStore } from '../../src/store/nudge-store.ts';
import { createSubscriptionStore } from '../../src/store/subscription-store.ts';

// Run as a process of its own, to be killed: as much of the bot as sends digests, with a day's patience in a second. It
// takes the bot's own settings, and says now and then how much there is left to do.

const TIMEOUT_MS = 500;
const SETTLE_MS = 1500;
const WAKE_MS = 250;

const { DATABASE_URL = '', DATA_DIR = '', SLACK_API_URL = '', SLACK_BOT_TOKEN = '' } = process.env;
const { CHAOS_SLOTS = '0' } = process.env;

const clock = () => new Date();
const log = createLogger({ level: 'warn', secrets: [SLACK_BOT_TOKEN] });
const database = await openDatabase({ url: DATABASE_URL || null, dataDir: DATA_DIR });
const queue = createQueue(database, { clock, log });
await queue.start();
const deliveries = createDeliveryStore(database, queue);
const subscriptions = createSubscriptionStore(database, queue);
const nudges = createNudgeStore(database, queue);
const options = { ...carefulClientOptions(SLACK_API_URL), timeout: TIMEOUT_MS };
const client = new webApi.WebClient(SLACK_BOT_TOKEN, {
  ...options,
  logLevel: webApi.LogLevel.ERROR,
});

const sendDelivery = createSendDelivery({
  store: deliveries,
  postbox: createPostbox(client),
  renderDelivery: async ({ kind, key }) => ({ text: `${kind} ${key}`, blocks: [], basic: [] }),
  onUnrendered: ({ key }, error) => log.error({ error, key }, 'not rendered'),
  tellOwner: notice,
  onFinal: (delivery, reason) => notice(delivery, { kind: 'failed', reason }),
  onRevoked: (refusal) => log.error(refusal, 'revoked'),
  checkAuth: async () => (await client.auth.test().catch(() => ({ ok: false }))).ok,
  clock,
  settleMs: SETTLE_MS,
});
const enqueueDue = createEnqueueDue({
  subscriptions,
  deliveries,
  tellMissed: async (missed) => log.error({ missed: missed.length }, 'missed'),
  clock,
});

const stopping = new AbortController();
process.on('SIGTERM', () => stopping.abort());
queue.work(sendDelivery, 8);
while (!stopping.signal.aborted) {
  await enqueueDue();
  await nudges.settle(clock());
  process.stdout.write(`left ${await left()}\n`);
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, WAKE_MS);
  await promise;
}
await queue.stop(10_000);
await database.close();

async function notice(delivery: Delivery, { kind }: DeliveryTrouble): Promise<void> {
  if (delivery.kind === 'notice') return;
  const notice = {
    kind: 'notice',
    key: `${delivery.id}/${kind}`,
    subject: {},
    to: { slackUserId: 'U1' },
    dueAt: clock(),
  } as const;
  await deliveries.add([notice], clock());
}

async function left(): Promise<number> {
  const counts = await deliveries.tally();
  const claimed = Object.values(counts.digest ?? {}).reduce((sum, count) => sum + count, 0);
  const open = Object.values(counts).map(({ pending = 0, sending = 0 }) => pending + sending);
  return Number(CHAOS_SLOTS) - claimed + open.reduce((sum, count) => sum + count, 0);
}
