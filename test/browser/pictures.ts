import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const FOLDER = fileURLToPath(new URL('../../docs/images', import.meta.url));
const isAsked = process.env['SCREENSHOTS'] !== undefined;

/** Takes the README's pictures, light and dark, where `npm run screenshots` asks for them. */
export async function takePictures(page: Page, name: string): Promise<void> {
  if (!isAsked) return;
  await mkdir(FOLDER, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.mouse.move(0, 0);
    await page.screenshot({
      path: join(FOLDER, `${name}-${colorScheme}.png`),
      animations: 'disabled',
    });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
