import { refusalOf } from '../domain/access.ts';
import type { ReportPerson } from '../domain/answers.ts';
import { periodBefore, type Period } from '../domain/calendar.ts';
import type { PersonSummary } from '../domain/person-summary.ts';
import { INACTIVE_DAYS } from '../domain/seats.ts';
import type { Note } from '../domain/summary.ts';
import type { Provider } from '../providers/provider.ts';
import { choosePeriod } from './choose-period.ts';
import { chooseProviders } from './choose-providers.ts';
import { summaryDemand } from './demands.ts';
import { asksForSelf, findPerson, type FoundPerson, type PersonPorts } from './find-person.ts';
import { trouble } from './explain-trouble.ts';
import type { ListNudgesSeen } from './list-nudges-seen.ts';
import { noteShown } from './note-shown.ts';
import { ownPrivacy } from './own-privacy.ts';
import { preparePerson, type PreparedPerson } from './prepare-person.ts';
import { reportPersonPart } from './report-person-part.ts';
import { createSayAsking } from './say-asking.ts';
import { teamsOfPerson } from './teams-of-person.ts';
import { isTrouble } from '../domain/summary.ts';

/** `listNudgesSeen` tells a person what the bot wrote to them. */
type Ports = PersonPorts & { readonly listNudgesSeen: ListNudgesSeen };

type Known = FoundPerson & { readonly email: string };

/** Answers `me` and `user=`: one person's figures at each provider, for themself, their managers and admins. */
export function createReportPerson(ports: Ports): ReportPerson {
  return async (actor, ask, onProgress) => {
    const refusal = refusalOf(actor);
    if (refusal) return { kind: 'refused', refusal };
    if (ask.audience === 'channel' && !asksForSelf(actor, ask.person)) {
      return { kind: 'refused', refusal: { reason: 'own-only' } };
    }
    const providers = chooseProviders(ask.provider, ports.providers);
    if ('kind' in providers) return providers;
    const period = choosePeriod(ask.period, providers, ports);
    if ('kind' in period) return period;
    const sayAsking = createSayAsking(ports.providers, onProgress);
    const found = await findPerson(actor, ask.person, ports, sayAsking('this person'));
    if ('kind' in found) return found;
    const { email, isSelf } = found;
    if (email === null) return { kind: 'no-seat', email };
    const onAsk = sayAsking(isSelf ? 'you' : email);
    const summary = await summarize({ email, isSelf }, providers, period, ports, onAsk);
    if (!summary) {
      return isSelf ? { kind: 'no-seat', email } : { kind: 'unknown-person', asked: email, email };
    }
    await noteShown(actor, 'summary', isSelf ? [] : [{ email }], ports);
    // Not where others read along.
    const isPrivate = isSelf && ask.audience !== 'channel';
    const privacy = isPrivate ? await ownPrivacy(actor, ports) : null;
    return {
      kind: 'person',
      summary: { ...summary, privacy },
      offers: {
        share: isSelf,
        details: false,
        download: true,
        providers: ports.providers.map(({ id }) => id),
      },
    };
  };
}

/** Null where nobody is known by the address and nothing went wrong in looking. */
async function summarize(
  { email, isSelf }: Known,
  providers: readonly Provider[],
  period: Period,
  ports: PersonPorts,
  onAsk: (id: string) => void,
): Promise<PersonSummary | null> {
  const prepared = await Promise.all(
    providers.map((provider) =>
      preparePerson(email, provider, summaryDemand(period), ports, () => onAsk(provider.id)),
    ),
  );
  const parts = await Promise.all(
    prepared.map(async (one) => ({ one, part: await reportPersonPart(one, period, ports) })),
  );
  const without = parts.filter(({ part }) => part === null);
  const notes = without.flatMap(({ one }) => whyNothing(one));
  if (without.length === parts.length && notes.length === 0) return null;
  const { teams } = await ports.listTeams();
  const own = await teamsOfPerson(email, teams, ports);
  const names = prepared.flatMap(({ entries }) => entries.flatMap(({ name }) => name ?? []));
  return {
    person: { name: names[0] ?? null, email, isSelf },
    teams: own.map(({ name }) => name),
    period,
    before: periodBefore(period),
    zone: ports.zone,
    inactiveDays: INACTIVE_DAYS,
    providers: parts.flatMap(({ part }) => part ?? []),
    privacy: null,
    notes,
  };
}

/** Why nothing is told of the person at a provider, where that is not because there is nothing. */
function whyNothing({ part, directoryRefused, trouble: notes }: PreparedPerson): readonly Note[] {
  const { title } = part.provider;
  const unsearched = `${title}’s numbers could not be found: people are looked for by e-mail address in its directory, which cannot be read.`;
  return [...(directoryRefused ? [trouble(unsearched)] : []), ...notes.filter(isTrouble)];
}
