import type { SlackUser } from '../people.ts';
import { IDENTITY } from '../workspace.ts';
import { type Call, failure, type Method, missing, textOf } from './method.ts';

const needs = () => 'users:read';

/** The app's own user. */
const BOT: SlackUser = {
  id: IDENTITY.botUserId,
  handle: IDENTITY.botName,
  realName: IDENTITY.botName,
  role: 'bot',
};

/** https://docs.slack.dev/reference/methods/users.info */
export const usersInfo: Method = {
  token: 'bot',
  needs,
  run({ fields, workspace, scopes }) {
    const id = textOf(fields, 'user');
    if (id === undefined) return missing('user');
    const user = id === BOT.id ? BOT : workspace.user(id);
    if (user === undefined) return failure('user_not_found');
    return { ok: true, user: wireUser(user, scopes) };
  },
};

/** https://docs.slack.dev/reference/methods/users.lookupByEmail */
export const usersLookupByEmail: Method = {
  token: 'bot',
  needs: () => 'users:read.email',
  run({ fields, workspace, scopes }) {
    const email = textOf(fields, 'email')?.toLowerCase();
    if (email === undefined) return missing('email');
    const user = workspace.users.find(
      (candidate) => candidate.email?.toLowerCase() === email && candidate.deleted !== true,
    );
    return user === undefined
      ? failure('users_not_found')
      : { ok: true, user: wireUser(user, scopes) };
  },
};

/** https://docs.slack.dev/reference/methods/users.list, page by page where a limit is given. */
export const usersList: Method = {
  token: 'bot',
  needs,
  run({ fields, workspace, scopes }: Call) {
    const start = readCursor(textOf(fields, 'cursor'));
    if (start === undefined || start > workspace.users.length) return failure('invalid_cursor');
    const limit = Math.min(Number(fields['limit'] ?? 0) || workspace.users.length, 1000);
    const end = start + limit;
    const next = end < workspace.users.length ? btoa(`user:${end}`) : '';
    return {
      ok: true,
      members: workspace.users.slice(start, end).map((user) => wireUser(user, scopes)),
      response_metadata: { next_cursor: next },
    };
  },
};

function readCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return 0;
  const found = /^user:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
  return found === null ? undefined : Number(found[1]);
}

function wireUser(user: SlackUser, scopes: ReadonlySet<string>): Record<string, unknown> {
  const { role = 'member', email, deleted = false } = user;
  return {
    id: user.id,
    team_id: role === 'stranger' ? IDENTITY.strangersTeamId : IDENTITY.teamId,
    name: user.handle,
    deleted,
    ...(!deleted && standing(user)),
    ...(role === 'stranger' && { is_stranger: true }),
    is_bot: role === 'bot',
    is_app_user: false,
    profile: {
      real_name: user.realName,
      display_name: user.handle,
      ...(scopes.has('users:read.email') && typeof email === 'string' && { email }),
    },
  };
}

/** What Slack tells only of those who are still there. */
function standing({ role = 'member', tz = 'Etc/UTC', realName }: SlackUser) {
  return {
    real_name: realName,
    tz,
    tz_label: tz,
    tz_offset: offsetOf(tz),
    is_admin: role === 'admin' || role === 'owner',
    is_owner: role === 'owner',
    is_primary_owner: false,
    is_restricted: role === 'guest' || role === 'single-channel-guest',
    is_ultra_restricted: role === 'single-channel-guest',
  };
}

/** Seconds east of UTC, now. */
function offsetOf(timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const name = parts.formatToParts().find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const found = /([+-])(\d\d):(\d\d)/.exec(name);
  if (found === null) return 0;
  const seconds = Number(found[2]) * 3600 + Number(found[3]) * 60;
  return found[1] === '-' ? -seconds : seconds;
}
