import { addDays, lastDueDay, type Period } from '../domain/calendar.ts';
import { EVERYONE, type Feed, type Scope } from '../domain/feeds.ts';
import { toAppError, type AppError } from '../errors.ts';
import type { Batch, Provider } from '../providers/provider.ts';
import type { Check, Patient } from './check.ts';
import { open, right, wrong, type Finding } from './finding.ts';

/** Each provider's settings: what it is reached by, and what it is opened with. */
const SETTINGS: Readonly<Record<string, { readonly address: string; readonly secret: string }>> = {
  lingma: { address: 'LINGMA_BASE_URL', secret: 'LINGMA_TOKEN' },
  windsurf: { address: 'WINDSURF_BASE_URL', secret: 'WINDSURF_SERVICE_KEY' },
};

/** Whether each provider can be reached and takes its key, and what that may read: one real question for each permission. */
export const providersCheck: Check = {
  subject: 'providers',
  async look(patient) {
    const set = patient.providers.filter(({ id }) => patient.isAsSet(settingsOf(id).secret));
    const findings = await Promise.all(set.map((provider) => examine(provider, patient)));
    return findings.flat();
  },
};

/** Where the settings of a provider are to be mended. */
export function settingsOf(id: string): { readonly address: string; readonly secret: string } {
  return SETTINGS[id] ?? { address: id, secret: id };
}

async function examine(provider: Provider, patient: Patient): Promise<Finding[]> {
  const { secret } = settingsOf(provider.id);
  try {
    await provider.probe();
  } catch (thrown) {
    return [
      ...failed(provider, toAppError(thrown)),
      open(secret, `what it may read at ${provider.title}`),
    ];
  }
  const taken = right(secret, `${provider.title} takes it`);
  const findings = [];
  for (const feed of provider.capabilities.feeds) findings.push(await ask(provider, feed, patient));
  return [taken, ...findings];
}

function failed(provider: Provider, { code, message, permission }: AppError): Finding[] {
  const { address, secret } = settingsOf(provider.id);
  const [subject, mend] =
    code === 'unauthorized'
      ? [secret, `put a valid one into ${secret}`]
      : code === 'forbidden'
        ? [secret, `give it the permission ${permission ?? 'to read'}`]
        : [address, `check ${address}, and that this machine may reach it`];
  return [wrong(subject, message, mend)];
}

/** One page is enough to know whether it may be read. */
async function ask(provider: Provider, feed: Feed, patient: Patient): Promise<Finding> {
  const { secret, address } = settingsOf(provider.id);
  const permission = provider.capabilities.permissions[feed] ?? feed;
  const { reportTimezone: zone } = patient.settings.config;
  try {
    const scope = feed === 'department-days' ? await anyGroup(provider, patient) : EVERYONE;
    if (!scope)
      return open(
        secret,
        `${permission}, for which a ${provider.capabilities.groupWord} has to be known`,
      );
    const batch = await first(provider, feed, scope, dayFor(provider, zone, patient.now()), zone);
    if (batch?.doubt)
      return wrong(secret, `${permission}: ${batch.doubt}`, 'look whether it may see the team');
    return right(secret, `may read ${FEEDS[feed]} (${permission})`);
  } catch (thrown) {
    const { code, message } = toAppError(thrown);
    if (code === 'forbidden') {
      return wrong(
        secret,
        `may not read ${FEEDS[feed]}`,
        `give it the permission ${permission}; without it they are left out of every answer`,
      );
    }
    return wrong(
      code === 'unauthorized' ? secret : address,
      message,
      `look at ${permission}, and try again`,
    );
  }
}

const FEEDS: Readonly<Record<Feed, string>> = {
  groups: 'departments',
  people: 'names and addresses',
  seats: 'seats',
  'person-days': 'people’s usage',
  'department-days': 'departments’ usage',
};

async function first(
  provider: Provider,
  feed: Feed,
  scope: Scope,
  period: Period,
  zone: string,
): Promise<Batch<unknown> | null> {
  const isOfDays = feed.endsWith('-days') || (feed === 'seats' && provider.capabilities.seatWindow);
  for await (const batch of provider.read(feed, {
    scope,
    period: isOfDays ? period : null,
    zone,
  })) {
    return batch;
  }
  return null;
}

/** The newest day for which data is due. */
function dayFor({ capabilities }: Provider, zone: string, now: Date): Period {
  const day = lastDueDay(now, [zone, capabilities.dayZone ?? zone]);
  return { from: addDays(day, -1), to: day };
}

/** A group that the teams name, else the first that the provider lists. */
async function anyGroup(provider: Provider, { settings }: Patient): Promise<Scope | null> {
  const [named] = (settings.teams ?? []).flatMap(({ groups }) => groups[provider.id] ?? []);
  if (named !== undefined) return { kind: 'group', id: named };
  const zone = settings.config.reportTimezone;
  const ask = { scope: EVERYONE, period: null, zone };
  try {
    for await (const { rows } of provider.read('groups', ask)) {
      const [group] = rows;
      if (group) return { kind: 'group', id: group.groupId };
    }
  } catch (thrown) {
    if (toAppError(thrown).code !== 'forbidden') throw thrown;
  }
  return null;
}
