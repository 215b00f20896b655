import type { Actor } from '../domain/access.ts';
import type { DeadEnd, ExportUsage, OnProgress } from '../domain/answers.ts';
import type { Day, Period } from '../domain/calendar.ts';
import type { RosterEntry } from '../domain/ports.ts';
import type { Note } from '../domain/summary.ts';
import type { Provider } from '../providers/provider.ts';
import { answerByPart } from './answer-by-part.ts';
import { choosePeriod } from './choose-period.ts';
import { chooseProviders } from './choose-providers.ts';
import { peopleDemand } from './demands.ts';
import { findPerson, type PersonPorts } from './find-person.ts';
import { gapsIn } from './gaps.ts';
import { heldPersonDays } from './held-days.ts';
import { mayExport } from './offers.ts';
import { preparePerson, type PreparedPerson } from './prepare-person.ts';
import type { PreparedPart } from './prepare-part.ts';
import { createSayAsking } from './say-asking.ts';
import { understand } from './understand-question.ts';

type Ask = Parameters<ExportUsage>[1];
type NothingToExport = Extract<
  Awaited<ReturnType<ExportUsage>>,
  { readonly kind: 'nothing-to-export' }
>;

/** Whose days at one provider go into the file; everybody's where `personIds` is null. */
export type ExportPart = {
  readonly provider: Provider;
  readonly personIds: readonly string[] | null;
  readonly roster: readonly RosterEntry[];
  readonly dataTo: Day | null;
  readonly fetchedAt: Date | null;
  readonly notes: readonly Note[];
};

/** What goes into the file, once it is clear that the actor may have it; all that was missing is fetched. */
export type Export = {
  readonly about: string;
  readonly period: Period;
  readonly parts: readonly ExportPart[];
  /** Providers asked for that tell no single days of people. */
  readonly without: readonly Provider[];
  readonly notes: readonly Note[];
};

export async function chooseExport(
  actor: Actor,
  ask: Ask,
  ports: PersonPorts,
  onProgress: OnProgress,
): Promise<Export | DeadEnd | NothingToExport> {
  const providers = chooseProviders(ask.provider, ports.providers);
  if ('kind' in providers) return providers;
  const period = choosePeriod(ask.period, providers, ports);
  if ('kind' in period) return period;
  const own = ask.team === null && ask.person === null && !actor.isAdmin;
  const isPerson = ask.person !== null || own;
  return isPerson
    ? ofPerson(actor, ask, providers, period, ports, onProgress)
    : ofTeam(actor, ask, ports, onProgress);
}

async function ofPerson(
  actor: Actor,
  ask: Ask,
  providers: readonly Provider[],
  period: Period,
  ports: PersonPorts,
  onProgress: OnProgress,
): Promise<Export | DeadEnd | NothingToExport> {
  const sayAsking = createSayAsking(ports.providers, onProgress);
  const found = await findPerson(actor, ask.person, ports, sayAsking('this person'));
  if ('kind' in found) return found;
  const { email, isSelf } = found;
  if (email === null) return nothing('Slack tells no e-mail address of you to look for.');
  const { telling, without } = apart(providers);
  if (telling.length === 0) return tellsNoDays(without);
  const onAsk = sayAsking(isSelf ? 'you' : email);
  const parts = await Promise.all(
    telling.map(async (provider) =>
      personPart(
        await preparePerson(email, provider, peopleDemand(period), ports, () => onAsk(provider.id)),
        period,
        ports,
      ),
    ),
  );
  return { about: email, period, parts, without, notes: [] };
}

async function ofTeam(
  actor: Actor,
  ask: Ask,
  ports: PersonPorts,
  onProgress: OnProgress,
): Promise<Export | DeadEnd | NothingToExport> {
  const subject = await understand(actor, ask, ports, onProgress);
  if ('kind' in subject) return subject;
  const { asked, team, period } = subject;
  if (!mayExport(actor, asked)) {
    return { kind: 'refused', refusal: { reason: 'managers-only', team: team.name } };
  }
  const { telling, without } = apart(subject.providers);
  if (telling.length === 0) return tellsNoDays(without);
  const { parts, tooSmall, notes } = await answerByPart(
    { ...subject, providers: telling },
    peopleDemand(period),
    ports,
    (prepared) => teamPart(prepared, asked === null, period, ports),
  );
  if (tooSmall) {
    const why = `${team.name} shows no figures: it has fewer than ${tooSmall.minimum} people with seats, or would give away others that have.`;
    return nothing([why, ...notes.map(({ text }) => text)].join(' '));
  }
  return { about: team.name, period, parts, without, notes };
}

function apart(providers: readonly Provider[]) {
  return {
    telling: providers.filter(tellsDays),
    without: providers.filter((provider) => !tellsDays(provider)),
  };
}

function tellsDays({ capabilities }: Provider): boolean {
  return capabilities.feeds.includes('person-days');
}

function tellsNoDays(without: readonly Provider[]): NothingToExport {
  const titles = without.map(({ title }) => title).join(' and ');
  return nothing(`${titles} tells no single days of people, so there are no rows to export.`);
}

function nothing(why: string): NothingToExport {
  return { kind: 'nothing-to-export', why };
}

async function personPart(
  { part, entries, fetchedAt, trouble }: PreparedPerson,
  period: Period,
  { store }: PersonPorts,
): Promise<ExportPart> {
  const { provider } = part;
  const dataTo = await store.newestDay(provider.id);
  const held = await heldPersonDays(store, { part, outside: entries }, period);
  const notes = [...trouble, ...gapsIn(held, period, dataTo)];
  const personIds = entries.map(({ personId }) => personId);
  return { provider, personIds, roster: entries, dataTo, fetchedAt, notes };
}

async function teamPart(
  { part, roster, outside, fetchedAt, trouble, remarks }: PreparedPart,
  isEverybody: boolean,
  period: Period,
  { store }: PersonPorts,
): Promise<ExportPart> {
  const { provider, groupIds, emails } = part;
  const { id } = provider;
  const dataTo = await store.newestDay(id);
  const held = await heldPersonDays(store, { part, outside }, period);
  const notes = [...trouble, ...gapsIn(held, period, dataTo), ...remarks];
  const common = { provider, dataTo, fetchedAt, notes };
  if (!isEverybody) {
    return { ...common, personIds: roster.map(({ personId }) => personId), roster };
  }
  const all = (await store.groups(id)).map(({ groupId }) => groupId);
  const everybody = { provider: id, groupIds: [...new Set([...groupIds, ...all])], emails };
  return { ...common, personIds: null, roster: await store.roster(everybody) };
}
