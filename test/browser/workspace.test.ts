import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningDemo, startDemo } from '../support/running-demo.ts';
import { hasChromium, startChromium, watchPage } from './chromium.ts';
import { takePictures } from './pictures.ts';
import { createVisitor, type Visitor } from './visitor.ts';

// One demo and one page: each test goes on where the one before it ended, as somebody does who tries the bot.
describe.skipIf(!hasChromium)('the workspace in a browser', () => {
  let demo: RunningDemo;
  let browser: Browser;
  let visitor: Visitor;
  let complaints: string[];
  let firstPageMs: number;

  beforeAll(async () => {
    browser = await startChromium();
    const page = await browser.newPage({ viewport: { width: 1360, height: 850 } });
    const started = performance.now();
    demo = await startDemo();
    complaints = watchPage(page);
    visitor = createVisitor(page);
    await page.goto(await demo.address());
    await page.getByText('Five things to try').waitFor();
    firstPageMs = performance.now() - started;
    await page.locator('[data-state=connected]').waitFor({ timeout: 60_000 });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await demo?.close();
  }, 60_000);

  const answered = /Only visible to you/;

  test('it is there within 15 seconds, with a guide of five steps', async () => {
    expect(firstPageMs).toBeLessThan(15_000);
    expect(await visitor.page.locator('.step h3').allInnerTexts()).toHaveLength(5);
  });

  test('a team is asked for by a step of the guide, with figures and a chart', async () => {
    const { page } = visitor;
    await page.getByRole('button', { name: 'Ask for Backend' }).click();
    const answer = await visitor.message(/Adoption/);
    const text = await answer.innerText();
    expect(text).toMatch(/Lines accepted: [\d,]+/);
    expect(text).toMatch(answered);
    expect(
      await answer
        .locator('svg[role=img], figure svg, .slack_blocks_to_jsx__data_visualization svg')
        .count(),
    ).toBeGreaterThan(0);
    await takePictures(page, 'answer');
  });

  test('a button carries the answer on, in its place', async () => {
    const before = await visitor.count(/Adoption/);
    const answer = await visitor.message(/28 days/);
    await answer.getByRole('button', { name: '7 days' }).press('Enter');
    await visitor.message(/· 7 days ·/);
    expect(await visitor.count(/Adoption/)).toBe(before);
    // Whoever uses the keyboard goes on from there.
    expect(await visitor.focused()).toMatch(/^ai-usage, \d\d:\d\d$/);
  });

  test('a typo is put right by its button', async () => {
    await visitor.say('/ai-usage team=bakend');
    const answer = await visitor.message(/There is no team “bakend”/);
    await answer.getByRole('button', { name: 'Backend' }).click();
    await visitor.gone(/There is no team “bakend”/);
    expect(await (await visitor.message(/28 days/)).innerText()).toMatch(/^Backend$/m);
  });

  test('the composer completes verbs, keys and names by keyboard', async () => {
    const { page } = visitor;
    const line = page.getByRole('combobox', { name: /^Message to/ });
    await line.pressSequentially('/ai');
    await line.press('Tab');
    await line.pressSequentially('in');
    await line.press('Tab');
    await line.pressSequentially('te');
    await line.press('Tab');
    await line.pressSequentially('dat');
    await page.getByRole('option', { name: /team=data/ }).waitFor();
    await line.press('ArrowDown');
    await line.press('Enter');
    expect(await line.inputValue()).toBe('/ai-usage inactive team=data ');
    await line.fill('');
  });

  test('a form is used and left by keyboard alone', async () => {
    const { page } = visitor;
    const line = page.getByRole('combobox', { name: /^Message to/ });
    await line.focus();
    await page.keyboard.type('/ai-usage subscribe');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog', { name: 'Subscribe to a digest' });
    await form.waitFor();
    for (let at = 0; at < 16; at += 1) await page.keyboard.press('Tab');
    // The focus may rest on the browser itself, but on nothing beneath the form.
    expect(await page.locator('.app :focus').count()).toBe(await form.locator(':focus').count());
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    expect(await visitor.focused()).toMatch(/^Message to/);
  });

  test('the form says what is wrong with it, and subscribes', async () => {
    const { page } = visitor;
    await visitor.say('/ai-usage subscribe');
    const form = page.getByRole('dialog', { name: 'Subscribe to a digest' });
    await form.getByRole('button', { name: 'Subscribe' }).click();
    await form.getByText('Please complete this required field.').waitFor();
    expect(await visitor.nameless()).toEqual([]);
    await form.getByLabel('Team').selectOption('Backend');
    await form.getByLabel('In the time zone').fill('Mars/Olympus');
    await form.getByRole('button', { name: 'Subscribe' }).click();
    const zone = form.getByLabel('In the time zone');
    await zone.and(page.locator('[aria-invalid=true]')).waitFor();
    await takePictures(page, 'form');
    await zone.fill('Asia/Shanghai');
    await form.getByRole('button', { name: 'Subscribe' }).click();
    await form.waitFor({ state: 'detached' });
    const said = await (await visitor.message(/Send one now/)).innerText();
    expect(said).toMatch(/09:00/);
  });

  test('on Monday at nine there is one digest, for everybody', async () => {
    const { page } = visitor;
    await visitor.go('general');
    const world = await visitor.openPanel('World');
    await world.getByRole('button', { name: 'To Monday, 09:00' }).click();
    await page
      .locator('.conversation-line[data-unread=true]')
      .getByText('team-backend')
      .waitFor({ timeout: 30_000 });
    await visitor.go('team-backend');
    const digest = await visitor.message(/Backend · digest/);
    expect(await digest.getAttribute('data-only')).toBe('false');
    await visitor.openPanel('Guide');
    await visitor.become('bob');
    await visitor.message(/Backend · digest/);
    expect(await visitor.count(/Backend · digest/)).toBe(1);
    // What was only for @ann is not there.
    expect(await visitor.count(answered)).toBe(0);
    await visitor.become('ann');
  });

  test('a nudge round is approved', async () => {
    const { page } = visitor;
    const world = await visitor.openPanel('World');
    const news = page.locator('.conversation-line[data-unread=true]').getByText('ai-usage-admins');
    // A new bot finds out first who is who in Slack; the round is tried again by the minute.
    for (let hour = 10; hour < 15 && !(await news.isVisible()); hour += 1) {
      await world.getByRole('button', { name: 'An hour on' }).click();
      await news.waitFor({ timeout: 20_000 }).catch(() => undefined);
    }
    await visitor.go('ai-usage-admins');
    const round = await visitor.message(/Nudge round/);
    expect(await round.innerText()).toMatch(/Waits for an approval/);
    await round.getByRole('button', { name: 'Approve', exact: true }).click();
    await visitor.message(/approved by/);
  }, 120_000);

  test('a nudge is answered by the one whom it is for', async () => {
    const { page } = visitor;
    await page.locator('.person-switch').click();
    const written = page
      .locator('.people')
      .getByRole('button', { name: /has a DM/ })
      .first();
    await written.waitFor({ timeout: 45_000 });
    await written.click();
    await page.locator('.sidebar').getByText('ai-usage', { exact: true }).click();
    const nudge = await visitor.message(/seat/);
    await takePictures(page, 'nudge');
    await nudge.getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('button', { name: /Undo/ }).waitFor();
    expect(await visitor.count(/Keep it/)).toBe(0);
    await visitor.become('ann');
  });

  test('an export is a file to open', async () => {
    const { page } = visitor;
    await visitor.say('/ai-usage export team=backend period=7d');
    await page.locator('.sidebar').getByText('ai-usage', { exact: true }).click();
    await page.getByRole('button', { name: 'Open', exact: true }).last().click();
    const file = page.getByRole('dialog', { name: /\.csv$/ });
    await file.getByText(/[\d,]+ rows/).waitFor();
    expect(await file.locator('thead th').count()).toBeGreaterThan(5);
    await page.keyboard.press('Escape');
    await file.waitFor({ state: 'detached' });
  });

  test('the Home tab is filled, changed in its place, and opens answers over it', async () => {
    const { page } = visitor;
    await page.getByRole('tab', { name: 'Home' }).click();
    const home = page.getByRole('tabpanel');
    await home.getByText('Nudge round').first().waitFor();
    await takePictures(page, 'home');
    expect(await visitor.nameless()).toEqual([]);
    await home.getByRole('button', { name: 'Refresh' }).press('Enter');
    await expect.poll(() => visitor.focused()).toBe('Refresh');
    await home.getByRole('button', { name: 'All teams' }).press('Enter');
    const teams = page.getByRole('dialog', { name: 'All teams' });
    await teams.getByText('Mobile').first().waitFor();
    await page.keyboard.press('Escape');
    await teams.waitFor({ state: 'detached' });
    await expect.poll(() => visitor.focused()).toBe('All teams');
    await visitor.become('gus');
    await page.locator('.sidebar').getByText('ai-usage', { exact: true }).click();
    await page.getByRole('tab', { name: 'Home' }).click();
    await home.getByText(/guests see no figures/).waitFor();
    await visitor.become('ann');
  });

  test('when Lingma is down the bot says so, and shows what it has', async () => {
    const { page } = visitor;
    await visitor.go('team-backend');
    const world = await visitor.openPanel('World');
    await world.getByLabel(/Lingma is down/).click();
    await page.getByRole('button', { name: 'World, 1 broken' }).waitFor();
    await visitor.say('/ai-usage team=frontend period=90d');
    const answer = await visitor.message(/Lingma has trouble/);
    expect(await answer.innerText()).toMatch(/Lines accepted: [\d,]+/);
    await world.getByLabel(/Lingma is down/).click();
  });

  test('every request is shown, and no secret', async () => {
    const { page } = visitor;
    const requests = await visitor.openPanel('Requests');
    await requests.getByRole('button', { name: 'Windsurf', exact: true }).click();
    await requests.locator('.request-line').first().click();
    const detail = requests.locator('.request-detail');
    await detail.waitFor();
    expect(await detail.innerText()).toContain('service_key');
    expect(await detail.innerText()).not.toContain('sandbox-windsurf-service-key');
    await requests.getByRole('button', { name: 'Slack', exact: true }).click();
    await requests.getByText(/^\/ai-usage team=frontend/).waitFor();
    expect(await page.content()).not.toMatch(/xoxb-|xapp-/);
  });

  test('a killed bot answers nothing, and goes on where it was', async () => {
    const { page } = visitor;
    const world = await visitor.openPanel('World');
    await world.getByRole('button', { name: 'Kill it' }).click();
    await page.locator('.bot-state[data-state=down]').waitFor();
    await visitor.say('/ai-usage subscriptions');
    await page.getByText(/failed with the error “dispatch_failed”/).waitFor();
    await world.getByRole('button', { name: 'Start it again' }).click();
    await page.locator('.bot-state[data-state=connected]').waitFor({ timeout: 60_000 });
    await visitor.say('/ai-usage subscriptions');
    const list = await visitor.message(/subscriptions?\. Suspended/);
    expect(await list.innerText()).toMatch(/Backend/);
  });

  test('everything that can be used has a name', async () => {
    await visitor.go('team-backend');
    for (const panel of ['Guide', 'World', 'Requests'] as const) {
      await visitor.openPanel(panel);
      expect(await visitor.nameless()).toEqual([]);
    }
  });

  test('a guest gets nothing', async () => {
    await visitor.become('gus');
    await visitor.go('general');
    await visitor.say('/ai-usage team=backend');
    const answer = await visitor.message(answered);
    expect(await answer.innerText()).not.toMatch(/Adoption/);
    await visitor.become('ann');
  });

  test('it fits a telephone', async () => {
    const { page } = visitor;
    await page.setViewportSize({ width: 380, height: 760 });
    await page.locator('.bot-state').getByText('Bot connected').waitFor();
    // The panel lies over the conversation, which is neither seen nor heard then.
    await page.locator('.panel').waitFor();
    expect(await page.getByRole('log', { name: 'Messages' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Channels' }).press('Enter');
    await page.keyboard.press('Escape');
    await page.locator('[data-drawer=false]').waitFor();
    await page.getByRole('button', { name: 'Channels' }).press('Enter');
    await visitor.go('team-backend');
    expect(await visitor.focused()).toBe('Channels');
    expect(await page.locator('.panel').count()).toBe(0);
    await visitor.say('/ai-usage team=backend');
    await page.locator('[data-entry]:last-child .message').getByText('Adoption').first().waitFor();
    await takePictures(page, 'telephone');
    expect(await visitor.nameless()).toEqual([]);
    const width = await page.locator('html').evaluate(({ scrollWidth }) => scrollWidth);
    expect(width).toBeLessThanOrEqual(380);
  });

  test('nothing was amiss on the page, and nothing left the machine', () => {
    expect(complaints).toEqual([]);
  });
});
