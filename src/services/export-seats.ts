import type { Actor } from '../domain/access.ts';
import { dayOf, sayDay } from '../domain/calendar.ts';
import { givenAtOf, standingOfEntry } from '../domain/inactive-seats.ts';
import type { RosterEntry } from '../domain/ports.ts';
import { GRACE_DAYS, INACTIVE_DAYS, type Standing, type StandingRule } from '../domain/seats.ts';
import type { Note } from '../domain/summary.ts';
import { activityOf } from './activity.ts';
import { countsDays } from './counts-days.ts';
import { inactivityDemand } from './demands.ts';
import type { ExportPart, Page, Sheet } from './export-sheet.ts';
import type { Outsider } from './outside-groups.ts';
import type { PreparedPart } from './prepare-part.ts';
import type { QuestionPorts } from './question-ports.ts';
import { notesOf } from './prepare-part.ts';

type Ports = Pick<QuestionPorts, 'store' | 'people' | 'clock' | 'zone'>;

const PAGE = 1000;

const STANDINGS: Readonly<Record<Standing, string>> = {
  active: 'active',
  new: 'new',
  'never-used': 'never used',
  lapsed: 'lapsed',
  unknown: 'unknown',
};

/** The seats as they are today: one row for each. Who could be found in Slack is told to admins only. */
export function seatsSheet(actor: Actor, ports: Ports): Sheet {
  const today = dayOf(ports.clock(), ports.zone);
  const part = (whose: Whose) => seatsPart(whose, actor, ports);
  return {
    name: 'seats-',
    title: 'AI seats',
    heading: [
      'Seats of AI assistants: one row for each seat',
      `As they are on ${sayDay(today)} (${today}), whatever the period asked for; inactive (never used, lapsed) after ${INACTIVE_DAYS} days without use, new for ${GRACE_DAYS} days`,
    ],
    columns: [
      'provider',
      'e-mail',
      'name',
      'person id',
      'state',
      'standing',
      'given',
      'last active',
      'found in Slack',
    ],
    legend: `Days are those of ${ports.zone}. Only held seats have a standing; an empty cell is not known${actor.isAdmin ? '' : ', and who is found in Slack is for admins'}`,
    period: { from: today, to: today },
    demand: inactivityDemand(INACTIVE_DAYS),
    tells: ({ capabilities }) => capabilities.feeds.includes('seats'),
    lacks: 'tells nothing of seats',
    said: (about) => `seats of ${about} that are known`,
    ofPerson: (prepared) => {
      const { entries, trouble } = prepared;
      const own = { outside: entries, roster: entries, judged: entries };
      return part({ ...prepared, ...own, notes: trouble });
    },
    ofTeam: (prepared) => part({ ...prepared, judged: prepared.roster, notes: notesOf(prepared) }),
    ofAll: async (prepared) => {
      const roster = await ports.store.seatHolders(prepared.part.provider.id);
      return part({ ...prepared, roster, judged: prepared.roster, notes: notesOf(prepared) });
    },
  };
}

type Whose = Pick<PreparedPart, 'part' | 'last' | 'now' | 'fetchedAt'> & {
  readonly outside: readonly Outsider[];
  readonly roster: readonly RosterEntry[];
  /** Those whose days of use were asked for. */
  readonly judged: readonly RosterEntry[];
  readonly notes: readonly Note[];
};

async function seatsPart(
  { part, outside, roster, judged, last, now, fetchedAt, notes }: Whose,
  actor: Actor,
  ports: Ports,
): Promise<ExportPart> {
  const { provider } = part;
  const { store } = ports;
  const seats = roster
    .filter(({ seat }) => seat !== null)
    .toSorted((left, right) => keyOf(left).localeCompare(keyOf(right)));
  const { rule } = await activityOf(store, { part, outside, last, now }, INACTIVE_DAYS, true);
  const known = new Set(judged.map(({ personId }) => personId));
  const unknown = countsDays(provider) ? { ...rule, activityKnown: false } : rule;
  const ruleFor = ({ personId }: RosterEntry) => (known.has(personId) ? rule : unknown);
  return {
    provider,
    dataTo: await store.newestDay(provider.id),
    fetchedAt,
    notes,
    rows: seats.length,
    pages: () => pagesOf(seats, { ruleFor, title: provider.title, isAdmin: actor.isAdmin }, ports),
  };
}

function keyOf({ email, name, personId }: RosterEntry): string {
  return email ?? name ?? personId;
}

type Told = {
  readonly ruleFor: (entry: RosterEntry) => StandingRule;
  readonly title: string;
  readonly isAdmin: boolean;
};

async function* pagesOf(
  seats: readonly RosterEntry[],
  told: Told,
  { people, zone }: Ports,
): AsyncGenerator<Page> {
  for (let from = 0; from < seats.length; from += PAGE) {
    const page = seats.slice(from, from + PAGE);
    const emails = page.flatMap(({ email }) => email ?? []);
    const found = told.isAdmin ? await people.lookups(emails) : null;
    yield { rows: page.map((entry) => rowOf(entry, told, found, zone)), emails };
  }
}

function rowOf(
  entry: RosterEntry,
  { ruleFor, title }: Told,
  found: ReadonlyMap<string, boolean> | null,
  zone: string,
): Page['rows'][number] {
  const { email, name, personId, seat, lastActiveAt } = entry;
  return [
    title,
    email,
    name,
    personId,
    seat?.state ?? null,
    seat?.state === 'held' ? STANDINGS[standingOfEntry(entry, ruleFor(entry))] : null,
    dayText(givenAtOf(entry), zone),
    dayText(lastActiveAt, zone),
    found && foundText(email === null ? null : found.get(email)),
  ];
}

function dayText(instant: number | null, zone: string): string | null {
  return instant === null ? null : dayOf(instant, zone);
}

/** Nobody is found without an address; undefined is an address that nobody has looked up. */
function foundText(found: boolean | null | undefined): string {
  if (found === undefined) return 'not looked up';
  return found === true ? 'yes' : 'no';
}
