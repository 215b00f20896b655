import { dayNumberAt, DAY_MS, toDay, type Day } from './days.ts';
import type { DeveloperUsageRow } from './developer-usage.ts';
import type { Days, LingmaUsage } from './lingma.ts';
import { foldMail, type Person } from './people.ts';
import type { TeamSpec } from './teams.ts';
import type { UsesOf, WindsurfUser } from './windsurf.ts';

/**
 * A team's Lingma figures. Totals are the sums of the vendor's totals of its departments' days: somebody in two of a
 * team's departments would count in both. People are distinct. `top` holds everyone with lines, most first.
 */
type ExpectedTeam = {
  readonly linesAccepted: number;
  readonly linesChanged: number;
  readonly chatTurns: number;
  readonly completionsAccepted: number;
  readonly completionsSuggested: number;
  readonly activePeople: number;
  readonly activeChat: number;
  readonly activeCompletion: number;
  /** Active people whom the directory does not know. */
  readonly unmatched: number;
  readonly seatsHeld: number;
  readonly seatsActive: number;
  /** The days with any row, oldest first. */
  readonly days: readonly { day: Day; linesAccepted: number; activePeople: number }[];
  readonly top: readonly { userId: string; name: string; linesAccepted: number }[];
};

/** A held Lingma seat. `givenOn` is the day the holder joined, which is all that the vendor tells. */
type ExpectedSeat = {
  readonly person: Person;
  readonly givenOn: Day;
  readonly lastActiveOn: Day | null;
};

/** A team's Windsurf figures. Active days, last use and credits (of the billing cycle now) are those of the held seats. */
type ExpectedWindsurf = {
  readonly held: number;
  readonly pending: number;
  readonly rejected: number;
  readonly disabled: number;
  readonly unspecified: number;
  readonly activePeople: number;
  readonly activeDays: number;
  readonly lastUsedAt: Date | null;
  readonly credits: number;
};

/** What the bot's answers can be checked against: plain sums over raw rows, knowing nothing of how the bot adds up. */
export type Expected = {
  team(teamId: string, days: Days): ExpectedTeam;
  seats(teamId: string): ExpectedSeat[];
  /** Seats whose holder was not active for `days` days up to `on`, and those given less than 14 days before, unused. */
  inactive(
    teamId: string,
    on: Day,
    days?: number,
  ): { neverUsed: ExpectedSeat[]; lapsed: ExpectedSeat[]; fresh: ExpectedSeat[] };
  windsurf(teamId: string, window: { readonly start: Date; readonly end: Date }): ExpectedWindsurf;
};

const GRACE_DAYS = 14;

export function createExpected(world: {
  readonly teams: readonly TeamSpec[];
  readonly people: readonly Person[];
  readonly lingma: LingmaUsage;
  readonly roster: readonly WindsurfUser[];
  readonly usesOf: UsesOf;
  readonly firstDay: Day;
  readonly today: () => Day;
  readonly now: () => Date;
}): Expected {
  const { lingma } = world;

  function teamOf(teamId: string): TeamSpec {
    const found = world.teams.find(({ id }) => id === teamId);
    if (!found) throw new Error(`No team ${teamId} in the world`);
    return found;
  }

  function members({ departments, members }: TeamSpec): Person[] {
    return world.people.filter(
      ({ departmentIds, email }) =>
        departmentIds.some((id) => departments.includes(id)) ||
        (email !== null && members.includes(foldMail(email))),
    );
  }

  /** Rows by department; those who are of none of the departments come person by person. */
  function rowsOf(team: TeamSpec, days: Days): DeveloperUsageRow[] {
    const besides = members(team).filter(
      ({ departmentIds }) => !departmentIds.some((id) => team.departments.includes(id)),
    );
    return [
      ...team.departments.map((departmentId) => ({ departmentId })),
      ...besides.map(({ userId }) => ({ userId })),
    ].flatMap((whose) => {
      const rows = lingma.developerRows(whose, days);
      return rows.slice(0, rows.total);
    });
  }

  function seats(teamId: string): ExpectedSeat[] {
    const history = { from: world.firstDay, to: world.today() };
    return members(teamOf(teamId))
      .filter(({ seat }) => seat)
      .map((person) => {
        const rows = lingma.developerRows({ userId: person.userId }, history);
        const last = rows.slice(0, rows.total).findLast(({ statusActive }) => statusActive);
        return {
          person,
          givenOn: toDay(dayNumberAt(person.joinedAt)),
          lastActiveOn: last ? toDay(dayNumberAt(last.date)) : null,
        };
      });
  }

  return {
    seats,
    team(teamId, days) {
      const rows = rowsOf(teamOf(teamId), days);
      const people = new Map(members(teamOf(teamId)).map((person) => [person.userId, person]));
      const active = rows.filter(({ statusActive }) => statusActive);
      const activeIds = new Set(active.map(({ userId }) => userId));
      const holders = [...people.values()].filter(({ seat }) => seat);
      return {
        linesAccepted: sum(rows, ({ totalLinesAccepted }) => totalLinesAccepted),
        linesChanged: sum(rows, ({ totalLinesChanged }) => totalLinesChanged),
        chatTurns: sum(rows, ({ totalChatTurns }) => totalChatTurns),
        completionsAccepted: sum(rows, (row) => row.totalCountAcceptedCompletion),
        completionsSuggested: sum(rows, (row) => row.totalCountSuggestedCompletion),
        activePeople: activeIds.size,
        activeChat: idsOf(rows.filter(({ statusActiveChat }) => statusActiveChat)).size,
        activeCompletion: idsOf(rows.filter((row) => row.statusActiveCompletion)).size,
        unmatched: [...activeIds].filter((id) => !people.get(id)?.listed).length,
        seatsHeld: holders.length,
        seatsActive: holders.filter(({ userId }) => activeIds.has(userId)).length,
        days: byDay(rows),
        top: topOf(active, people),
      };
    },
    inactive(teamId, on, days = 30) {
      const held = seats(teamId);
      const ago = (day: Day) => (Date.parse(on) - Date.parse(day)) / DAY_MS;
      const quiet = held.filter(
        ({ givenOn, lastActiveOn }) => ago(later(givenOn, lastActiveOn)) >= days,
      );
      return {
        neverUsed: quiet.filter(({ lastActiveOn }) => lastActiveOn === null),
        lapsed: quiet.filter(({ lastActiveOn }) => lastActiveOn !== null),
        fresh: held.filter(
          ({ givenOn, lastActiveOn }) => lastActiveOn === null && ago(givenOn) < GRACE_DAYS,
        ),
      };
    },
    windsurf(teamId, { start, end }) {
      const team = teamOf(teamId);
      const users = world.roster.filter(
        ({ groups, email }) =>
          groups.some((group) => team.groups.includes(group)) ||
          (email !== null && team.members.includes(foldMail(email))),
      );
      const approved = users.filter(({ status }) => status === 'APPROVED');
      const held = approved.filter(({ disabled }) => !disabled);
      const days = held.map((user) => world.usesOf(user, start.getTime(), end.getTime()).length);
      const now = world.now();
      const cycleStart = Date.UTC(now.getUTCFullYear(), now.getUTCMonth());
      const inCycle = held.flatMap((user) => world.usesOf(user, cycleStart, now.getTime()));
      const lasts = held.flatMap((user) => world.usesOf(user, 0, Infinity).at(-1)?.at ?? []);
      return {
        held: held.length,
        pending: users.filter(({ status }) => status === 'PENDING').length,
        rejected: users.filter(({ status }) => status === 'REJECTED').length,
        disabled: approved.length - held.length,
        unspecified: users.filter(({ status }) => status === 'UNSPECIFIED').length,
        activePeople: days.filter((count) => count > 0).length,
        activeDays: sum(days, (count) => count),
        credits: sum(inCycle, ({ credits }) => credits),
        lastUsedAt: lasts.length > 0 ? new Date(Math.max(...lasts)) : null,
      };
    },
  };
}

function byDay(rows: readonly DeveloperUsageRow[]): ExpectedTeam['days'] {
  const days = Map.groupBy(rows, ({ date }) => toDay(dayNumberAt(date)));
  return [...days]
    .map(([day, rows]) => ({
      day,
      linesAccepted: sum(rows, ({ totalLinesAccepted }) => totalLinesAccepted),
      activePeople: idsOf(rows.filter(({ statusActive }) => statusActive)).size,
    }))
    .toSorted((left, right) => (left.day < right.day ? -1 : 1));
}

function topOf(
  rows: readonly DeveloperUsageRow[],
  people: ReadonlyMap<string, Person>,
): ExpectedTeam['top'] {
  return [...Map.groupBy(rows, ({ userId }) => userId)]
    .map(([userId, rows]) => ({
      userId,
      name: people.get(userId)?.name ?? userId,
      // Somebody in two of the team's departments has each row twice.
      linesAccepted: sum(
        [...new Map(rows.map((row) => [row.date, row])).values()],
        ({ totalLinesAccepted }) => totalLinesAccepted,
      ),
    }))
    .filter(({ linesAccepted }) => linesAccepted > 0)
    .toSorted((left, right) => right.linesAccepted - left.linesAccepted);
}

function idsOf(rows: readonly DeveloperUsageRow[]): Set<string> {
  return new Set(rows.map(({ userId }) => userId));
}

function later(first: Day, second: Day | null): Day {
  return second !== null && second > first ? second : first;
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
