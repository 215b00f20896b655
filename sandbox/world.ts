import { createExpected, type Expected } from './world/expected.ts';
import { dayNumberAt, midnightOf, toDay, type Day } from './world/days.ts';
import { DEPARTMENTS, WORKPLACES, type Department } from './world/departments.ts';
import { createLingmaUsage, type LingmaUsage } from './world/lingma.ts';
import { createPeople, type Person } from './world/people.ts';
import { createChannels, createSlackUsers } from './world/slack.ts';
import type { SlackChannel, SlackUser } from './world/slack.ts';
import { createTeams, teamsYaml, type TeamSpec } from './world/teams.ts';
import { createRoster, createUses, type UsesOf, type WindsurfUser } from './world/windsurf.ts';

/** A company: who works there, in which teams, and how they use their assistants. Plain data for the servers to tell. */
export type World = {
  readonly now: () => Date;
  /** Today in UTC+8, by `now`. */
  readonly today: () => Day;
  /** The first day with usage. */
  readonly firstDay: Day;
  readonly people: readonly Person[];
  readonly departments: readonly Department[];
  readonly teams: readonly TeamSpec[];
  readonly lingma: LingmaUsage;
  readonly windsurf: { readonly roster: readonly WindsurfUser[]; readonly usesOf: UsesOf };
  readonly slackUsers: readonly SlackUser[];
  readonly channels: readonly SlackChannel[];
  /** The teams as the text of a teams.yml. */
  readonly teamsYaml: () => string;
  readonly expected: Expected;
};

export type WorldOptions = {
  readonly seed?: number;
  readonly now: () => Date;
  /** How many work in the company, those who left included. */
  readonly people?: number;
  /** How many days of usage there are, today included. */
  readonly days?: number;
};

/**
 * Makes a company out of a seed: the same seed, day and size make the same company. Usage is rolled when it is asked
 * for, so that a large company costs no memory; as `now` moves on, so does the usage.
 */
export function createWorld({
  seed = 1,
  now,
  people: count = 300,
  days = 365,
}: WorldOptions): World {
  const madeAt = now().getTime();
  const madeOn = dayNumberAt(madeAt);
  const firstDay = madeOn - days + 1;
  const people = createPeople(seed, count, { today: madeOn, firstDay });
  const lingma = createLingmaUsage({ seed, firstDay, madeOn }, people, now);
  const roster = createRoster(seed, people, madeAt);
  const usesOf = createUses(seed, { firstAt: midnightOf(firstDay), madeAt }, now);
  const slackUsers = createSlackUsers(seed, people);
  const teams = createTeams(people, slackUsers);
  const world = {
    now,
    today: () => toDay(dayNumberAt(now().getTime())),
    firstDay: toDay(firstDay),
    people,
    departments: DEPARTMENTS,
    teams,
    lingma,
    windsurf: { roster, usesOf },
    slackUsers,
    channels: createChannels(seed, people, slackUsers, WORKPLACES),
    teamsYaml: () => teamsYaml(teams),
  };
  return { ...world, expected: createExpected({ ...world, roster, usesOf }) };
}
