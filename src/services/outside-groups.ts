import type { RosterEntry, UsageReader } from '../domain/ports.ts';
import type { ProviderId } from '../domain/usage.ts';

/** Somebody of a team who is in none of its groups, with the groups that they are in. */
export type Outsider = RosterEntry & { readonly groupIds: readonly string[] };

/** The people with any of the e-mail addresses who are in none of the groups. */
export async function outsideGroups(
  store: UsageReader,
  provider: ProviderId,
  groupIds: readonly string[],
  emails: readonly string[],
): Promise<Outsider[]> {
  if (emails.length === 0) return [];
  const inGroups = await store.roster({ provider, groupIds, emails: [] });
  const ids = new Set(inGroups.map(({ personId }) => personId));
  const byEmail = await store.roster({ provider, groupIds: [], emails });
  return withGroups(
    store,
    provider,
    byEmail.filter(({ personId }) => !ids.has(personId)),
  );
}

/** People with the groups that they are in. */
export async function withGroups(
  store: UsageReader,
  provider: ProviderId,
  people: readonly RosterEntry[],
): Promise<Outsider[]> {
  if (people.length === 0) return [];
  const personIds = people.map(({ personId }) => personId);
  const found = await store.groupsOfPeople(provider, personIds);
  const groups = Map.groupBy(found, ({ personId }) => personId);
  return people.map((person) => {
    const own = groups.get(person.personId) ?? [];
    return { ...person, groupIds: own.map(({ groupId }) => groupId).toSorted() };
  });
}
