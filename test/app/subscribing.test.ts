import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Message } from '../../sandbox/slack/transcript.ts';
import { ask } from '../support/asking.ts';
import { startOffice, type Office } from '../support/office.ts';

const PATIENCE_MS = 60_000;

let office: Office;

beforeAll(async () => {
  office = await startOffice({
    prepare: ({ slack, world }) => {
      for (const { id, name } of world.channels) if (name === 'team-platform') slack.remove(id);
    },
  });
});

afterAll(() => office.end());

function who(handle: string): string {
  const found = office.world.slackUsers.find((user) => user.handle === handle);
  if (!found) throw new Error(`There is no @${handle}.`);
  return found.id;
}

async function asks(handle: string, line: string): Promise<Message> {
  return (await ask(office, `/ai-usage ${line}`, { user: who(handle) })).message;
}

async function presses(handle: string, message: Message, label: string): Promise<Message> {
  const exchange = await office.slack.press(message, { label }, { user: who(handle) });
  return exchange.answer({ timeoutMs: PATIENCE_MS });
}

async function formOf(handle: string) {
  const { slack } = office;
  const form = () =>
    slack
      .openViews(who(handle))
      .find(({ modal: { blocks } }) => JSON.stringify(blocks).includes('"block_id":"every"'));
  await vi.waitFor(() => expect(form()).toBeDefined(), PATIENCE_MS);
  const found = form();
  if (!found) throw new Error('There is no form.');
  return found;
}

it('a manager subscribes a channel, tries its digest out, and ends it', async () => {
  const made = await asks('bob', 'subscribe backend every=mon,thu at=9am tz=asia/shanghai');
  expect(made.text).toContain('every Monday and Thursday at 09:00 (Asia/Shanghai)');
  expect(made.onlyTo).toBe(who('bob'));
  const tried = await presses('bob', made, 'Send one now');
  expect(tried.text).toContain('A test: only you see this');
  expect(tried.onlyTo).toBe(who('bob'));
  expect((await asks('bob', 'subscriptions')).text).toContain('Backend');
  const ended = await presses('bob', made, 'Cancel');
  expect(ended.text).toContain('has ended');
  expect((await asks('bob', 'subscriptions')).text).toContain('There is no subscription');
});

it('an admin fills the form in, and edits what came of it', async () => {
  const { slack, world } = office;
  const user = who('ann');
  await slack.command('/ai-usage subscribe at=8:30', { user });
  const form = await formOf('ann');
  expect(form.state).toMatchObject({ at: { at: { selected_time: '08:30' } } });
  const elsewhere = world.channels.find(({ name }) => name === 'team-platform');
  await slack.submit(
    form,
    { team: 'Data & ML', every: ['month'], channel: elsewhere?.id ?? '', zone: 'Europe/Berlin' },
    { user },
  );
  const made = await slack.waitFor(
    (event) => 'message' in event && event.message.text.includes('first working day'),
    PATIENCE_MS,
  );
  if (!('message' in made)) throw new Error('Nothing was said.');
  expect(made.message.text).toContain('Subscribed: Data &amp; ML');
  expect(made.message.text).toContain('I have joined');
  await slack.press(made.message, { label: 'Edit' }, { user });
  const edit = await formOf('ann');
  expect(edit.state).toMatchObject({
    every: { every: { selected_options: [{ value: 'month' }] } },
  });
  await slack.submit(edit, { every: ['friday'], names: null }, { user });
  await vi.waitFor(async () => {
    const { text } = await asks('ann', 'subscriptions');
    expect(text).toContain('every Friday at 08:30 (Europe/Berlin)');
  }, PATIENCE_MS);
});

it('somebody who manages nothing is told so, with the form and without', async () => {
  expect((await asks('ravi', 'subscribe backend')).text).toContain('for the managers of Backend');
  const user = who('ravi');
  await office.slack.command('/ai-usage subscribe', { user });
  await vi.waitFor(() => {
    const [view] = office.slack.openViews(user);
    expect(JSON.stringify(view?.modal.blocks)).toContain('for the managers');
  }, PATIENCE_MS);
});
