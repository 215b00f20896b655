import { rm } from 'node:fs/promises';
import { webApi } from '@slack/bolt';
import { startSlack } from '../../sandbox/slack/server.ts';
import type { Content, Delivery, NewDelivery } from '../../src/domain/deliveries.ts';
import type { Postbox } from '../../src/domain/delivery-ports.ts';
import type { Rendered } from '../../src/services/render-delivery.ts';
import { createSendDelivery } from '../../src/services/send-delivery.ts';
import type { DeliveryTrouble } from '../../src/services/send-ports.ts';
import { createPace } from '../../src/services/send-pace.ts';
import { createPostbox } from '../../src/slack/postbox.ts';
import { carefulClientOptions } from '../../src/slack/web-client-options.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createDeliveryStore } from '../../src/store/delivery-store.ts';
import { keepEnqueued } from '../store/enqueued.ts';
import { makeDataDir } from '../support/data-dir.ts';

export const SETTLE_MS = 30_000;
export const MONDAY = new Date('2026-11-23T01:00:00Z');
export const CONTENT: Content = {
  text: 'The week',
  blocks: [{ type: 'chart' }],
  basic: [{ type: 'divider' }],
};

/** Where messages are sent from: the real store, sender and postbox, and a Slack to send to. Time stands still until it is moved. */
export async function openMailRoom() {
  const slackTime = { ahead: 0 };
  const slack = await startSlack({
    users: [{ id: 'U1', handle: 'ann', realName: 'Ann' }],
    channels: Array.from({ length: 400 }, (_, index) => ({ id: `C${index}`, name: `c${index}` })),
    now: () => new Date(time.now.getTime() + performance.now() + slackTime.ahead),
  });
  const time = { now: MONDAY };
  const dataDir = await makeDataDir();
  const database = await openDatabase({ url: null, dataDir });
  const enqueued = keepEnqueued();
  const store = createDeliveryStore(database, enqueued);
  const options = { ...carefulClientOptions(slack.apiUrl), timeout: 300 };
  const client = new webApi.WebClient(slack.botToken, {
    ...options,
    logLevel: webApi.LogLevel.ERROR,
  });
  const told: [string, DeliveryTrouble][] = [];
  const ended: [string, string][] = [];
  const revocations: string[] = [];
  const rendering = { render: async (_delivery: Delivery): Promise<Rendered> => CONTENT };
  let keys = 0;

  /** The sender as a process has it: what it knows ends with it. It paces itself by the time that is moved, unless told. */
  function sender({ hurried = true, around = (postbox: Postbox) => postbox } = {}) {
    const pace = createPace(() => time.now.getTime() + performance.now() * 1000);
    return createSendDelivery({
      store,
      postbox: around(createPostbox(client)),
      renderDelivery: (delivery) => rendering.render(delivery),
      tellOwner: async ({ id }, trouble) => void told.push([id, trouble]),
      onFinal: async ({ id }, reason) => void ended.push([id, reason]),
      onUnrendered: () => undefined,
      onRevoked: ({ reason, lacks }) => revocations.push(lacks ?? reason),
      onTakenAgain: () => revocations.push('over'),
      checkAuth: async () => (await client.auth.test().catch(() => ({ ok: false }))).ok,
      clock: () => time.now,
      settleMs: SETTLE_MS,
      ...(hurried && { pace }),
    });
  }

  async function write(over: Partial<NewDelivery> = {}): Promise<string> {
    keys += 1;
    const to = { channelId: `C${keys}` };
    const delivery = { kind: 'digest', key: `k${keys}`, subject: {}, to, dueAt: MONDAY } as const;
    const [id = ''] = await store.add([{ ...delivery, ...over }], time.now);
    enqueued.take();
    return id;
  }

  return {
    slack,
    database,
    store,
    enqueued,
    told,
    ended,
    revocations,
    rendering,
    slackTime,
    sender,
    write,
    pass: (ms: number) => {
      time.now = new Date(time.now.getTime() + ms);
    },
    now: () => time.now,
    /** What stands in a delivery's conversation by its id. */
    messagesOf: (id: string) =>
      slack.transcript.events.flatMap((event) =>
        event.kind === 'posted' && JSON.stringify(event.message.metadata).includes(id)
          ? [event.message]
          : [],
      ),
    async close() {
      await Promise.all([slack.close(), database.close()]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type MailRoom = Awaited<ReturnType<typeof openMailRoom>>;
