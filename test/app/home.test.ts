import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { expectSafeHome, shownIn } from '../slack/views/safe.ts';
import { ask } from '../support/asking.ts';
import { startOffice, type Office } from '../support/office.ts';

const PATIENCE_MS = 20_000;

let office: Office;

beforeAll(async () => {
  office = await startOffice({ slack: { botEvents: ['app_home_opened'] } });
  await office.bot.synced();
});

afterAll(() => office.end());

function who(fits: { readonly handle?: string; readonly role?: string }): string {
  const found = office.world.slackUsers.find(
    ({ handle, role }) =>
      (fits.handle === undefined || handle === fits.handle) &&
      (fits.role === undefined || role === fits.role),
  );
  if (!found) throw new Error(`There is nobody like ${JSON.stringify(fits)}.`);
  return found.id;
}

/** Somebody's home once it says something that fits, held against what Slack takes. */
async function homeOf(user: string, says: RegExp) {
  const read = () => {
    const blocks = office.slack.home(user)?.home.blocks ?? [];
    return { text: 'home', blocks };
  };
  await vi.waitFor(() => expect(shownIn(read())).toMatch(says), PATIENCE_MS);
  expectSafeHome(read());
  const view = office.slack.home(user);
  if (!view) throw new Error('There is no home.');
  return { view, text: shownIn(read()) };
}

async function open(user: string, says = /Your seats and use/) {
  await office.slack.openHome(user);
  return homeOf(user, says);
}

/** What somebody reads in the modal before them. */
async function modalOf(user: string, says: RegExp) {
  const find = () =>
    office.slack
      .openViews(user)
      .find(({ modal: { blocks } }) => says.test(shownIn({ text: '', blocks })));
  await vi.waitFor(() => expect(find()).toBeDefined(), PATIENCE_MS);
  const view = find();
  if (!view) throw new Error('Nothing is open.');
  return view;
}

it('a manager sees their seats and their teams, and opens one', async () => {
  const bob = who({ handle: 'bob' });
  const { view, text } = await open(bob);
  expect(text).toContain('Your teams');
  expect(text).toMatch(/\*Backend\*\nLingma: \d+ of \d+ seats active/);
  expect(text).not.toContain('Nudge round');
  const button = view.home.blocks.find(
    (block) => block.type === 'section' && block.text?.text.startsWith('*Backend*'),
  );
  const blockId = button?.block_id ?? '';
  await office.slack.pressInHome(view, { actionId: 'home-run-1', blockId });
  const summary = await modalOf(bob, /Top acceptors/);
  await office.slack.closeView(summary);
});

it('an admin sees how all of it is, has it read again, and sees who is not matched', async () => {
  const owner = who({ role: 'owner' });
  const { view, text } = await open(owner);
  expect(text).toMatch(/Lingma: \d+ seats · Windsurf: \d+ seats/);
  expect(text).toContain('Nudge round');
  await office.slack.pressInHome(view, { label: 'Who is not matched' });
  await office.slack.closeView(await modalOf(owner, /Not matched/));

  office.lingma.faults.set({ kind: 'unauthorized' });
  const line = '/ai-usage team=backend period=2026-09';
  await ask(office, line, { user: owner });
  const failing = await open(owner, /Last failures/);
  expect(failing.text).toMatch(/\*Lingma\* could not be read/);
  office.lingma.faults.clear();
  await office.slack.pressInHome(failing.view, { label: 'Retry' });
  await homeOf(owner, /being asked (?:now|right now)/);
});

it('somebody takes their name off the top lists, and turns tips off', async () => {
  const bob = who({ handle: 'bob' });
  const { view } = await open(bob);
  await office.slack.pressInHome(view, { label: 'Take my name off top lists' });
  const off = await homeOf(bob, /Top lists do not name you any more/);
  await office.slack.pressInHome(off.view, { label: 'Turn tips off' });
  const both = await homeOf(bob, /No more tips/);
  expect(JSON.stringify(both.view.home.blocks)).toMatch(/Put my name on top lists[^]*Turn tips on/);
});

it('a guest gets a sentence', async () => {
  const { text } = await open(who({ role: 'guest' }), /guests see no figures/);
  expect(text).not.toContain('Your seats');
});
