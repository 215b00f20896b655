import type { Locator, Page } from 'playwright-core';

const PATIENCE_MS = 30_000;

/** Somebody at the page. */
export interface Visitor {
  page: Page;
  /** The newest message that shows this text; waits for it. */
  message(text: string | RegExp): Promise<Locator>;
  /** Waits until no message shows this text any more. */
  gone(text: string | RegExp): Promise<void>;
  /** How many messages show this text. */
  count(text: string | RegExp): Promise<number>;
  /** What can be used but has no name for those who hear the page. */
  nameless(): Promise<string[]>;
  /** What has the focus: what it is called, or what it says. */
  focused(): Promise<string>;
  go(channel: string): Promise<void>;
  say(command: string): Promise<void>;
  become(handle: string): Promise<void>;
  openPanel(name: 'Guide' | 'World' | 'Requests'): Promise<Locator>;
}

/** Drives the page as a person would: by what it is called. */
export function createVisitor(page: Page): Visitor {
  const found = (text: string | RegExp) => page.locator('.message').filter({ hasText: text });

  async function become(handle: string): Promise<void> {
    await page.locator('.person-switch').click();
    await page.getByLabel('Find anybody').fill(handle);
    await page.locator('.people').getByText(`@${handle}`, { exact: true }).click();
    await page.getByRole('button', { name: `You are @${handle}` }).waitFor();
  }

  return {
    page,
    async message(text) {
      const last = found(text).last();
      await last.waitFor({ timeout: PATIENCE_MS });
      return last;
    },
    gone: (text) => found(text).first().waitFor({ state: 'detached', timeout: PATIENCE_MS }),
    count: (text) => found(text).count(),
    async nameless() {
      const tree = await page.locator('body').ariaSnapshot();
      const unnamed =
        /^\s*- (?:button|link|combobox|textbox|searchbox|checkbox|switch|tab|img)(?: \[|:|$)/;
      return tree.split('\n').filter((line) => unnamed.test(line));
    },
    async focused() {
      const at = page.locator(':focus');
      if ((await at.count()) === 0) return '';
      return (await at.getAttribute('aria-label')) ?? (await at.innerText());
    },
    async go(channel) {
      await page.locator('.sidebar').getByText(channel, { exact: true }).click();
      await page.locator('.conversation-head').getByText(channel).waitFor();
    },
    async say(command) {
      const line = page.getByRole('combobox', { name: /^Message to/ });
      await line.fill(command);
      await line.press('Escape');
      await line.press('Enter');
    },
    become,
    async openPanel(name) {
      const button = page.locator('.top-bar').getByRole('button', { name });
      if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
      return page.locator('.panel');
    },
  };
}
