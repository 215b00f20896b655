import type { RetrySync } from '../domain/home.ts';
import { adminsOnly } from './admins-only.ts';

/** `begin` asks the providers in the background, and gives whether it did: not where that is under way. */
export function createRetrySync({ begin }: { readonly begin: () => boolean }): RetrySync {
  return async (actor) => adminsOnly(actor) ?? { kind: 'syncing', already: !begin() };
}
