import type { World } from '../world.ts';
import type { UseKind, WindsurfUser } from '../world/windsurf.ts';

export type Window = { readonly start: number; readonly end: number };

/** A user's row as it goes over the wire: what is zero or not there is left out. */
export function userTableRow(
  { windsurf, now }: World,
  user: WindsurfUser,
  { start, end }: Window,
  cycle: Window,
): object {
  const ever = windsurf.usesOf(user, 0, Infinity);
  const last = (kind: UseKind) => ever.findLast(({ kinds }) => kinds.includes(kind))?.at;
  const activeDays = windsurf.usesOf(user, start, end).length;
  const credits = windsurf
    .usesOf(user, cycle.start, Math.min(cycle.end, now().getTime()))
    .reduce((sum, use) => sum + use.credits, 0);
  return {
    name: user.name,
    ...(user.email === null ? {} : { email: user.email }),
    lastUpdateTime: instant(Math.max(user.signupAt, ever.at(-1)?.at ?? 0)),
    apiKey: user.apiKey,
    ...(activeDays === 0 ? {} : { activeDays }),
    ...(user.disabled ? { disableCodeium: true } : {}),
    role: user.role,
    signupTime: instant(user.signupAt),
    ...timeOf('lastAutocompleteUsageTime', last('autocomplete')),
    ...timeOf('lastChatUsageTime', last('chat')),
    ...timeOf('lastCommandUsageTime', last('command')),
    ...(credits === 0 ? {} : { promptCreditsUsed: user.creditsAsText ? String(credits) : credits }),
    ...(user.status === 'UNSPECIFIED' ? {} : { teamStatus: `USER_TEAM_STATUS_${user.status}` }),
  };
}

/** The calendar month in UTC that an instant falls in; `end` is the first instant after it. */
export function billingCycleAt(now: Date): Window {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  return { start: Date.UTC(year, month), end: Date.UTC(year, month + 1) };
}

/** RFC 3339 in UTC, to the second. */
export function instant(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

function timeOf(name: string, at: number | undefined): Record<string, string> {
  return at === undefined ? {} : { [name]: instant(at) };
}
