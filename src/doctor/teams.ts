import { addDays, lastDueDay } from '../domain/calendar.ts';
import { EVERYONE, type Scope } from '../domain/feeds.ts';
import type { Team } from '../domain/teams.ts';
import { toAppError } from '../errors.ts';
import type { Provider } from '../providers/provider.ts';
import type { Check, Patient } from './check.ts';
import { open, right, unset, wrong, type Finding } from './finding.ts';
import { settingsOf } from './providers.ts';

const SETTING = 'TEAMS_FILE';

/** Teams in TEAMS_FILE whose department or group the provider does not know. */
export const teamsCheck: Check = {
  subject: SETTING,
  async look(patient) {
    const { settings, providers, isAsSet } = patient;
    const { teams } = settings;
    if (!isAsSet(SETTING)) return [open(SETTING, 'it cannot be read')];
    if (!teams) return [unset(SETTING, 'departments are the teams')];
    const found = await Promise.all(
      providers
        .filter(({ id }) => isAsSet(settingsOf(id).secret))
        .map((provider) => hold(teams, provider, patient)),
    );
    const ids = new Set(providers.map(({ id }) => id));
    const elsewhere = [...new Set(teams.flatMap(({ groups }) => Object.keys(groups)))].filter(
      (id) => !ids.has(id),
    );
    return [
      ...found.flat(),
      ...elsewhere.map((id) => open(SETTING, `the groups at ${id}, which is not set`)),
    ];
  },
};

type Named = { readonly groupId: string; readonly teams: readonly string[] };

async function hold(
  teams: readonly Team[],
  provider: Provider,
  patient: Patient,
): Promise<Finding[]> {
  const pairs = teams.flatMap(({ id, groups }) =>
    (groups[provider.id] ?? []).map((groupId) => ({ id, groupId })),
  );
  const named: Named[] = [...Map.groupBy(pairs, ({ groupId }) => groupId)].map(
    ([groupId, own]) => ({
      groupId,
      teams: own.map(({ id }) => id),
    }),
  );
  const { title, capabilities } = provider;
  const word = capabilities.groupWord;
  if (named.length === 0) return [];
  try {
    const unknown = capabilities.feeds.includes('groups')
      ? await notListed(named, provider, patient)
      : await notKnown(named, provider, patient);
    if (unknown.length === 0)
      return [right(SETTING, `${title} knows ${sayAll(named.length, word)}`)];
    return unknown.map(({ groupId, teams: own }) =>
      wrong(
        SETTING,
        `${title} knows no ${word} “${groupId}” (team ${own.join(', ')})`,
        `correct it under ${provider.id}: in ${SETTING}`,
      ),
    );
  } catch (thrown) {
    return [open(SETTING, `${title}’s ${word}s: ${toAppError(thrown).message}`)];
  }
}

function sayAll(count: number, word: string): string {
  return count === 1 ? `the ${word} that it names` : `all ${count} ${word}s that it names`;
}

async function notListed(
  named: readonly Named[],
  provider: Provider,
  patient: Patient,
): Promise<Named[]> {
  const zone = patient.settings.config.reportTimezone;
  const listed = new Set<string>();
  for await (const { rows } of provider.read('groups', { scope: EVERYONE, period: null, zone })) {
    for (const { groupId } of rows) listed.add(groupId);
  }
  return named.filter(({ groupId }) => !listed.has(groupId));
}

/** A provider that lists no groups is asked for the seats of each. */
async function notKnown(
  named: readonly Named[],
  provider: Provider,
  patient: Patient,
): Promise<Named[]> {
  const zone = patient.settings.config.reportTimezone;
  const day = lastDueDay(patient.now(), [zone]);
  const period = { from: addDays(day, -1), to: day };
  const unknown: Named[] = [];
  for (const one of named) {
    const scope: Scope = { kind: 'group', id: one.groupId };
    try {
      await firstOf(provider.read('seats', { scope, period, zone }));
    } catch (thrown) {
      if (toAppError(thrown).code !== 'not_found') throw thrown;
      unknown.push(one);
    }
  }
  return unknown;
}

/** Reads no further than to where the provider has answered. */
async function firstOf<T>(batches: AsyncIterable<T>): Promise<T | null> {
  for await (const batch of batches) return batch;
  return null;
}
