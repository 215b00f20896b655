import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StatusSummary } from '../../src/domain/status.ts';
import { makeActor } from './people.ts';
import { makeTeam, openWorkshop, type Workshop } from './workshop.ts';

const BACKEND = makeTeam({ groups: { lingma: ['d-backend'], windsurf: ['backend'] } });
const ADMIN = makeActor({ isAdmin: true });
const NEVER = new AbortController().signal;

let shop: Workshop;

beforeAll(async () => {
  shop = await openWorkshop();
});

afterAll(() => shop.close());

async function statusFor(actor = ADMIN, unmatched = false): Promise<StatusSummary> {
  const answer = await shop.forTeams([BACKEND]).status(actor, { unmatched });
  if (answer.kind !== 'status') throw new Error('no status');
  return answer.summary;
}

test('before the first sync it says that nothing is known', async () => {
  const { providers, people, version } = await statusFor();
  expect(version).toBe('1.2.3');
  expect(people.withSeats).toBe(0);
  for (const provider of providers) {
    expect(provider).toMatchObject({ dataTo: null, lastAnswer: null, held: null, seats: null });
  }
});

test('after a sync it says how far the data reaches, and how many hold seats', async () => {
  await shop.forTeams([BACKEND]).sync(NEVER);
  const asked = await shop.asked(async () => {
    const { providers, people } = await statusFor();
    const held = shop.world.expected.seats('backend').length;
    expect(providers).toMatchObject([
      {
        title: 'Lingma',
        lastAnswer: shop.clock(),
        failure: null,
        held: { from: '2026-10-13', to: '2026-11-21' },
        seats: held,
        syncing: false,
      },
      { title: 'Windsurf', failure: null, held: null, seats: expect.any(Number) },
    ]);
    expect(people.withSeats).toBeGreaterThan(held);
    expect(people.waiting).toBeGreaterThan(0);
  });
  expect(asked).toEqual([]);
});

test('where no team is known it counts no seats instead of none', async () => {
  const answer = await shop.forTeams([]).status(ADMIN, { unmatched: false });
  if (answer.kind !== 'status') throw new Error('no status');
  const { providers } = answer.summary;
  expect(providers.map(({ title, seats }) => [title, seats])).toEqual([
    ['Lingma', null],
    ['Windsurf', null],
  ]);
});

test('an outage stands until it is over; its reason is for admins', async () => {
  shop.passHours(1);
  const failedAt = shop.clock();
  shop.lingma.faults.set({ kind: 'unauthorized' });
  await shop.forTeams([BACKEND]).sync(NEVER);
  shop.lingma.faults.clear();
  const [forAdmins] = (await statusFor()).providers;
  expect(forAdmins?.failure).toEqual({
    at: failedAt,
    message: expect.stringContaining('LINGMA_TOKEN'),
  });
  const [forAll] = (await statusFor(makeActor())).providers;
  expect(forAll?.failure).toEqual({ at: failedAt, message: null });
  shop.passHours(0.1);
  await shop.forTeams([BACKEND]).sync(NEVER);
  expect((await statusFor()).providers[0]?.failure).toBeNull();
});

test('people whom nobody could match are counted for all, and listed for admins who ask', async () => {
  const counted = await statusFor(makeActor());
  expect(counted.people.unmatched['no-email']).toBeGreaterThan(0);
  expect(counted.unmatchedPeople).toBeNull();
  const listed = (await statusFor(ADMIN, true)).unmatchedPeople;
  expect(listed?.people.length).toBeGreaterThan(0);
  expect(listed?.inAll).toBeGreaterThanOrEqual(listed?.people.length ?? 0);
});
