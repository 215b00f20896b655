import { setTimeout as pause } from 'node:timers/promises';
import type { Directory, SlackPerson } from '../domain/ports.ts';
import { toAppError } from '../errors.ts';
import { open, right, wrong, type Finding } from './finding.ts';

/** Slack's rate limits let about 50 people a minute be looked up. */
const LONGEST_WAIT_MS = 60_000;

type Named = { readonly who: string; readonly where: string };

/** Looks everybody up in Slack who is named by id or address; gives what is wrong with any, or that nothing is. */
export async function findEverybody(
  subject: string,
  named: readonly Named[],
  { directory, mend }: { readonly directory: Directory; readonly mend: string },
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [who, places] of Map.groupBy(named, (one) => one.who)) {
    const where = places.map((place) => place.where).filter(Boolean);
    const label = where.length > 0 ? `${who} (${where.join(', ')})` : who;
    try {
      const problem = problemWith(await patiently(() => find(who, directory)));
      if (problem !== null) findings.push(wrong(subject, `${label} ${problem}`, mend));
    } catch (thrown) {
      return [
        ...findings,
        open(subject, `Slack could not be asked for ${label}: ${toAppError(thrown).message}`),
      ];
    }
  }
  const count = new Set(named.map(({ who }) => who)).size;
  const all = count === 1 ? 'the one named is a member' : `all ${count} named are members`;
  return findings.length > 0 ? findings : [right(subject, `${all} of the workspace`)];
}

function find(who: string, directory: Directory): Promise<SlackPerson | null> {
  return who.includes('@') ? directory.byEmail(who) : directory.person(who);
}

function problemWith(person: SlackPerson | null): string | null {
  switch (person?.membership) {
    case undefined:
      return 'is no one in Slack';
    case 'deactivated':
      return 'has a deactivated account';
    case 'guest':
      return 'is a guest, who is shown nothing';
    case 'outsider':
      return 'is of another organization, and is shown nothing';
    case 'bot':
      return 'is a bot';
    default:
      return null;
  }
}

/** Waits once where Slack asks to. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (thrown) {
    const { code, retryAfterMs = LONGEST_WAIT_MS } = toAppError(thrown);
    if (code !== 'rate_limited' || retryAfterMs > LONGEST_WAIT_MS) throw thrown;
    await pause(retryAfterMs);
    return ask();
  }
}
