import { refusalOf, type Actor, type Refusal } from '../domain/access.ts';

/** Refuses everybody who is no admin. */
export function adminsOnly(
  actor: Actor,
): { readonly kind: 'refused'; readonly refusal: Refusal } | null {
  const refusal = refusalOf(actor);
  if (refusal) return { kind: 'refused', refusal };
  return actor.isAdmin ? null : { kind: 'refused', refusal: { reason: 'admins-only' } };
}
