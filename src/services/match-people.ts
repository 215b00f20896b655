import { setTimeout } from 'node:timers/promises';
import type { Clock, Directory, PeopleStore, SlackPerson } from '../domain/ports.ts';
import { toAppError, type AppError } from '../errors.ts';

/** Looks people with seats up in Slack, some at a time, and gives how many it looked up. Never throws. */
export type MatchPeople = (signal: AbortSignal) => Promise<number>;

type Ports = {
  readonly directory: Directory;
  readonly people: PeopleStore;
  readonly clock: Clock;
  /** Told what went wrong: nobody waits for this. */
  readonly onTrouble: (error: AppError) => void;
  /** Waits; rejects once the signal is aborted. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
};

const LOOK_UP_AGAIN_AFTER_MS = 7 * 86_400_000;
const BATCH = 100;
const EVERYBODY = 1_000_000;

/** More than a minute's look-ups: then reading everybody is quicker, at 4,000 people a minute. */
const WORTH_READING_ALL = 40;
const BETWEEN_PAGES_MS = 60_000 / 20;

/** Slack lets an app look up about fifty addresses a minute; the rest is for people who ask. */
const BETWEEN_CALLS_MS = 60_000 / 40;
const IF_SLACK_DOES_NOT_SAY_MS = 60_000;

/** A round that is wanted while one is under way is that one: twenty thousand people take hours. */
export function createMatchPeople({ pause = sleep, ...ports }: Ports): MatchPeople {
  let underWay: Promise<number> | null = null;
  return (signal) => {
    underWay ??= matchAll({ ...ports, pause }, signal).finally(() => {
      underWay = null;
    });
    return underWay;
  };
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return setTimeout(ms, undefined, { signal });
}

async function matchAll(ports: Required<Ports>, signal: AbortSignal): Promise<number> {
  const { people, clock, pause, onTrouble } = ports;
  const before = new Date(clock().getTime() - LOOK_UP_AGAIN_AFTER_MS);
  let lookedUp = 0;
  try {
    const wanted = await people.emailsToLookUp(before, WORTH_READING_ALL + 1);
    if (wanted.length > WORTH_READING_ALL) lookedUp = await matchWithAll(before, ports, signal);
    for (;;) {
      const emails = await people.emailsToLookUp(before, BATCH);
      for (const email of emails) {
        signal.throwIfAborted();
        await lookUp(email, ports, signal);
        lookedUp += 1;
        await pause(BETWEEN_CALLS_MS, signal);
      }
      if (emails.length < BATCH) return lookedUp;
    }
  } catch (thrown) {
    if (!signal.aborted) onTrouble(toAppError(thrown));
    return lookedUp;
  }
}

/**
 * Reads all of the workspace, page by page, for those who are wanted. Whoever is not in it, or deactivated, is left to be
 * looked up: in an organization of several workspaces, Slack lists one and finds people of all.
 */
async function matchWithAll(
  before: Date,
  ports: Required<Ports>,
  signal: AbortSignal,
): Promise<number> {
  const { directory, people, clock, pause } = ports;
  const wanted = new Set(await people.emailsToLookUp(before, EVERYBODY));
  let found = 0;
  let next: string | null = null;
  do {
    signal.throwIfAborted();
    const page = await patiently(() => directory.page(next), ports, signal).catch(orNone);
    for (const person of page.people) {
      const { email, membership } = person;
      if (email === null || membership === 'deactivated' || !wanted.delete(email)) continue;
      await people.keepSlackPerson(person, clock());
      await people.keepLookup(email, person.slackUserId, clock());
      found += 1;
    }
    next = page.next;
    if (next !== null) await pause(BETWEEN_PAGES_MS, signal);
  } while (next !== null && wanted.size > 0);
  return found;
}

/** Where Slack does not list people, they are looked up one by one. */
function orNone(thrown: unknown): { readonly people: readonly SlackPerson[]; readonly next: null } {
  const error = toAppError(thrown);
  if (error.retryable || error.code === 'unauthorized') throw error;
  return { people: [], next: null };
}

async function lookUp(email: string, ports: Required<Ports>, signal: AbortSignal): Promise<void> {
  const { people, clock } = ports;
  const person = await patiently(() => personAt(email, ports), ports, signal);
  if (person) await people.keepSlackPerson(person, clock());
  await people.keepLookup(email, person?.slackUserId ?? null, clock());
}

/** Asks until Slack answers: when it has had enough it says how long to wait. */
async function patiently<Answer>(
  ask: () => Promise<Answer>,
  { pause }: Required<Ports>,
  signal: AbortSignal,
): Promise<Answer> {
  for (;;) {
    try {
      return await ask();
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code !== 'rate_limited') throw error;
      await pause(error.retryAfterMs ?? IF_SLACK_DOES_NOT_SAY_MS, signal);
    }
  }
}

/** What Slack does not take for an address is nobody's there: the others still want to be looked up. */
async function personAt(email: string, { directory, onTrouble }: Required<Ports>) {
  try {
    return await directory.byEmail(email);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code !== 'invalid') throw error;
    onTrouble(error);
    return null;
  }
}
