import { describe, expect, it } from 'vitest';
import { createWorld } from '../../sandbox/world.ts';
import { DAY_MS, dayNumberAt, midnightOf, toDay, toDayNumber } from '../../sandbox/world/days.ts';
import type { DeveloperUsageRow } from '../../sandbox/world/developer-usage.ts';
import { parseTeams } from '../../src/teams-file.ts';

// A Friday, noon in UTC+8.
const NOW = new Date('2026-11-20T04:00:00Z');
const world = createWorld({ now: () => NOW });
const everything = { from: world.firstDay, to: world.today() };

function rowsOf(from: string, to: string, whose: { userId?: string } = {}): DeveloperUsageRow[] {
  const rows = world.lingma.developerRows(whose, { from, to });
  return rows.slice(0, rows.total);
}

describe('a world', () => {
  it('is the same for the same seed and day, and another for another seed', () => {
    const plain = (seed: number) => {
      const { people, windsurf, slackUsers, channels, lingma, teamsYaml } = createWorld({
        seed,
        now: () => NOW,
      });
      const rows = lingma.developerRows({}, { from: '2026-11-01', to: '2026-11-19' });
      return {
        people,
        roster: windsurf.roster,
        slackUsers,
        channels,
        yaml: teamsYaml(),
        rows: rows.slice(0, 500),
      };
    };
    expect(plain(7)).toEqual(plain(7));
    expect(plain(7).rows).not.toEqual(plain(8).rows);
  });

  it('tells of a day the same however it is asked for', () => {
    const all = rowsOf('2026-11-02', '2026-11-06');
    const person = all[5]?.userId;
    expect(person).toBeDefined();
    if (person === undefined) return;
    const own = rowsOf('2026-11-02', '2026-11-06', { userId: person });
    expect(own).toEqual(all.filter(({ userId }) => userId === person));
    const rows = world.lingma.developerRows({}, { from: '2026-11-02', to: '2026-11-06' });
    expect([...rows.slice(0, 7), ...rows.slice(7, rows.total)]).toEqual(all);
  });

  it('keeps finished days as time goes on, and fills today as the day goes by', () => {
    let now = NOW;
    const moving = createWorld({ now: () => now });
    const friday = { from: '2026-11-20', to: '2026-11-20' };
    const thursday = { from: '2026-11-19', to: '2026-11-19' };
    const before = moving.lingma.developerRows({}, thursday).slice(0, 1000);
    const active = () => {
      const rows = moving.lingma.developerRows({}, friday).slice(0, 1000);
      return rows.filter(({ statusActive }) => statusActive).length;
    };
    const atNoon = active();
    now = new Date('2026-11-21T04:00:00Z');
    const whole = active();
    expect(moving.lingma.developerRows({}, thursday).slice(0, 1000)).toEqual(before);
    expect(atNoon).toBeGreaterThan(0);
    expect(whole).toBeGreaterThan(atNoon);
    expect(moving.lingma.developerRows({}, { from: '2026-11-22', to: '2026-12-31' }).total).toBe(0);
  });

  it('goes on as far as its clock does, with both vendors', () => {
    let now = NOW;
    const moving = createWorld({ now: () => now });
    const later = { from: '2026-11-23', to: '2026-11-27' };
    const start = Date.parse('2026-11-23T00:00:00Z');
    const uses = () =>
      moving.windsurf.roster.flatMap((user) =>
        moving.windsurf.usesOf(user, start, start + 5 * DAY_MS),
      );
    expect(moving.lingma.developerRows({}, later).total).toBe(0);
    expect(uses()).toEqual([]);
    now = new Date(NOW.getTime() + 8 * DAY_MS);
    const rows = moving.lingma.developerRows({}, later).slice(0, 2000);
    const active = rows.filter(({ statusActive }) => statusActive);
    const days = new Set(active.map(({ date }) => date));
    expect(days.size).toBe(5);
    expect(active.length / 5).toBeGreaterThan(50);
    expect(uses().length).toBeGreaterThan(0);
    expect(moving.lingma.departmentRows({ departmentId: 'd-backend' }, later).total).toBe(5);
  });

  it('has 300 people in exactly six departments of a tree', () => {
    expect(world.people).toHaveLength(300);
    const used = new Set(world.people.flatMap(({ departmentIds }) => departmentIds));
    expect([...used].toSorted()).toEqual(
      ['backend', 'data', 'frontend', 'mobile', 'platform', 'qa'].map((name) => `d-${name}`),
    );
    const ids = new Set(world.departments.map(({ id }) => id));
    const roots = world.departments.filter(({ parentId }) => parentId === null);
    expect(roots).toHaveLength(1);
    for (const { parentId } of world.departments)
      expect(parentId === null || ids.has(parentId)).toBe(true);
  });

  it('gives every person ids and an address of their own', () => {
    const unique = (values: readonly string[]) => new Set(values).size;
    expect(unique(world.people.map(({ userId }) => userId))).toBe(300);
    expect(unique(world.people.map(({ memberId }) => memberId))).toBe(300);
    expect(unique(world.people.map(({ mail }) => mail))).toBe(300);
    expect(unique(world.slackUsers.map(({ id }) => id))).toBe(world.slackUsers.length);
    const shapes = new Set(world.people.map(({ userId }) => userId.replaceAll(/[0-9a-f]/g, 'x')));
    expect(shapes.size).toBe(2);
  });

  it('has names in many scripts, hostile and very long ones, and two people of one name', () => {
    const names = world.people.map(({ name }) => name);
    for (const script of ['Han', 'Cyrillic', 'Arabic', 'Devanagari', 'Hangul', 'Latin']) {
      expect(names.some((name) => new RegExp(`\\p{Script=${script}}`, 'u').test(name))).toBe(true);
    }
    for (const part of ["O'Brien", 'é', '🚀', '<!channel>', '=HYPERLINK', '\n', '*Bold*']) {
      expect(names.some((name) => name.includes(part))).toBe(true);
    }
    expect(names.some((name) => name.length > 200)).toBe(true);
    expect(names.filter((name) => name === '王伟').length).toBeGreaterThan(1);
  });

  it('has seats never used, lapsed and new, people without an address and people who left', () => {
    const ago = (day: string) => toDayNumber(world.today()) - toDayNumber(day);
    const seats = world.teams.flatMap(({ id }) => world.expected.seats(id));
    const of = (kind: string) => seats.filter(({ person }) => person.kind === kind);
    expect(of('never').length).toBeGreaterThan(5);
    expect(of('never').every(({ lastActiveOn }) => lastActiveOn === null)).toBe(true);
    expect(of('lapsed').length).toBeGreaterThan(5);
    for (const { lastActiveOn } of of('lapsed')) {
      expect(ago(lastActiveOn ?? '')).toBeGreaterThanOrEqual(30);
      expect(ago(lastActiveOn ?? '')).toBeLessThanOrEqual(200);
    }
    expect(of('new').length).toBeGreaterThan(0);
    for (const { givenOn } of of('new')) expect(ago(givenOn)).toBeLessThan(14);
    expect(world.people.filter(({ email }) => email === null).length).toBeGreaterThan(1);
    expect(world.people.filter(({ enabled }) => !enabled).length).toBeGreaterThan(0);
    const left = world.people.filter(({ listed }) => !listed);
    expect(left.length).toBeGreaterThan(1);
    for (const { userId } of left)
      expect(rowsOf(everything.from, everything.to, { userId })).not.toEqual([]);
  });

  it('is quiet on weekends and holidays and grows over the year', () => {
    const people = (from: string, to = from) =>
      rowsOf(from, to).filter((row) => row.statusActive).length;
    expect(people('2026-11-14')).toBeLessThan(people('2026-11-13') / 4);
    expect(people('2026-10-01')).toBeLessThan(people('2026-09-24') / 4);
    const lines = (from: string, to: string) =>
      sum(rowsOf(from, to).map((row) => row.totalLinesAccepted));
    expect(lines('2026-10-12', '2026-11-08')).toBeGreaterThan(
      1.5 * lines('2025-12-01', '2025-12-28'),
    );
  });

  it('has people who only chat, and people who only complete', () => {
    const rows = rowsOf('2026-10-01', '2026-11-19').filter((row) => row.statusActive);
    const kinds = [...Map.groupBy(rows, ({ userId }) => userId).values()].map((own) => ({
      chat: own.some((row) => row.statusActiveChat),
      completion: own.some((row) => row.statusActiveCompletion),
    }));
    expect(kinds.some(({ chat, completion }) => chat && !completion)).toBe(true);
    expect(kinds.some(({ chat, completion }) => !chat && completion)).toBe(true);
    expect(kinds.every(({ chat, completion }) => chat || completion)).toBe(true);
  });

  it('dates rows at midnight in UTC+8, with the last activity inside the day', () => {
    for (const row of rowsOf('2026-11-01', '2026-11-19')) {
      expect(midnightOf(dayNumberAt(row.date))).toBe(row.date);
      if (!row.statusActive) continue;
      const last = row.statusActiveLastedTime;
      const at = typeof last === 'string' && last.includes('T') ? Date.parse(last) : Number(last);
      expect(at).toBeGreaterThanOrEqual(row.date);
      expect(at).toBeLessThan(row.date + DAY_MS);
    }
  });

  it('has rows of days without use, also of people who never used it', () => {
    const idle = rowsOf('2026-09-01', '2026-11-19').filter((row) => !row.statusActive);
    expect(idle.length).toBeGreaterThan(20);
    expect(idle.every((row) => row.totalLinesAccepted === 0 && row.totalChatTurns === 0)).toBe(
      true,
    );
    const never = new Set(
      world.people.filter(({ kind }) => kind === 'never').map((one) => one.userId),
    );
    expect(idle.some(({ userId }) => never.has(userId))).toBe(true);
  });

  it("has the vendor's unevenness: breakdowns that lack, names that differ, totals that are no sums", () => {
    const rows = rowsOf('2026-09-01', '2026-11-19');
    const text = JSON.stringify(rows);
    for (const ide of ['jetbrains', 'JetBrains', 'vscode', 'VS Code', '']) {
      expect(text).toContain(`"ide":"${ide}"`);
    }
    for (const part of ['"language":""', '"chatType":"review-pr"', '"chatType":""', '<!here>']) {
      expect(text).toContain(part);
    }
    expect(rows.some(({ breakdown }) => breakdown === null)).toBe(true);
    expect(rows.some((row) => !('breakdown' in row))).toBe(true);
    expect(rows.some((row) => typeof row.statusActiveLastedTime === 'string')).toBe(true);
    const parts = (row: DeveloperUsageRow) =>
      row.totalLinesAcceptedCompletion + (row.totalLinesAcceptedChat ?? 0);
    expect(rows.some((row) => row.totalLinesAccepted > parts(row))).toBe(true);
    expect(rows.every((row) => row.totalLinesAccepted <= row.totalLinesChanged)).toBe(true);
  });

  it('writes a teams.yml that the bot reads', () => {
    const parsed = parseTeams(world.teamsYaml(), 'teams.yml');
    expect(parsed).toMatchObject({ ok: true });
    if (!parsed.ok) return;
    expect(parsed.teams?.map(({ id }) => id)).toEqual(world.teams.map(({ id }) => id));
    expect(parsed.teams?.[0]?.groups).toEqual({ lingma: ['d-backend'], windsurf: ['backend'] });
  });

  it('has a Slack workspace of the company and a few from outside', () => {
    const [owner] = world.slackUsers;
    expect(owner).toMatchObject({ handle: 'ann', role: 'owner', email: 'ann@lantern.example' });
    const roles = new Set(world.slackUsers.map(({ role }) => role));
    expect(roles).toEqual(new Set(['owner', 'member', 'admin', 'guest', 'stranger', 'bot']));
    expect(world.slackUsers.some(({ deleted }) => deleted)).toBe(true);
    const ids = new Set(world.slackUsers.map(({ id }) => id));
    for (const channel of world.channels) {
      expect(channel.memberIds.length).toBeGreaterThan(0);
      expect(channel.memberIds.every((id) => ids.has(id))).toBe(true);
    }
    expect(world.channels.map(({ name }) => name)).toContain('team-backend');
  });

  it('makes a large company without making its days', () => {
    const large = createWorld({ now: () => NOW, people: 20_000 });
    const rows = large.lingma.developerRows({}, { from: '2026-11-19', to: '2026-11-19' });
    expect(rows.total).toBeGreaterThan(5_000);
    expect(rows.slice(rows.total - 3, 100)).toHaveLength(3);
    expect(toDay(toDayNumber(large.firstDay) + 364)).toBe(large.today());
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
