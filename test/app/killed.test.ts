import { expect, it, vi } from 'vitest';
import { askFigures } from '../support/figures.ts';
import { startOffice, type Office } from '../support/office.ts';

// Several bots start at once here, on however few processors.
vi.setConfig({ testTimeout: 180_000 });

/** The department whose people's days are being asked for, and do not come. */
async function stuckAt({ lingma }: Office): Promise<string> {
  const stuck = await vi.waitUntil(
    () => lingma.requests.find(({ status, path }) => status === null && path.includes('developer')),
    30_000,
  );
  return stuck.query['departmentId'] ?? '';
}

it('shows nothing half when it is killed in mid-sync, and the right figures once it may go on', async () => {
  await using office = await startOffice({
    backfillDays: 60,
    prepare: ({ lingma }) =>
      void lingma.faults.set({ kind: 'hang' }, { path: 'developerUsage', after: 1 }),
  });
  const departmentId = await stuckAt(office);
  expect(await office.bot.stop('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
  const team = office.world.teams.find(({ departments }) => departments.includes(departmentId));
  const teamId = team?.id ?? '';
  const ask = () =>
    askFigures(office, `/ai-usage ${teamId} provider=lingma`, teamId, { providers: ['Lingma'] });

  office.lingma.faults.clear();
  office.lingma.faults.set({ kind: 'unauthorized' });
  await office.start();
  const half = await ask();
  const { 'Lines accepted': lines, ...card } = half.cards.text['Lingma'] ?? {};
  expect(card).not.toHaveProperty('Active people');
  expect(card).not.toHaveProperty('Top acceptors');
  expect(lines).toBe(half.due.text['Lingma']?.['Lines accepted']);
  expect(half.message.text).toContain('Not available this time: active people, top acceptors');

  office.lingma.faults.clear();
  const whole = await ask();
  expect(whole.cards).toMatchObject(whole.due);

  // Once more, anywhere in a sync that goes well.
  await office.bot.stop('SIGKILL');
  const bot = await office.start();
  expect(await bot.synced()).toMatchObject({ unmet: 0 });
  const synced = await ask();
  expect(synced.cards).toMatchObject(synced.due);
});
