import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Fault } from '../../sandbox/faults.ts';
import type { SendDelivery } from '../../src/services/send-ports.ts';
import { beginTo } from '../store/begin.ts';
import { CONTENT, MONDAY, openMailRoom, SETTLE_MS, type MailRoom } from './mail-room.ts';

const HOUR = 3_600_000;
const GOING_ON = new AbortController().signal;

let room: MailRoom;
let send: SendDelivery;

beforeAll(async () => {
  room = await openMailRoom();
});
beforeEach(() => {
  room.pass(MONDAY.getTime() - room.now().getTime());
  room.slack.faults.clear();
  room.rendering.render = async () => ({ ...CONTENT, blocks: CONTENT.basic });
  for (const list of [room.told, room.ended, room.revocations]) list.length = 0;
  room.enqueued.take();
  send = room.sender();
});
afterAll(() => room.close());

async function stateOf(id: string) {
  const delivery = await room.store.delivery(id);
  if (!delivery) throw new Error('no such delivery');
  return delivery;
}

/** Of which of them somebody is still to be told; from now on nobody is. */
async function untoldOf(ids: readonly string[]): Promise<string[]> {
  const untold: string[] = [];
  const hear = (these: ReadonlySet<string>) => {
    untold.push(...these);
    return null;
  };
  await room.store.tell(ids, hear, room.now());
  return untold;
}

/** Lets the time pass that an answer or an enqueued retry asks for, until nothing is left to do. */
async function sendUntilDone(id: string, sender = send): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    const wait = await sender(id, GOING_ON);
    const [next] = room.enqueued.take();
    if (wait === null && !next) return;
    room.pass(wait ?? (next ? Math.max(next.notBefore.getTime() - room.now().getTime(), 0) : 0));
  }
  throw new Error('there is no end to it');
}

test('a delivery is rendered once, posted once, and written down', async () => {
  const id = await room.write();
  await sendUntilDone(id);
  const [message, ...more] = room.messagesOf(id);
  expect(more).toEqual([]);
  expect(await stateOf(id)).toMatchObject({
    state: 'sent',
    ts: message?.ts,
    sentTo: message?.channel,
    attempts: 1,
  });
  await sendUntilDone(id);
  expect(room.messagesOf(id)).toHaveLength(1);
});

test('many at once for the same delivery send it once', async () => {
  const id = await room.write();
  await Promise.all(Array.from({ length: 8 }, () => send(id, GOING_ON)));
  expect(room.messagesOf(id)).toHaveLength(1);
});

test('what was kept is posted, whatever would be said now', async () => {
  const id = await room.write();
  room.slack.faults.set({ kind: 'status', status: 403 }, { times: 1 });
  await send(id, GOING_ON);
  room.rendering.render = async () => ({ ...CONTENT, text: 'something else' });
  room.pass(HOUR);
  await sendUntilDone(id, room.sender());
  expect(room.messagesOf(id)).toMatchObject([{ text: CONTENT.text }]);
});

test('what was drawn in time and is sent late says so, and is otherwise what was kept', async () => {
  const late = { ...CONTENT, text: 'The week, late', blocks: CONTENT.basic };
  room.rendering.render = async () => ({ ...CONTENT, blocks: CONTENT.basic, late });
  const ids = [await room.write(), await room.write(), await room.write()];
  const [soon = '', slow = '', lost = ''] = ids;
  room.slack.faults.set({ kind: 'status', status: 403 }, { times: 2 });
  for (const id of ids.slice(0, 2)) await send(id, GOING_ON);
  room.slack.faults.set({ kind: 'cut' }, { path: 'postMessage', times: 1 });
  await send(lost, GOING_ON);
  room.pass(4 * 60_000);
  await sendUntilDone(soon);
  room.pass(2 * 60_000);
  await sendUntilDone(slow, room.sender());
  await sendUntilDone(lost, room.sender());
  expect(ids.map((id) => room.messagesOf(id).map(({ text }) => text))).toEqual([
    [CONTENT.text],
    [late.text],
    [late.text],
  ]);
  for (const id of ids) expect((await stateOf(id)).content).toMatchObject({ text: CONTENT.text });
});

test('nothing is posted before its time, nor where there is nothing to say', async () => {
  const id = await room.write();
  room.pass(-60_000);
  expect(await send(id, GOING_ON)).toBe(60_000);
  room.pass(60_000);
  room.rendering.render = async () => ({ skip: 'the subscription is gone' });
  expect(await send(id, GOING_ON)).toBeNull();
  expect(await stateOf(id)).toMatchObject({ state: 'skipped', error: 'the subscription is gone' });
  expect(await untoldOf([id])).toEqual([]);
  expect(await send('00000000-0000-0000-0000-000000000000', GOING_ON)).toBeNull();
});

test('what goes elsewhere by now is posted there, also after an attempt that did not arrive', async () => {
  const [waiting, lost] = [await room.write(), await room.write()];
  room.slack.faults.set({ kind: 'cut' }, { path: 'postMessage', times: 1 });
  await send(lost, GOING_ON);
  // What was drawn for the old place is gone, as when its subscription is changed.
  await room.database.run(`update delivery set content = null, redrawn = redrawn + 1`);
  for (const [id, channelId] of [
    [waiting, 'C396'],
    [lost, 'C397'],
  ] as const) {
    room.rendering.render = async ({ to }) =>
      'channelId' in to && to.channelId === channelId
        ? { ...CONTENT, blocks: CONTENT.basic }
        : { channelId };
    await sendUntilDone(id);
    expect(room.messagesOf(id)).toMatchObject([{ channel: channelId }]);
    expect(await stateOf(id)).toMatchObject({ state: 'sent', sentTo: channelId });
  }
});

test('what cannot be rendered for now is tried again, for a day', async () => {
  const [soon, never] = [await room.write(), await room.write()];
  let times = 0;
  room.rendering.render = async () => {
    times += 1;
    if (times < 4) throw new Error('the teams are not known yet');
    return { ...CONTENT, blocks: [] };
  };
  await sendUntilDone(soon);
  expect(await stateOf(soon)).toMatchObject({ state: 'sent', attempts: 1 });
  expect(room.now().getTime() - MONDAY.getTime()).toBe(45_000);
  room.rendering.render = () => Promise.reject(new Error('never'));
  await sendUntilDone(never);
  expect(await stateOf(never)).toMatchObject({ state: 'skipped' });
  expect(await untoldOf([never])).toEqual([never]);
});

describe('an attempt of which nobody knows', () => {
  const taken: Fault[] = [
    { kind: 'truncated' },
    { kind: 'slow', milliseconds: 600 },
    { kind: 'late', milliseconds: 400 },
  ];
  test.each(taken)('that arrived ($kind) is found, and not posted again', async (fault) => {
    const id = await room.write();
    room.slack.faults.set(fault, { path: 'postMessage', times: 1 });
    expect(await send(id, GOING_ON)).toBe(SETTLE_MS);
    expect(await stateOf(id)).toMatchObject({ state: 'sending' });
    await room.slack.waitFor((it) => it.kind === 'posted' && isOf(it.message.metadata, id), 5000);
    await sendUntilDone(id, room.sender());
    const [message, ...more] = room.messagesOf(id);
    expect(more).toEqual([]);
    expect(await stateOf(id)).toMatchObject({ state: 'sent', ts: message?.ts, attempts: 1 });
  });

  const lost: Fault[] = [{ kind: 'cut' }, { kind: 'hang' }, { kind: 'status', status: 503 }];
  test.each(lost)(
    'that did not arrive ($kind) is made again, with more time each time',
    async (fault) => {
      const id = await room.write();
      room.slack.faults.set(fault, { path: 'postMessage', times: 2 });
      await sendUntilDone(id);
      expect(room.messagesOf(id)).toHaveLength(1);
      expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 3 });
      expect(room.now().getTime() - MONDAY.getTime()).toBe(2 * SETTLE_MS + 5000 + 10_000);
    },
  );

  test('is not looked for, let alone made again, while it may still arrive', async () => {
    const id = await room.write();
    await beginTo(room.store, id, room.now());
    room.pass(SETTLE_MS - 1000);
    expect(await send(id, GOING_ON)).toBe(1000);
    room.pass(-10 * HOUR);
    expect(await send(id, GOING_ON)).toBe(SETTLE_MS);
    expect(room.messagesOf(id)).toEqual([]);
  });

  test('is found also where Slack’s clock is hours behind', async () => {
    const id = await room.write();
    room.slackTime.ahead = -20 * HOUR;
    room.slack.faults.set({ kind: 'truncated' }, { path: 'postMessage', times: 1 });
    await sendUntilDone(id);
    room.slackTime.ahead = 0;
    expect(room.messagesOf(id)).toHaveLength(1);
    expect(await stateOf(id)).toMatchObject({ state: 'sent' });
  });

  test('is looked for twice at once, and made again once', async () => {
    const id = await room.write();
    room.slack.faults.set({ kind: 'status', status: 503 }, { path: 'postMessage', times: 1 });
    await send(id, GOING_ON);
    room.pass(SETTLE_MS);
    // One of the two hears from Slack only while the other is at another attempt already.
    const [looks, posts] = [held(), held()];
    const slow = room.sender({
      around: (box) => ({ ...box, find: (...asked) => looks.hold(box.find(...asked)) }),
    });
    const looking = slow(id, GOING_ON);
    await looks.begun;
    await send(id, GOING_ON);
    room.pass(5000);
    const other = room.sender({
      around: (box) => ({ ...box, post: (message) => posts.hold(box.post(message)) }),
    });
    const posting = other(id, GOING_ON);
    await posts.begun;
    looks.go();
    await looking;
    posts.go();
    await posting;
    await sendUntilDone(id);
    expect(room.messagesOf(id)).toHaveLength(1);
    expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  test('is a person’s to decide on where Slack may not be read', async () => {
    const id = await room.write();
    room.slack.faults.set({ kind: 'truncated' }, { path: 'postMessage', times: 1 });
    room.slack.faults.set({ kind: 'forbidden' }, { path: 'conversations.history' });
    await sendUntilDone(id);
    expect(await stateOf(id)).toMatchObject({ state: 'unknown', error: 'missing_scope' });
    expect(room.told).toEqual([[id, { kind: 'unknown', reason: 'missing_scope' }]]);
    expect(await room.store.decide(id, false, room.now())).toBe(true);
    room.pass(48 * HOUR);
    await sendUntilDone(id);
    expect(room.messagesOf(id)).toHaveLength(2);
  });

  test('is looked for until Slack can be asked', async () => {
    const id = await room.write();
    room.slack.faults.set({ kind: 'truncated' }, { path: 'postMessage', times: 1 });
    room.slack.faults.set(
      { kind: 'status', status: 429, retryAfter: '7' },
      { path: 'history', times: 1 },
    );
    room.slack.faults.set({ kind: 'cut' }, { path: 'history', times: 2 });
    await sendUntilDone(id);
    expect(room.messagesOf(id)).toHaveLength(1);
    expect(await stateOf(id)).toMatchObject({ state: 'sent' });
  });
});

describe('Slack', () => {
  test('may ask for patience, and others are not held up by it', async () => {
    const [slowed, other] = [await room.write(), await room.write()];
    room.slack.faults.set({ kind: 'status', status: 429, retryAfter: '40' }, { times: 1 });
    expect(await send(slowed, GOING_ON)).toBeNull();
    expect(room.enqueued.take()).toEqual([
      { id: slowed, notBefore: new Date(MONDAY.getTime() + 40_000) },
    ]);
    await sendUntilDone(other);
    expect(await stateOf(other)).toMatchObject({ state: 'sent' });
    expect(await stateOf(slowed)).toMatchObject({ state: 'pending', error: 'rate_limited' });
    room.pass(40_000);
    await sendUntilDone(slowed);
    expect(room.messagesOf(slowed)).toHaveLength(1);
  });

  test('may ask for patience in several channels, and the others are not held up by it', async () => {
    const unhurried = room.sender({ hurried: false });
    for (const id of [await room.write(), await room.write()]) {
      room.slack.faults.set({ kind: 'status', status: 429, retryAfter: '40' }, { times: 1 });
      await unhurried(id, GOING_ON);
      expect(await stateOf(id)).toMatchObject({ state: 'pending', error: 'rate_limited' });
    }
    const others = [await room.write(), await room.write(), await room.write()];
    const began = performance.now();
    await Promise.all(others.map((id) => unhurried(id, GOING_ON)));
    expect(performance.now() - began).toBeLessThan(5000);
    for (const id of others) expect(await stateOf(id)).toMatchObject({ state: 'sent' });
  });

  test('may be in trouble for six hours, and then a message is given up', async () => {
    const id = await room.write();
    room.slack.faults.set({ kind: 'status', status: 502 }, { path: 'postMessage' });
    await sendUntilDone(id);
    const hours = (room.now().getTime() - MONDAY.getTime()) / HOUR;
    expect(hours).toBeGreaterThan(6);
    expect(hours).toBeLessThan(6.5);
    expect(await stateOf(id)).toMatchObject({ state: 'failed' });
    expect(room.told).toEqual([[id, { kind: 'failed', reason: 'no answer from Slack for hours' }]]);
  });

  test('may refuse a place for good', async () => {
    const id = await room.write({ to: { channelId: 'C-gone' } });
    await sendUntilDone(id);
    expect(room.ended).toEqual([[id, 'channel_not_found']]);
    expect(await stateOf(id)).toMatchObject({ state: 'failed', error: 'channel_not_found' });
  });

  test('may refuse a chart, and gets the plainer content', async () => {
    room.rendering.render = async () => CONTENT;
    const id = await room.write();
    await sendUntilDone(id);
    expect(room.messagesOf(id)).toMatchObject([{ blocks: CONTENT.basic }]);
  });

  test('may refuse even the text, and nobody is told that this took hours', async () => {
    const id = await room.write();
    const refusing = room.sender({
      around: (box) => ({
        ...box,
        post: async () => ({ kind: 'refused', reason: 'msg_too_long' }),
      }),
    });
    await sendUntilDone(id, refusing);
    expect(room.told).toEqual([[id, { kind: 'failed', reason: 'msg_too_long' }]]);
  });

  test('may refuse every block, and gets text, also after a pause', async () => {
    room.rendering.render = async () => ({ ...CONTENT, basic: [{ type: 'nonsense' }] });
    const id = await room.write();
    room.slack.faults.set({ kind: 'status', status: 429, retryAfter: '1' }, { times: 1, after: 1 });
    await sendUntilDone(id);
    expect(room.messagesOf(id)).toMatchObject([{ blocks: [], text: CONTENT.text }]);
  });

  test('may no longer take the token: nothing is sent until it does, and nothing is lost', async () => {
    const ids = [await room.write(), await room.write()];
    const [first = '', second = ''] = ids;
    room.slack.faults.set({ kind: 'unauthorized' });
    await send(first, GOING_ON);
    const before = room.slack.transcript.events.length;
    expect(await send(second, GOING_ON)).toBeCloseTo(60_000, -4);
    expect(room.slack.transcript.events).toHaveLength(before);
    expect(room.revocations).toEqual(['invalid_auth']);
    room.slack.faults.clear();
    room.pass(10 * HOUR);
    // A process that starts anew asks at once.
    for (const id of ids) await sendUntilDone(id, room.sender());
    for (const id of ids) expect(room.messagesOf(id)).toHaveLength(1);
  });
});

describe('a token that Slack takes again', () => {
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const first = await room.write();
    room.slack.faults.set({ kind: 'unauthorized' });
    await send(first, GOING_ON);
    room.slack.faults.clear();
  });
  afterEach(() => vi.useRealTimers());

  test('lets everything go on at once, whatever asked', async () => {
    const ids = [await room.write(), await room.write(), await room.write()];
    vi.advanceTimersByTime(60_000);
    room.slack.faults.set({ kind: 'slow', milliseconds: 150 }, { path: 'auth.test', times: 1 });
    expect(await Promise.all(ids.map((id) => send(id, GOING_ON)))).toEqual([null, null, null]);
    for (const id of ids) expect(await stateOf(id)).toMatchObject({ state: 'sent' });
  });

  test('is not blamed for a permission that lacks: that is told once, until a message is taken', async () => {
    vi.advanceTimersByTime(60_000);
    room.slack.faults.set({ kind: 'forbidden' }, { path: 'postMessage' });
    const id = await room.write();
    for (let minute = 0; minute < 3; minute += 1) {
      await send(id, GOING_ON);
      room.pass(60_000);
      vi.advanceTimersByTime(60_000);
    }
    expect(room.revocations).toEqual(['invalid_auth', 'over', 'chat:write']);
    room.slack.faults.clear();
    await send(id, GOING_ON);
    expect(room.revocations.slice(3)).toEqual(['over']);
  });

  test('is found out by all at the same time, whenever they began to wait', async () => {
    const id = await room.write();
    vi.advanceTimersByTime(45_000);
    expect(await send(id, GOING_ON)).toBe(15_000);
    vi.advanceTimersByTime(15_000);
    expect(await send(id, GOING_ON)).toBeNull();
  });
});

test('what is a day late is passed over, and its owner to be told', async () => {
  const id = await room.write();
  room.pass(24 * HOUR);
  await sendUntilDone(id);
  expect(await stateOf(id)).toMatchObject({ state: 'skipped', error: 'more than 24 hours late' });
  expect(await untoldOf([id])).toEqual([id]);
  expect(room.messagesOf(id)).toEqual([]);
});

test('what tells somebody waits out days in which Slack takes nothing, and is logged after that', async () => {
  const over = { kind: 'notice', to: { slackUserId: 'U1' } } as const;
  const [soon, never] = [await room.write(over), await room.write(over)];
  room.slack.faults.set({ kind: 'status', status: 502 }, { path: 'postMessage' });
  for (let hours = 0; hours < 72; hours += 1) {
    await send(soon, GOING_ON);
    room.pass(HOUR);
  }
  room.slack.faults.clear();
  await sendUntilDone(soon, room.sender());
  expect(await stateOf(soon)).toMatchObject({ state: 'sent' });
  room.pass(5 * 24 * HOUR);
  await sendUntilDone(never, room.sender());
  expect(await stateOf(never)).toMatchObject({ state: 'failed' });
  expect(room.told).toEqual([[never, { kind: 'failed', reason: 'more than 168 hours late' }]]);
});

test('several for one conversation go out a second apart, without being told to', async () => {
  const to = { channelId: 'C399' };
  const ids = [await room.write({ to }), await room.write({ to }), await room.write({ to })];
  const unhurried = room.sender({ hurried: false });
  await Promise.all(ids.map((id) => unhurried(id, GOING_ON)));
  for (const id of ids) expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 1 });
});

test('a bot that is stopping begins nothing new', async () => {
  const to = { channelId: 'C398' };
  const [first, second] = [await room.write({ to }), await room.write({ to })];
  const unhurried = room.sender({ hurried: false });
  await unhurried(first, GOING_ON);
  const stopping = AbortSignal.timeout(50);
  expect(await unhurried(second, stopping)).toBe(0);
  expect(await stateOf(second)).toMatchObject({ state: 'pending', attempts: 0 });
});

/** Keeps what Slack has answered until it may be heard. */
function held() {
  const [begun, gone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  return {
    begun: begun.promise,
    go: gone.resolve,
    hold: async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
      const answered = await answer;
      begun.resolve();
      await gone.promise;
      return answered;
    },
  };
}

function isOf(metadata: unknown, id: string): boolean {
  return JSON.stringify(metadata ?? null).includes(id);
}
