import { hasChromium } from './chromium.ts';

/** Says why nothing is tested where there is no browser. */
export default function announce(): void {
  if (!hasChromium) {
    process.stderr.write(
      'No Chromium at /usr/bin/chromium (or $CHROMIUM): the browser tests are skipped.\n',
    );
  }
}
