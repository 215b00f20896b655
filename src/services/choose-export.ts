import type { Actor } from '../domain/access.ts';
import type { DeadEnd, ExportUsage, OnProgress } from '../domain/answers.ts';
import { EVERYONE } from '../domain/feeds.ts';
import type { Note } from '../domain/summary.ts';
import type { Provider } from '../providers/provider.ts';
import { answerByPart } from './answer-by-part.ts';
import { choosePeriod } from './choose-period.ts';
import { chooseProviders } from './choose-providers.ts';
import { latestWindowAt } from './demands.ts';
import { daysSheet } from './export-days.ts';
import { seatsSheet } from './export-seats.ts';
import type { ExportPart, Sheet } from './export-sheet.ts';
import { findPerson, type PersonPorts } from './find-person.ts';
import { ANSWER_MAX_AGE_MS, seatsOf } from './needs.ts';
import { mayExport } from './offers.ts';
import { preparePerson } from './prepare-person.ts';
import { createSayAsking } from './say-asking.ts';
import { understand } from './understand-question.ts';

type Ask = Parameters<ExportUsage>[1];
type NothingToExport = Extract<
  Awaited<ReturnType<ExportUsage>>,
  { readonly kind: 'nothing-to-export' }
>;

/** What goes into the file, once it is clear that the actor may have it; all that was missing is fetched. */
export type Export = {
  readonly about: string;
  readonly sheet: Sheet;
  readonly parts: readonly ExportPart[];
  /** Providers asked for that do not tell what is asked for. */
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
  const sheet = ask.seats ? seatsSheet(actor, ports) : daysSheet(period, ports);
  const own = ask.team === null && ask.person === null && !actor.isAdmin;
  const isPerson = ask.person !== null || own;
  return isPerson
    ? ofPerson(actor, ask, providers, sheet, ports, onProgress)
    : ofTeam(actor, ask, sheet, ports, onProgress);
}

async function ofPerson(
  actor: Actor,
  ask: Ask,
  providers: readonly Provider[],
  sheet: Sheet,
  ports: PersonPorts,
  onProgress: OnProgress,
): Promise<Export | DeadEnd | NothingToExport> {
  const sayAsking = createSayAsking(ports.providers, onProgress);
  const found = await findPerson(actor, ask.person, ports, sayAsking('this person'));
  if ('kind' in found) return found;
  const { email, isSelf } = found;
  if (email === null) return nothing('Slack tells no e-mail address of you to look for.');
  const { telling, without } = apart(providers, sheet);
  if (telling.length === 0) return tellsNothing(without, sheet);
  const onAsk = sayAsking(isSelf ? 'you' : email);
  const parts = await Promise.all(
    telling.map(async (provider) =>
      sheet.ofPerson(
        await preparePerson(email, provider, sheet.demand, ports, () => onAsk(provider.id)),
      ),
    ),
  );
  return { about: email, sheet, parts, without, notes: [] };
}

async function ofTeam(
  actor: Actor,
  ask: Ask,
  sheet: Sheet,
  ports: PersonPorts,
  onProgress: OnProgress,
): Promise<Export | DeadEnd | NothingToExport> {
  const subject = await understand(actor, ask, ports, onProgress);
  if ('kind' in subject) return subject;
  const { asked, team } = subject;
  if (!mayExport(actor, asked)) {
    return { kind: 'refused', refusal: { reason: 'managers-only', team: team.name } };
  }
  const { telling, without } = apart(subject.providers, sheet);
  if (telling.length === 0) return tellsNothing(without, sheet);
  if (asked === null && ask.seats) await listAll(telling, ports, subject.onAsk);
  const { parts, tooSmall, notes } = await answerByPart(
    { ...subject, providers: telling },
    sheet.demand,
    ports,
    asked === null ? sheet.ofAll : sheet.ofTeam,
  );
  if (tooSmall) {
    const why = `${team.name} shows no figures: it has fewer than ${tooSmall.minimum} people with seats, or would give away others that have.`;
    return nothing([why, ...notes.map(({ text }) => text)].join(' '));
  }
  return { about: team.name, sheet, parts, without, notes };
}

/** Seats of people who are in no team are in no team's list. */
async function listAll(
  providers: readonly Provider[],
  { fetchMissing, clock, zone }: PersonPorts,
  onAsk: (id: string) => void,
): Promise<void> {
  const needs = providers.map((provider) => {
    const { seatWindow } = provider.capabilities;
    const window = seatWindow ? latestWindowAt(provider, clock(), zone) : null;
    return seatsOf(provider.id, EVERYONE, window, ANSWER_MAX_AGE_MS);
  });
  await fetchMissing(needs, onAsk);
}

function apart(providers: readonly Provider[], { tells }: Sheet) {
  return {
    telling: providers.filter(tells),
    without: providers.filter((provider) => !tells(provider)),
  };
}

function tellsNothing(without: readonly Provider[], { lacks }: Sheet): NothingToExport {
  const titles = without.map(({ title }) => title).join(' and ');
  return nothing(`${titles} ${lacks}, so there are no rows to export.`);
}

function nothing(why: string): NothingToExport {
  return { kind: 'nothing-to-export', why };
}
