import { setTimeout as pause } from 'node:timers/promises';
import type { Slack } from './bot.ts';

const AT_ONCE = 8;

/** Posts one message into each of so many channels as fast as Slack takes them, and does nothing else. */
export async function postBare({ apiUrl, settings }: Slack, channels: number): Promise<void> {
  let next = 0;
  let freeAt = 0;

  async function post(index: number): Promise<void> {
    await pause(Math.max(freeAt - performance.now(), 0));
    const response = await fetch(`${apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${settings['SLACK_BOT_TOKEN']}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ channel: `C${index}`, text: `Message ${index}` }),
    });
    await response.arrayBuffer();
    if (response.status !== 429) return;
    freeAt = performance.now() + Number(response.headers.get('retry-after')) * 1000;
    await post(index);
  }

  async function work(): Promise<void> {
    while (next < channels) {
      next += 1;
      await post(next - 1);
    }
  }

  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
