import { SECTIONS, type Schedule } from '../src/domain/subscriptions.ts';
import { openDatabase } from '../src/store/database.ts';
import { createSubscriptionStore } from '../src/store/subscription-store.ts';
import type { Place } from './report-company.ts';

const MINUTE = 60_000;

/** Subscribes so many channels, each to one of the company's departments in turn, all due since the last full minute. */
export async function subscribeAll(
  place: Place,
  { channels, departments }: { readonly channels: number; readonly departments: number },
): Promise<void> {
  const at = new Date(Math.floor(Date.now() / MINUTE) * MINUTE);
  const [date = '', time = ''] = at.toISOString().slice(0, 16).split('T');
  const weekly = { kind: 'weekdays', days: [at.getUTCDay() || 7] } as const;
  const schedule: Schedule = { every: weekly, at: time, zone: 'UTC' };
  const database = await openDatabase(place);
  const store = createSubscriptionStore(database, { enqueue: async () => undefined });
  try {
    for (let index = 0; index < channels; index += 1) {
      const wish = {
        slackTeamId: 'T0BENCH',
        channelId: `C${index}`,
        teamId: `d-${index % departments}`,
        ownerId: 'U0BENCH',
        schedule,
        provider: null,
        names: true,
        sections: SECTIONS,
      };
      await store.add(wish, { date, at }, at);
    }
  } finally {
    await database.close();
  }
}
