import { afterAll, beforeAll, expect, it } from 'vitest';
import type { World } from '../../sandbox/world.ts';
import { createExpected } from '../../sandbox/world/expected.ts';
import { ask } from '../support/asking.ts';
import { makeWorld } from '../support/company.ts';
import { askFigures } from '../support/figures.ts';
import { startOffice, type Office } from '../support/office.ts';
import { readBlocks, readText } from '../support/reading.ts';

const ZONE = 'America/New_York';
const NOTHING = { id: '', size: 0 };

const world = withDepartmentsAsTeams(makeWorld());
const sizes = world.teams.map(({ id }) => ({ id, size: holdersIn(id).size }));
const [smallest = NOTHING, second = NOTHING] = sizes.toSorted(
  (left, right) => left.size - right.size,
);

let office: Office;

beforeAll(async () => {
  office = await startOffice({
    world,
    mode: 'http',
    settings: {
      TEAMS_FILE: '',
      REPORT_TIMEZONE: ZONE,
      MIN_GROUP_SIZE: String(smallest.size + 1),
    },
    prepare: ({ lingma, windsurf }) => {
      lingma.faults.set({ kind: 'unauthorized' });
      windsurf.faults.set({ kind: 'unauthorized' });
    },
  });
});

afterAll(async () => {
  await office.end();
});

/** Each department with people is a team; at Windsurf it is those with the same e-mail address. */
function withDepartmentsAsTeams(of: World): World {
  const ids = new Set(of.people.flatMap(({ departmentIds }) => departmentIds));
  const teams = of.departments
    .filter(({ id }) => ids.has(id))
    .map(({ id, name }) => ({
      id,
      name,
      aliases: [],
      departments: [id],
      groups: [],
      members: of.people
        .filter(({ departmentIds, listed }) => listed && departmentIds.includes(id))
        .flatMap(({ email }) => email?.trim().toLowerCase() ?? []),
      managers: [],
    }));
  return { ...of, teams, expected: createExpected({ ...of, ...of.windsurf, teams }) };
}

/** Everybody of a department who holds a seat anywhere. */
function holdersIn(teamId: string): ReadonlySet<string> {
  const atLingma = world.expected
    .seats(teamId)
    .map(({ person }) => person.email?.trim().toLowerCase() ?? person.userId);
  return new Set([...atLingma, ...atWindsurf(teamId)]);
}

function atWindsurf(teamId: string): string[] {
  const { members = [] } = world.teams.find(({ id }) => id === teamId) ?? {};
  return world.windsurf.roster.flatMap(({ email, status, disabled }) => {
    const folded = email?.toLowerCase() ?? '';
    return status === 'APPROVED' && !disabled && members.includes(folded) ? [folded] : [];
  });
}

function yesterdayIn(zone: string): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
  return day.format(new Date(Date.now() - 86_400_000));
}

const health = async (path: string) => (await fetch(`${office.bot.url}${path}`)).status;

// From here on each test goes on where the one before has left the bot.

it('is alive, not ready, and says why there is no team while Lingma lets it not in', async () => {
  expect(await health('/healthz')).toBe(200);
  expect(await health('/readyz')).toBe(503);
  const refused = await ask(office, '/ai-usage backend');
  expect(refused.message.text).toContain('check LINGMA_TOKEN');

  office.lingma.faults.clear();
  office.lingma.permissions.delete('base_orgdepartment_read');
  const lacking = await ask(office, '/ai-usage backend');
  expect(lacking.message.text).toContain('base_orgdepartment_read');
  office.lingma.permissions.add('base_orgdepartment_read');
  office.windsurf.faults.clear();
});

it.each(['backend', 'Backend', 'd-backend', 'BACKEND'])(
  'takes the department %s for a team, and finds its people at Windsurf by e-mail',
  async (typed) => {
    const days = [yesterdayIn(ZONE)];
    const { cards, due, read } = await askFigures(office, `/ai-usage ${typed}`, 'd-backend', {
      zone: ZONE,
    });
    expect(cards).toMatchObject(due);
    expect(read.text.team).toBe('Backend');
    expect([...days, yesterdayIn(ZONE)]).toContain(read.text.period.to);
  },
);

it('is ready once both have answered', async () => {
  expect(await health('/readyz')).toBe(200);
});

it.each([smallest.id, 'Engineering'])('shows no figure of %s, which is too small', async (team) => {
  const { message } = await ask(office, `/ai-usage ${team}`);
  expect(readText(message).cards).toEqual({});
  expect(readBlocks(message).cards).toEqual({});
  const [, ...lines] = message.text.split('\n');
  expect(lines).toEqual([
    expect.stringMatching(`fewer than ${smallest.size + 1} people hold a seat here`),
  ]);
  expect(message.blocks.map(({ type }) => type)).toEqual(['header', 'context', 'rich_text']);
});

it(`shows no figure of ${second.id} either, from which that of ${smallest.id} could be worked out`, async () => {
  const { message } = await ask(office, `/ai-usage ${second.id}`);
  expect(readText(message).cards).toEqual({});
  expect(message.text).toContain('they would give away a group');
});

it.each(sizes.filter(({ id }) => id !== smallest.id && id !== second.id))(
  'shows the figures of $id, which has $size people with seats',
  async ({ id }) => {
    const providers = atWindsurf(id).length > smallest.size ? ['Lingma', 'Windsurf'] : ['Lingma'];
    const asked = await askFigures(office, `/ai-usage ${id}`, id, { zone: ZONE, providers });
    expect(asked.cards).toMatchObject(asked.due);
    expect(Object.keys(asked.cards.text)).toEqual(providers);
    expect(asked.message.text.includes('Windsurf is left out')).toBe(providers.length === 1);
  },
);
