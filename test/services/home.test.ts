import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/access.ts';
import { DEFAULT_NUDGE_POLICY } from '../../src/domain/nudge-settings.ts';
import type { HomeShown } from '../../src/domain/home.ts';
import type { Team } from '../../src/domain/teams.ts';
import { AppError } from '../../src/errors.ts';
import { createCompareManaged } from '../../src/services/compare-managed.ts';
import { createListNudgesSeen } from '../../src/services/list-nudges-seen.ts';
import { createPreviewRound, createReportNudges } from '../../src/services/preview-round.ts';
import { createShowHome } from '../../src/services/show-home.ts';
import { createNudgeStore } from '../../src/store/nudge-store.ts';
import { openDesk } from './digest-desk.ts';
import { makeActor, makeSlackPerson } from './people.ts';
import { makeTeam, openWorkshop, type Workshop } from './workshop.ts';

const BACKEND = makeTeam({
  id: 'backend',
  name: 'Backend',
  groups: { lingma: ['d-backend'], windsurf: ['backend'] },
  managers: ['U-MANAGER'],
});
const QA = makeTeam({
  id: 'qa',
  name: 'QA',
  groups: { lingma: ['d-qa'] },
  managers: ['u-manager@example.com'],
});
const TEAMS = [BACKEND, QA];
const ADMIN = makeActor({ slackUserId: 'U-ADMIN', isAdmin: true });
const MANAGER = makeActor({ slackUserId: 'U-MANAGER', email: 'u-manager@example.com' });

let shop: Workshop;
/** Somebody with a seat. */
let email: string;

beforeAll(async () => {
  shop = await openWorkshop();
  await shop.forTeams(TEAMS, { backfillDays: 60 }).sync(new AbortController().signal);
  const period = { from: '2026-10-25', to: '2026-11-21' };
  const active = shop.world.expected.team('backend', period).top.map(({ userId }) => userId);
  const holder = shop.world.people.find((one) => active.includes(one.userId) && one.email !== null);
  email = holder?.email?.toLowerCase() ?? '';
  shop.slack.known.push(makeSlackPerson({ slackUserId: 'U-ANN' }));
});

afterAll(() => shop.close());

type Over = Partial<Parameters<typeof createShowHome>[0]>;

function opener({
  teams = TEAMS,
  settings = {},
  over = {},
}: {
  readonly teams?: readonly Team[];
  readonly settings?: Record<string, unknown>;
  readonly over?: Over;
}) {
  const asks = shop.forTeams(teams, settings);
  const desk = openDesk(shop, teams, { settings });
  const nudges = {
    ...asks.ports,
    nudges: createNudgeStore(shop.database, { enqueue: async () => undefined }),
    policy: { ...DEFAULT_NUDGE_POLICY, prices: { lingma: { amount: 20, currency: 'USD' } } },
    adminChannel: null,
  };
  return createShowHome({
    ...asks.ports,
    reportPerson: asks.person,
    reportStatus: asks.status,
    compareManaged: createCompareManaged(asks.ports),
    listSubscriptions: desk.list,
    listFailures: desk.failures,
    deliveries: desk.deliveries,
    listNudgesSeen: createListNudgesSeen(nudges),
    previewRound: createPreviewRound(nudges),
    reportNudges: createReportNudges(nudges),
    onTrouble: () => undefined,
    ...over,
  });
}

async function homeOf(
  actor: Actor,
  options: Parameters<typeof opener>[0] = {},
): Promise<HomeShown> {
  const result = await opener(options)(actor);
  if (result.kind !== 'home') throw new Error(`no home but ${result.kind}`);
  return result.shown;
}

/** What a part holds; fails where it could not be made. */
function valueOf<T>(
  part: { state: 'shown'; value: T } | { state: 'failed'; why: string } | null,
): T {
  if (part?.state !== 'shown') throw new Error(`not shown: ${JSON.stringify(part)}`);
  return part.value;
}

describe('a home', () => {
  test.each(['guest', 'outsider', 'deactivated', 'bot'] as const)(
    'is nothing for a %s, and nothing is looked up for them',
    async (membership) => {
      const unasked = async () => {
        throw new Error('nobody should have looked');
      };
      const over = { reportPerson: unasked, reportStatus: unasked, compareManaged: unasked };
      const result = await opener({ over })(makeActor({ membership, isAdmin: true }));
      expect(result).toEqual({ kind: 'refused', refusal: { reason: 'membership', membership } });
    },
  );

  test('has one’s own seats and settings for everybody, and no more', async () => {
    const home = await homeOf(makeActor({ slackUserId: 'U-ANN', email }));
    const { summary, privacy, notices } = valueOf(home.own);
    expect(summary?.providers.map(({ title }) => title)).toContain('Lingma');
    expect(privacy).toMatchObject({ listed: true, seenInAll: 0, nudges: { tipsOff: false } });
    expect(notices).toEqual({ sent: [], inAll: 0 });
    expect(home).toMatchObject({ teams: null, admin: null, maySubscribe: false });
    expect(valueOf(home.subscriptions)).toEqual([]);
  });

  test('says the same of a person as their own summary', async () => {
    const actor = makeActor({ slackUserId: 'U-ANN', email });
    const asked = { person: null, period: null, provider: null, audience: 'asker' } as const;
    const own = await shop.forTeams(TEAMS).person(actor, asked, () => undefined);
    const home = valueOf((await homeOf(actor)).own);
    expect(own).toMatchObject({ kind: 'person', summary: { providers: home.summary?.providers } });
  });

  test('tells whoever has no seat who was shown their data all the same', async () => {
    const gone = makeActor({ slackUserId: 'U-ANN', email: 'gone@example.com' });
    await shop.people.noteAccess({
      at: shop.clock(),
      slackUserId: 'U-MANAGER',
      what: 'inactive',
      emails: ['gone@example.com'],
    });
    const own = valueOf((await homeOf(gone)).own);
    expect(own).toMatchObject({ summary: null, privacy: { seenInAll: 1 } });
  });

  test('notes for nobody that they looked at themselves', async () => {
    await homeOf(makeActor({ slackUserId: 'U-ANN', email }));
    expect(await shop.people.accessesTo(email, 5)).toEqual({ seen: [], inAll: 0 });
  });

  test('has a manager’s teams, with the figures that all teams are shown with', async () => {
    const home = await homeOf(MANAGER);
    const { summary, more } = valueOf(home.teams);
    const asked = { period: null, provider: null, audience: 'asker' } as const;
    const all = await shop.forTeams(TEAMS).compare(MANAGER, asked, () => undefined);
    expect(all).toMatchObject({ kind: 'teams', summary: { teams: summary.teams } });
    expect(summary.teams.map(({ id }) => id)).toEqual(['backend', 'qa']);
    expect(more).toBe(0);
    expect(home).toMatchObject({ admin: null, maySubscribe: true });
  });

  test('has those only that somebody manages, and of very many the first', async () => {
    const onlyQa = await homeOf(makeActor({ email: 'u-manager@example.com' }));
    expect(valueOf(onlyQa.teams).summary.teams.map(({ id }) => id)).toEqual(['qa']);
    const teams = Array.from({ length: 40 }, (_, index) =>
      makeTeam({ id: `t${index}`, name: `T ${index}`, managers: ['U-MANAGER'] }),
    );
    const { summary, more } = valueOf((await homeOf(MANAGER, { teams })).teams);
    expect([summary.teams.length, more]).toEqual([15, 25]);
  });

  test('shows a manager no figures of too few people', async () => {
    const minGroupSize = shop.world.expected.seats('qa').length + 1;
    const settings = { minGroupSize };
    const { summary } = valueOf((await homeOf(MANAGER, { settings })).teams);
    const asked = { period: null, provider: null, audience: 'asker' } as const;
    const all = await shop.forTeams(TEAMS, settings).compare(MANAGER, asked, () => undefined);
    expect(summary.teams.map(({ id }) => id)).not.toContain('qa');
    expect(summary.tooSmall?.count).toBeGreaterThan(0);
    const { teams, tooSmall } = summary;
    expect(all).toMatchObject({ kind: 'teams', summary: { teams, tooSmall } });
    const ofOne = await homeOf(makeActor({ email: 'u-manager@example.com' }), { settings });
    expect(valueOf(ofOne.teams).summary).toMatchObject({ teams: [], tooSmall: { count: 1 } });
  });

  test('has for admins how all of it is; of people who are not matched how many', async () => {
    const { admin, teams } = await homeOf(ADMIN);
    if (!admin) throw new Error('nothing for admins');
    const status = valueOf(admin.status);
    expect(status.providers).toMatchObject([{ title: 'Lingma', failure: null }, {}]);
    expect(status.unmatchedPeople).toBeNull();
    expect(status.people.withSeats).toBeGreaterThan(0);
    const round = valueOf(admin.round);
    expect(round.exposure.seats).toBe(
      round.seats.filter(({ standing }) => standing !== 'new' && standing !== 'unknown').length,
    );
    expect(valueOf(admin.nudges)).toMatchObject({ paused: null, openReclaims: 0 });
    expect(valueOf(admin.failures)).toEqual({ messages: [], inAll: 0, days: 7 });
    expect(teams).toBeNull();
  });

  test('is drawn without asking anybody where everything is held', async () => {
    const asked = await shop.asked(async () => {
      await homeOf({ ...ADMIN, email });
      await homeOf(MANAGER);
    });
    expect(asked).toEqual([]);
  });

  test('leaves out a part that fails, and says why', async () => {
    const troubles: string[] = [];
    const over: Over = {
      reportStatus: async () => {
        throw new AppError('unavailable', 'The database is away.');
      },
      previewRound: async () => {
        throw new TypeError('x is undefined');
      },
      onTrouble: (part) => troubles.push(part),
    };
    const { admin, own } = await homeOf(ADMIN, { over });
    expect(admin?.status).toEqual({ state: 'failed', why: 'The database is away.' });
    expect(admin?.round).toEqual({
      state: 'failed',
      why: 'Something went wrong inside the bot.',
    });
    expect(own.state).toBe('shown');
    expect(troubles.toSorted()).toEqual(['round', 'status']);
  });
});
