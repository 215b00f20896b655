import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Membership } from '../../src/domain/access.ts';
import type { Asked, PersonAsked } from '../../src/domain/answers.ts';
import type { RosterEntry, UsageStore } from '../../src/domain/ports.ts';
import { makeActor, makeSlackPerson } from './people.ts';
import { makeTeam, openWorkshop, type Workshop } from './workshop.ts';

const ANN = 'ann@lantern.example';
const MANAGER = makeActor({ slackUserId: 'U-MANAGER', email: 'manager@lantern.example' });
const ADMIN = makeActor({ slackUserId: 'U-ADMIN', email: 'admin@lantern.example', isAdmin: true });
const SOMEBODY = makeActor({ slackUserId: 'U-SOMEBODY', email: 'somebody@lantern.example' });
const ASKED: Asked = { period: null, provider: null, audience: 'asker' };
const NOBODY = 'nobody@lantern.example';

let shop: Workshop;
/** The email of somebody with an inactive Lingma seat in backend, and of somebody in QA. */
let idle: string;
let outside: string;
let backend: ReturnType<typeof makeTeam>;
let qa: ReturnType<typeof makeTeam>;

beforeAll(async () => {
  shop = await openWorkshop();
  const { world } = shop;
  const backender = world.expected
    .inactive('backend', '2026-11-21')
    .lapsed.find(({ person }) => person.email !== null);
  idle = addressOf(backender?.person);
  const tester = world.people.find(
    ({ departmentIds, email, seat }) =>
      departmentIds.length === 1 && departmentIds[0] === 'd-qa' && email !== null && seat,
  );
  outside = addressOf(tester);
  backend = makeTeam({
    id: 'backend',
    name: 'Backend',
    groups: { lingma: ['d-backend'], windsurf: ['backend'] },
    managers: ['U-MANAGER'],
  });
  qa = makeTeam({ id: 'qa', name: 'QA', groups: { lingma: ['d-qa'] } });
  await shop.forTeams([backend, qa], { backfillDays: 90 }).sync(new AbortController().signal);
});

afterAll(() => shop.close());

const nothing = () => undefined;

function addressOf(person: { readonly email: string | null } | undefined): string {
  if (!person?.email) throw new Error('the world has nobody like that');
  return person.email.toLowerCase();
}

function services() {
  return shop.forTeams([backend, qa]);
}

/** The same over stores that break at the first question. */
function blindServices() {
  const store = new Proxy(shop.store, {
    get: () => () => {
      throw new Error('the store was asked');
    },
  });
  return shop.forTeams([backend, qa], { store, people: store });
}

/** Every question there is. */
function askAll(asks: ReturnType<typeof services>, actor: Actor, person: PersonAsked | null) {
  const team = 'backend';
  return [
    asks.report(actor, { ...ASKED, team, details: true }, nothing),
    asks.person(actor, { ...ASKED, person }, nothing),
    asks.top(actor, { ...ASKED, team, by: 'lines', limit: 10 }, nothing),
    asks.inactive(actor, { ...ASKED, team, days: null }, nothing),
    asks.compare(actor, ASKED, nothing),
    asks.exportUsage(actor, { ...ASKED, team, person: null, seats: false }, nothing),
    asks.exportUsage(actor, { ...ASKED, team: null, person, seats: false }, nothing),
    asks.status(actor, { unmatched: false }),
    asks.setListed(actor, false),
  ];
}

describe('people who are not of the workspace', () => {
  test.each<Membership>(['guest', 'outsider', 'deactivated', 'bot'])(
    'a %s gets nothing, and nothing is looked at',
    async (membership) => {
      const actor = makeActor({ membership, email: ANN });
      const answers = await Promise.all(askAll(blindServices(), actor, null));
      for (const answer of answers) {
        expect(answer).toEqual({ kind: 'refused', refusal: { reason: 'membership', membership } });
      }
    },
  );

  test('of whom Slack tells nothing sees what everyone may see', async () => {
    const actor = makeActor({ membership: 'unknown' });
    const { report, person } = services();
    const team = await report(actor, { ...ASKED, team: 'backend', details: false }, nothing);
    expect(team.kind).toBe('summary');
    const own = await person(actor, { ...ASKED, person: null }, nothing);
    expect(own).toEqual({ kind: 'no-seat', email: null });
  });
});

describe('a team’s totals and top acceptors', () => {
  test.each([
    ['somebody', SOMEBODY],
    ['a manager', MANAGER],
    ['an admin', ADMIN],
  ])('are there for %s', async (_who, actor) => {
    const { report, top } = services();
    const answer = await report(actor, { ...ASKED, team: 'backend', details: false }, nothing);
    expect(answer).toMatchObject({
      summary: {
        providers: [{ usage: { state: 'known' }, top: { state: 'known' } }, {}],
        tooSmall: null,
      },
    });
    const ranking = await top(actor, { ...ASKED, team: 'backend', by: 'chats', limit: 3 }, nothing);
    expect(ranking).toMatchObject({
      summary: { providers: [{ ranking: { state: 'known' } }, {}] },
    });
  });
});

describe('names of inactive seats', () => {
  async function namesFor(actor: Actor, audience: Asked['audience'] = 'asker', team = 'backend') {
    const { report, inactive } = services();
    const summary = await report(actor, { ...ASKED, audience, team, details: false }, nothing);
    const list = await inactive(actor, { provider: null, audience, team, days: null }, nothing);
    if (summary.kind !== 'summary' || list.kind !== 'inactive') throw new Error('no answer');
    const [lingma] = list.summary.providers;
    expect(lingma?.counts).toMatchObject({ state: 'known' });
    return {
      summary: summary.summary.providers[0]?.inactiveSeats,
      list: lingma?.seats,
      own: lingma?.own,
    };
  }

  test('are counts for everyone, and one’s own', async () => {
    expect(await namesFor(SOMEBODY)).toEqual({ summary: null, list: null, own: null });
    const holder = makeActor({ email: idle });
    expect(await namesFor(holder)).toMatchObject({
      summary: null,
      list: null,
      own: { email: idle },
    });
  });

  test.each([
    ['managers', MANAGER],
    ['admins', ADMIN],
  ])('are there for %s, and it is written down', async (_who, actor) => {
    const before = await shop.people.accessesTo(idle, 1);
    const { summary, list } = await namesFor(actor);
    expect(summary?.map(({ email }) => email)).toContain(idle);
    expect(list).toEqual(summary);
    const after = await shop.people.accessesTo(idle, 1);
    expect(after.inAll).toBe(before.inAll + 2);
    expect(after.seen[0]).toMatchObject({ slackUserId: actor.slackUserId, what: 'inactive' });
  });

  test('are written down of those who are shown, and of nobody else', async () => {
    // More of them than a summary names.
    const idlers = Array.from({ length: 12 }, (_, index): RosterEntry => {
      const [personId, email] = [`idle-${index}`, `idle-${index}@lantern.example`];
      const givenAt = Date.UTC(2025, 0, index + 1);
      const told = { personId, email, name: personId, lastActiveAt: null };
      const seat = { ...told, state: 'held', givenAt, lastActiveFrom: null } as const;
      return { ...told, joinedAt: null, seat };
    });
    const roster: UsageStore['roster'] = async (query) => [
      ...(await shop.store.roster(query)),
      ...(query.groupIds.length > 0 ? idlers : []),
    ];
    const store: UsageStore = { ...shop.store, roster };
    const { report } = shop.forTeams([backend], { store });
    const ask = (details: boolean) =>
      ({ ...ASKED, team: 'backend', provider: 'lingma', details }) as const;
    const summaryOf = async (details: boolean) => {
      const answer = await report(ADMIN, ask(details), nothing);
      if (answer.kind !== 'summary') throw new Error('no answer');
      const [lingma] = answer.summary.providers;
      return lingma?.inactiveSeats ?? [];
    };
    const seen = async (email: string) => (await shop.people.accessesTo(email, 5)).inAll;
    const [first, ...others] = (await summaryOf(false)).flatMap(({ email }) => email ?? []);
    expect(others.length).toBeGreaterThan(5);
    const last = others.at(-1) ?? '';
    const before = [await seen(first ?? ''), await seen(last)];
    await summaryOf(false);
    expect([await seen(first ?? ''), await seen(last)]).toEqual([(before[0] ?? 0) + 1, before[1]]);
    // Details list people, and no inactive seats.
    await summaryOf(true);
    expect((await shop.people.accessesTo(first ?? '', 1)).seen).toMatchObject([
      { what: 'details' },
    ]);
    expect(await seen(last)).toBe((before[1] ?? 0) + 1);
  });

  test('are not there for another team’s manager, and never in a channel', async () => {
    expect(await namesFor(MANAGER, 'asker', 'qa')).toMatchObject({ summary: null, list: null });
    for (const actor of [MANAGER, ADMIN, makeActor({ email: idle })]) {
      expect(await namesFor(actor, 'channel')).toEqual({ summary: null, list: null, own: null });
    }
  });
});

describe('single people of a team', () => {
  async function detailsFor(actor: Actor, audience: Asked['audience'] = 'asker') {
    const { report } = services();
    const ask = { ...ASKED, audience, team: 'backend', details: true };
    const answer = await report(actor, ask, nothing);
    if (answer.kind !== 'summary') throw new Error('no answer');
    return answer.details?.providers[0];
  }

  test('are there with the details for managers and admins, and it is written down', async () => {
    for (const actor of [MANAGER, ADMIN]) {
      const details = await detailsFor(actor);
      expect(details?.people?.map(({ email }) => email)).toContain(idle);
      const { seen } = await shop.people.accessesTo(idle, 1);
      expect(seen[0]).toMatchObject({ slackUserId: actor.slackUserId, what: 'details' });
    }
  });

  test('are left out for everyone else, and in a channel', async () => {
    for (const details of [await detailsFor(SOMEBODY), await detailsFor(ADMIN, 'channel')]) {
      expect(details).toMatchObject({ people: null, points: { state: 'known' } });
    }
  });
});

describe('one person’s numbers', () => {
  const own = { kind: 'refused', refusal: { reason: 'own-only' } };
  const byEmail = (email: string): PersonAsked => ({ kind: 'email', email });
  const mention: PersonAsked = { kind: 'mention', slackUserId: 'U-IDLE', label: 'idle' };
  const about = (actor: Actor, person: PersonAsked | null, audience = ASKED.audience) =>
    services().person(actor, { ...ASKED, audience, person }, nothing);

  test('are the person’s, however they ask', async () => {
    const actor = makeActor({ slackUserId: 'U-IDLE', email: idle });
    for (const person of [null, { kind: 'me' } as const, mention, byEmail(idle.toUpperCase())]) {
      expect(await about(actor, person)).toMatchObject({
        kind: 'person',
        summary: { person: { email: idle, isSelf: true } },
        offers: { share: true },
      });
    }
  });

  test('are nobody else’s: the same answer whether there is such a person or not, before any query', async () => {
    const { person } = blindServices();
    for (const asked of [byEmail(idle), byEmail(NOBODY), mention]) {
      expect(await person(SOMEBODY, { ...ASKED, person: asked }, nothing)).toEqual(own);
    }
  });

  test('are there for the team’s manager, who learns nothing of anybody else', async () => {
    expect(await about(MANAGER, byEmail(idle))).toMatchObject({
      kind: 'person',
      summary: { person: { isSelf: false }, privacy: null },
      offers: { share: false },
    });
    expect(await about(MANAGER, byEmail(outside))).toEqual(own);
    expect(await about(MANAGER, byEmail(NOBODY))).toEqual(own);
    shop.slack.known = [];
    expect(await about(MANAGER, mention)).toEqual(own);
    shop.slack.known = [makeSlackPerson({ slackUserId: 'U-IDLE', email: idle })];
    expect(await about(MANAGER, mention)).toMatchObject({ kind: 'person' });
  });

  test('are there for admins, who hear where nobody is known', async () => {
    expect(await about(ADMIN, byEmail(outside))).toMatchObject({ kind: 'person' });
    expect(await about(ADMIN, byEmail(NOBODY))).toEqual({
      kind: 'unknown-person',
      asked: NOBODY,
      email: NOBODY,
    });
    expect(await about(ADMIN, { kind: 'words', text: 'the boss' })).toEqual({
      kind: 'unknown-person',
      asked: 'the boss',
      email: null,
    });
  });

  test('are shared by the person only, without what is private', async () => {
    expect(await about(ADMIN, byEmail(idle), 'channel')).toEqual(own);
    const actor = makeActor({ email: idle });
    expect(await about(actor, null, 'channel')).toMatchObject({
      kind: 'person',
      summary: { privacy: null },
    });
  });
});

describe('the export', () => {
  const file = (actor: Actor, team: string | null, email: string | null = null) => {
    const person = email === null ? null : ({ kind: 'email', email } as const);
    return services().exportUsage(actor, { ...ASKED, team, person, seats: false }, nothing);
  };

  test('is not there for everyone, before any query', async () => {
    const { exportUsage } = blindServices();
    for (const actor of [SOMEBODY, MANAGER]) {
      expect(
        await exportUsage(actor, { ...ASKED, team: 'qa', person: null, seats: false }, nothing),
      ).toEqual({
        kind: 'refused',
        refusal: { reason: 'managers-only', team: 'QA' },
      });
    }
    const person = { kind: 'email', email: idle } as const;
    expect(
      await exportUsage(SOMEBODY, { ...ASKED, team: null, person, seats: false }, nothing),
    ).toEqual({
      kind: 'refused',
      refusal: { reason: 'own-only' },
    });
  });

  test('is one’s own for the person', async () => {
    const sent = await file(makeActor({ email: outside }), null);
    expect(sent).toMatchObject({ kind: 'exported', slackChannelId: 'D1' });
    expect(emailsIn(shop.sent.at(-1)?.text)).toEqual(new Set([outside]));
  });

  test('is the team’s for its managers', async () => {
    expect(await file(MANAGER, 'backend')).toMatchObject({ kind: 'exported' });
    const emails = emailsIn(shop.sent.at(-1)?.text);
    expect(emails.size).toBeGreaterThan(3);
    expect(emails).not.toContain(outside);
    expect(await file(MANAGER, null, idle)).toMatchObject({ kind: 'nothing-to-export' });
    expect(await file(MANAGER, null, outside)).toMatchObject({ kind: 'refused' });
  });

  test('is all for admins, and it is written down', async () => {
    expect(await file(ADMIN, null)).toMatchObject({ kind: 'exported' });
    const all = emailsIn(shop.sent.at(-1)?.text);
    expect(await file(ADMIN, 'qa')).toMatchObject({ kind: 'exported' });
    const some = emailsIn(shop.sent.at(-1)?.text);
    expect(some.size).toBeLessThan(all.size);
    expect(some.isSubsetOf(all)).toBe(true);
    const { seen } = await shop.people.accessesTo(outside, 2);
    expect(seen).toMatchObject([
      { slackUserId: 'U-ADMIN', what: 'export' },
      { slackUserId: 'U-ADMIN', what: 'export' },
    ]);
  });
});

function emailsIn(text = ''): Set<string> {
  return new Set(
    text
      .split('\r\n')
      .filter((line) => line.startsWith('Lingma,'))
      .flatMap((line) => line.split(',')[2] ?? [])
      .filter((email) => email !== ''),
  );
}

describe('unmatched people', () => {
  test('are listed to admins only, before any query', async () => {
    for (const actor of [SOMEBODY, MANAGER]) {
      expect(await blindServices().status(actor, { unmatched: true })).toEqual({
        kind: 'refused',
        refusal: { reason: 'admins-only' },
      });
      expect(await services().status(actor, { unmatched: false })).toMatchObject({
        kind: 'status',
        summary: { unmatchedPeople: null },
      });
    }
    expect(await services().status(ADMIN, { unmatched: true })).toMatchObject({
      summary: { unmatchedPeople: { inAll: expect.any(Number) } },
    });
  });
});
