import { setTimeout } from 'node:timers/promises';
import type { Clock, Directory, PeopleStore } from '../domain/ports.ts';
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

/** Asks until Slack answers: when it has had enough it says how long to wait. */
async function lookUp(email: string, ports: Required<Ports>, signal: AbortSignal): Promise<void> {
  const { people, clock, pause } = ports;
  for (;;) {
    try {
      const person = await personAt(email, ports);
      if (person) await people.keepSlackPerson(person, clock());
      return await people.keepLookup(email, person?.slackUserId ?? null, clock());
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
