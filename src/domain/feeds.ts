import type { Period } from './calendar.ts';
import type { DirectoryEntry, Group } from './people.ts';
import type { Seat } from './seats.ts';
import type { DepartmentDay, PersonDay, ProviderId } from './usage.ts';

/** What providers can be asked for, and the row that each feed is made of. */
export type FeedRows = {
  groups: Group;
  people: DirectoryEntry;
  seats: Seat;
  'person-days': PersonDay;
  'department-days': DepartmentDay;
};

export type Feed = keyof FeedRows;

/** Whom a fetch is about. A group is a department at Lingma and a group at Windsurf; a person is the provider's id. */
export type Scope =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'group'; readonly id: string }
  | { readonly kind: 'person'; readonly id: string };

export const EVERYONE: Scope = { kind: 'everyone' };

/**
 * One thing to fetch. `person-days` and `department-days` need a period; `seats` takes one where the provider
 * counts active days in a window; `groups` and `people` have none.
 */
export type Fetch = {
  readonly provider: ProviderId;
  readonly feed: Feed;
  readonly scope: Scope;
  readonly period: Period | null;
};

/** A scope as text, the same for the same scope: how it is stored and compared. */
export function scopeKey(scope: Scope): string {
  return scope.kind === 'everyone' ? 'everyone' : `${scope.kind}:${scope.id}`;
}

export function fetchKey({ provider, feed, scope, period }: Fetch): string {
  return [provider, feed, scopeKey(scope), period?.from ?? '', period?.to ?? ''].join('|');
}
