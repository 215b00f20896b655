import { isSelf, manages, maySeePerson, type Actor } from '../domain/access.ts';
import type { DeadEnd, PersonAsked } from '../domain/answers.ts';
import { foldEmail } from '../domain/people.ts';
import type { Team } from '../domain/teams.ts';
import type { ProviderId } from '../domain/usage.ts';
import { latestWindowAt } from './demands.ts';
import type { FindSlackPerson } from './find-slack-person.ts';
import type { QuestionPorts } from './question-ports.ts';
import { rosterNeeds } from './team-needs.ts';
import { partOf } from './team-parts.ts';
import { teamsOfPerson } from './teams-of-person.ts';

/** Somebody whose numbers may be shown; the address is null for somebody of whom Slack tells none, who asks for their own. */
export type FoundPerson = { readonly email: string | null; readonly isSelf: boolean };

export type PersonPorts = QuestionPorts & { readonly findSlackPerson: FindSlackPerson };

type SomebodyAsked = Extract<PersonAsked, { kind: 'mention' | 'email' }>;

const OWN_ONLY: DeadEnd = { kind: 'refused', refusal: { reason: 'own-only' } };

/** Whether somebody asks for themself, as far as that can be told without asking anybody. */
export function asksForSelf(actor: Actor, asked: PersonAsked | null): boolean {
  if (asked === null || asked.kind === 'me') return true;
  if (asked.kind === 'mention') return asked.slackUserId === actor.slackUserId;
  return asked.kind === 'email' && isSelf(actor, foldEmail(asked.email));
}

/**
 * Says who is asked for, once it is clear that the actor may see them. Whoever may not gets the same refusal whether
 * there is such a person or not.
 */
export async function findPerson(
  actor: Actor,
  asked: PersonAsked | null,
  ports: PersonPorts,
  onAsk: (id: ProviderId) => void,
): Promise<FoundPerson | DeadEnd> {
  if (asked === null || asked.kind === 'me' || asksForSelf(actor, asked)) {
    return { email: actor.email, isSelf: true };
  }
  if (asked.kind === 'words') return { kind: 'unknown-person', asked: asked.text, email: null };
  const managed = actor.isAdmin ? [] : await managedBy(actor, ports, onAsk);
  if (!actor.isAdmin && managed.length === 0) return OWN_ONLY;
  const email = await emailOf(asked, ports);
  if (email === null) return actor.isAdmin ? nobodyAt(asked) : OWN_ONLY;
  if (isSelf(actor, email)) return { email, isSelf: true };
  if (!actor.isAdmin) {
    await knowTeams(managed, ports, onAsk);
    const teams = await teamsOfPerson(email, managed, ports);
    if (!maySeePerson(actor, email, teams)) return OWN_ONLY;
  }
  return { email, isSelf: false };
}

async function managedBy(
  actor: Actor,
  { listTeams }: PersonPorts,
  onAsk: (id: ProviderId) => void,
): Promise<readonly Team[]> {
  const { teams } = await listTeams(onAsk);
  return teams.filter((team) => manages(actor, team));
}

async function emailOf(
  asked: SomebodyAsked,
  { findSlackPerson }: PersonPorts,
): Promise<string | null> {
  if (asked.kind === 'email') return foldEmail(asked.email);
  return foldEmail((await findSlackPerson(asked.slackUserId))?.email);
}

function nobodyAt(asked: SomebodyAsked): DeadEnd {
  const words = asked.kind === 'email' ? asked.email : (asked.label ?? asked.slackUserId);
  return { kind: 'unknown-person', asked: words, email: null };
}

/** Who belongs to a team is told with its seats: without them its manager could not be known for one. */
async function knowTeams(
  teams: readonly Team[],
  { providers, fetchMissing, clock, zone }: PersonPorts,
  onAsk: (id: ProviderId) => void,
): Promise<void> {
  const parts = teams.flatMap((team) =>
    providers.flatMap((provider) => partOf(team, provider) ?? []),
  );
  const needs = parts.flatMap((part) =>
    rosterNeeds(part, [latestWindowAt(part.provider, clock(), zone)]),
  );
  await fetchMissing(needs, onAsk);
}
