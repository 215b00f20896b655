import type { RosterEntry, UsageReader } from '../domain/ports.ts';
import type { ProviderId } from '../domain/usage.ts';

/** The people with any of the e-mail addresses who are in none of the groups. */
export async function outsideGroups(
  store: UsageReader,
  provider: ProviderId,
  groupIds: readonly string[],
  emails: readonly string[],
): Promise<RosterEntry[]> {
  if (emails.length === 0) return [];
  const inGroups = await store.roster({ provider, groupIds, emails: [] });
  const ids = new Set(inGroups.map(({ personId }) => personId));
  const byEmail = await store.roster({ provider, groupIds: [], emails });
  return byEmail.filter(({ personId }) => !ids.has(personId));
}
