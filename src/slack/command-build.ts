import type { Command } from './command.ts';
import type { Given } from './command-values.ts';
import { DEFAULT_BY, DEFAULT_LIMIT } from './command-words.ts';

/** Makes the command of a verb from what its keys were given; null where it does not say whom or what it is about. */
export function commandOf(verb: Command['verb'], given: Given): Command | null {
  const { team = null, days = null } = given;
  const provider = given.provider === 'all' ? null : (given.provider ?? null);
  const narrowed = { period: given.period ?? null, provider };
  switch (verb) {
    case 'mine':
    case 'help':
      return { verb };
    case 'report':
    case 'person':
      return summaryOf(given, narrowed);
    case 'me':
    case 'teams':
      return { verb, ...narrowed };
    case 'top': {
      const { by = DEFAULT_BY, limit = DEFAULT_LIMIT } = given;
      return { verb, team, by, limit, ...narrowed };
    }
    case 'inactive':
      return { verb, team, days, provider };
    case 'export':
      return { verb, team, user: given.user ?? null, seats: given.view === 'seats', ...narrowed };
    case 'subscribe':
      return subscribeOf(given, team, provider);
    case 'subscriptions':
      return { verb };
    case 'unsubscribe':
      return given.id === undefined ? null : { verb, id: given.id };
    case 'nudges':
      return nudgesOf(given);
    case 'exempt': {
      const { user, until, reason = null } = given;
      return user && until ? { verb, user, until, reason } : null;
    }
    case 'status':
      break;
  }
  return { verb, unmatched: given.view === 'unmatched' };
}

function subscribeOf(given: Given, team: string | null, provider: string | null): Command {
  const { every = null, at = null, tz: zone = null } = given;
  const { names = null, sections = null, channel = null } = given;
  return { verb: 'subscribe', team, every, at, zone, provider, names, sections, channel };
}

function nudgesOf({ action, user }: Given): Command {
  const asked = action ?? (user ? 'log' : 'status');
  return { verb: 'nudges', action: asked, user: asked === 'log' && user ? user : null };
}

type Narrowed = { readonly period: string | null; readonly provider: string | null };

function summaryOf({ team, user, view }: Given, narrowed: Narrowed): Command | null {
  if (user?.kind === 'me') return { verb: 'me', ...narrowed };
  if (user) return { verb: 'person', user, ...narrowed };
  if (team === undefined) return null;
  return { verb: 'report', team, details: view === 'details', ...narrowed };
}
