import type { Note, TooSmall } from '../domain/summary.ts';
import type { Team } from '../domain/teams.ts';
import type { Provider } from '../providers/provider.ts';
import type { DemandAt } from './demands.ts';
import { remark, trouble } from './explain-trouble.ts';
import type { Hidden } from './hide-small.ts';
import { holdersOf, type Belonging } from './holders.ts';
import { preparePart, type PreparedPart } from './prepare-part.ts';
import type { QuestionPorts } from './question-ports.ts';
import { rosterNeeds, type TeamPart } from './team-needs.ts';
import { emailsOf, partOf, readParts } from './team-parts.ts';
import type { Subject } from './understand-question.ts';
import { isTrouble } from '../domain/summary.ts';
import { whyLeftOut } from './hide-small.ts';

/** An answer, provider by provider; without any where the team is too small to be shown. */
export type ByPart<T> = {
  readonly parts: readonly T[];
  readonly tooSmall: TooSmall | null;
  readonly notes: readonly Note[];
};

/** Fetches what the answer demands at each provider, and sums up what may be shown of it. */
export async function answerByPart<T>(
  subject: Subject,
  demandAt: DemandAt,
  ports: QuestionPorts,
  sumUp: (prepared: PreparedPart) => Promise<T>,
): Promise<ByPart<T>> {
  const { asked, team, teams, providers, onAsk } = subject;
  const { read, unmapped } = await readParts(await withNamed(subject, ports), providers, (part) =>
    preparePart(part, demandAt, ports, () => onAsk(part.provider.id)),
  );
  const hidden = await ports.hideSmall(teams, ports.fetchMissing, onAsk);
  const isSmall = (parts: readonly PreparedPart[]) =>
    hidden.minimum > 1 && holdersOf(parts.map(belonging)).size < hidden.minimum;
  const isHidden = (prepared: PreparedPart) =>
    hidden.hides(asked, prepared.part.provider.id) || isSmall([prepared]);
  const shown = read.filter((prepared) => !isHidden(prepared));
  // One person is no group that could be too small: there, nobody means that something is wrong, which must be said.
  if (hidden.hides(asked) || isSmall(read) || (read.length > 0 && shown.length === 0)) {
    const notes = read.flatMap((prepared) => prepared.trouble.filter(isTrouble));
    const { minimum } = hidden;
    const protects = !isSmall(read) && !read.every((prepared) => isSmall([prepared]));
    return { parts: [], tooSmall: protects ? { minimum, protects } : { minimum }, notes };
  }
  const left = read.filter((prepared) => !shown.includes(prepared));
  return {
    parts: await Promise.all(shown.map(sumUp)),
    tooSmall: null,
    notes: [
      ...left.flatMap((prepared) => leftOut(prepared, hidden)),
      ...unmapped.map((provider) => notMapped(team, provider)),
      ...(await unknownMembers(subject, read, ports)),
    ],
  };
}

/** Where a team is matched by e-mail at the providers asked for, its people are named by those that know them. */
async function withNamed(
  { team, providers, period, onAsk }: Subject,
  ports: QuestionPorts,
): Promise<Team> {
  if (!team.matchByEmail || providers.some((provider) => partOf(team, provider))) return team;
  const { store, fetchMissing } = ports;
  const named = await readParts(team, ports.providers, async (part: TeamPart) => {
    const { provider, groupIds, emails } = part;
    if (groupIds.length === 0) return { roster: [] };
    await fetchMissing(rosterNeeds(part, [period]), onAsk);
    return { roster: await store.roster({ provider: provider.id, groupIds, emails }) };
  });
  return { ...team, members: emailsOf(named.read) };
}

function belonging({ part, roster, seatsKnown }: PreparedPart): Belonging {
  return { provider: part.provider, roster, seatsKnown };
}

/** What went wrong has no figures in it, and may be why so few people are known. */
function leftOut({ part, trouble: notes }: PreparedPart, { minimum }: Hidden): Note[] {
  return [
    ...notes.filter(isTrouble),
    remark(`${part.provider.title} is left out: ${whyLeftOut(minimum)}`),
  ];
}

/** Counted and not named: an answer is for everybody, and e-mail addresses are not. */
async function unknownMembers(
  { team: { members }, providers }: Subject,
  prepared: readonly PreparedPart[],
  ports: QuestionPorts,
): Promise<Note[]> {
  const known = new Set(emailsOf(prepared));
  const unknown = members.filter((email) => !known.has(email));
  const others = ports.providers.filter((provider) => !providers.includes(provider));
  const count = await countUnknown(unknown, others, ports);
  if (count === 0) return [];
  const people = count === 1 ? '1 person' : `${count} people`;
  return [
    trouble(
      `${people} listed by e-mail in the teams file cannot be found at any provider, and nothing here counts them.`,
    ),
  ];
}

/** How many of the addresses the other providers do not know either; none while one of these has told nothing yet. */
async function countUnknown(
  emails: readonly string[],
  others: readonly Provider[],
  { store }: QuestionPorts,
): Promise<number> {
  if (emails.length === 0) return 0;
  const answered = await Promise.all(others.map(({ id }) => store.lastAnswer(id)));
  if (answered.includes(null)) return 0;
  const elsewhere = await Promise.all(
    others.map(async ({ id }) => ({
      roster: await store.roster({ provider: id, groupIds: [], emails }),
    })),
  );
  const known = new Set(emailsOf(elsewhere));
  return emails.filter((email) => !known.has(email)).length;
}

function notMapped(team: Team, { title, capabilities }: Provider): Note {
  const word = capabilities.groupWord;
  return team.matchByEmail
    ? trouble(
        `${title} is left out: it is matched by e-mail, and no e-mail address of the team is known.`,
      )
    : remark(`${title}: no ${word} is set for this team.`);
}
