import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Asked } from '../../src/domain/answers.ts';
import type { Period } from '../../src/domain/calendar.ts';
import type { PersonPart } from '../../src/domain/person-summary.ts';
import { makeActor } from './people.ts';
import { makeTeam, openWorkshop, type Workshop } from './workshop.ts';

const PERIOD: Period = { from: '2026-10-25', to: '2026-11-21' };
const ASKED: Asked = { period: null, provider: null, audience: 'asker' };
const BACKEND = makeTeam({
  id: 'backend',
  name: 'Backend',
  groups: { lingma: ['d-backend'], windsurf: ['backend'] },
});
const NEVER = new AbortController().signal;
const nothing = () => undefined;

let shop: Workshop;
/** Somebody of backend who uses both products. */
let email: string;
let userId: string;

beforeAll(async () => {
  shop = await openWorkshop();
  const { world } = shop;
  const active = world.expected.team('backend', PERIOD).top.map((one) => one.userId);
  const holders = new Set(world.windsurf.roster.map((user) => user.email?.toLowerCase()));
  const both = world.people.find(
    (one) =>
      active.includes(one.userId) && one.email !== null && holders.has(one.email.toLowerCase()),
  );
  if (!both?.email) throw new Error('the world has nobody who uses both');
  email = both.email.toLowerCase();
  userId = both.userId;
});

afterAll(() => shop.close());

function me(over: Partial<Asked> = {}, settings = {}) {
  const { person } = shop.forTeams([BACKEND], settings);
  return person(makeActor({ email }), { ...ASKED, person: null, ...over }, nothing);
}

async function partsOf(over: Partial<Asked> = {}): Promise<readonly PersonPart[]> {
  const answer = await me(over);
  if (answer.kind !== 'person') throw new Error(`no summary but ${answer.kind}`);
  return answer.summary.providers;
}

describe('one’s own summary', () => {
  test('has what each provider tells of the person, fetched where it is lacking', async () => {
    const asked = await shop.asked(async () => {
      const [lingma, windsurf] = await partsOf();
      const own = shop.world.expected
        .team('backend', PERIOD)
        .top.find((one) => one.userId === userId);
      expect(lingma).toMatchObject({
        title: 'Lingma',
        seat: { state: 'held', standing: 'active' },
        usage: { state: 'known', figures: { linesAccepted: { now: own?.linesAccepted } } },
        window: { state: 'not-provided' },
      });
      expect(windsurf).toMatchObject({
        title: 'Windsurf',
        usage: { state: 'not-provided' },
        chart: { state: 'not-provided' },
      });
    });
    const days = asked.filter(({ list }) => list === 'developerUsage');
    expect(days.length).toBeGreaterThan(0);
    for (const ask of days) expect(ask).toMatchObject({ userId });
  });

  test('counts the days of use, and sets them beside those before', async () => {
    const [lingma] = await partsOf();
    const rows = await shop.store.personDays({
      provider: 'lingma',
      personIds: [userId],
      period: { from: '2026-09-27', to: '2026-11-21' },
    });
    const active = rows.filter((row) => row.active);
    const now = active.filter(({ day }) => day >= PERIOD.from).length;
    expect(now).toBeGreaterThan(0);
    expect(lingma?.activeDays).toEqual({
      state: 'known',
      figures: { now, before: active.length - now },
    });
  });

  test('asks nobody for days that are held for the person’s department', async () => {
    const own = await openWorkshop();
    try {
      const { sync, person } = own.forTeams([BACKEND], { backfillDays: 90 });
      await sync(NEVER);
      const before = own.windsurf.requests.length;
      const asked = await own.asked(async () => {
        const answer = await person(makeActor({ email }), { ...ASKED, person: null }, nothing);
        expect(answer).toMatchObject({
          summary: {
            teams: ['Backend'],
            providers: [
              {
                usage: {
                  state: 'known',
                  figures: { linesAccepted: { before: expect.any(Number) } },
                },
              },
              { activeDays: { state: 'known' } },
            ],
          },
        });
      });
      expect(asked).toEqual([]);
      expect(own.windsurf.requests.slice(before)).toEqual([]);
    } finally {
      await own.close();
    }
  });

  test('tells who was shown it, newest first, and whether top lists may name the person', async () => {
    const { person, setListed } = shop.forTeams([BACKEND]);
    const boss = makeActor({ slackUserId: 'UBOSS', isAdmin: true });
    const about = { kind: 'email', email } as const;
    for (let times = 0; times < 7; times += 1) {
      await person(boss, { ...ASKED, person: about }, nothing);
    }
    expect(await setListed(makeActor({ email }), false)).toEqual({ kind: 'listed', listed: false });
    const answer = await me();
    expect(answer).toMatchObject({
      summary: { privacy: { listed: false, seenInAll: 7, seen: { length: 5 } } },
    });
    if (answer.kind !== 'person') throw new Error('no answer');
    expect(answer.summary.privacy?.seen[0]).toMatchObject({
      slackUserId: 'UBOSS',
      what: 'summary',
    });
    await setListed(makeActor({ email }), true);
    expect(await me()).toMatchObject({ summary: { privacy: { listed: true } } });
    expect(await setListed(makeActor(), false)).toEqual({ kind: 'no-email' });
  });

  test('is not there for somebody whom no provider knows', async () => {
    const { person } = shop.forTeams([BACKEND]);
    const stranger = makeActor({ email: 'stranger@lantern.example' });
    expect(await person(stranger, { ...ASKED, person: null }, nothing)).toEqual({
      kind: 'no-seat',
      email: 'stranger@lantern.example',
    });
  });

  test('of somebody whom nobody could look for tells why', async () => {
    const own = await openWorkshop();
    try {
      own.lingma.faults.set({ kind: 'unauthorized' });
      const { person } = own.forTeams([BACKEND]);
      const asked = { ...ASKED, provider: 'lingma', person: null };
      expect(await person(makeActor({ email }), asked, nothing)).toMatchObject({
        kind: 'person',
        summary: {
          providers: [],
          notes: [{ kind: 'trouble', text: expect.stringContaining('LINGMA_TOKEN') }],
        },
      });
    } finally {
      await own.close();
    }
  });
});

describe('a question about a person', () => {
  test('says what is wrong with its words', async () => {
    expect(await me({ period: 'someday' })).toMatchObject({ kind: 'bad-period' });
    expect(await me({ provider: 'copilot' })).toMatchObject({ kind: 'bad-provider' });
  });
});
