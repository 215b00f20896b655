import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Membership } from '../domain/access.ts';
import { foldEmail } from '../domain/people.ts';
import type { Directory, SlackPerson } from '../domain/ports.ts';
import { AppError } from '../errors.ts';
import { callFailure } from './call-failure.ts';

const NOBODY: ReadonlySet<string> = new Set([
  'user_not_found',
  'users_not_found',
  'user_not_visible',
]);

/** What is read of a person, https://docs.slack.dev/reference/objects/user-object. */
const slackUser = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  name: z.string().optional(),
  real_name: z.string().optional(),
  deleted: z.boolean().optional(),
  tz: z.string().nullish(),
  is_admin: z.boolean().optional(),
  is_owner: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  enterprise_user: z
    .object({ enterprise_id: z.string().optional(), teams: z.array(z.string()).optional() })
    .optional(),
  profile: z
    .object({
      email: z.string().nullish(),
      real_name: z.string().nullish(),
      display_name: z.string().nullish(),
    })
    .optional(),
});

const slackUsers = z.object({
  members: z.array(slackUser),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** As many as Slack recommends, https://docs.slack.dev/reference/methods/users.list. */
const PAGE = 200;

/** Slack's people, by users.info, users.lookupByEmail and users.list. `client` must neither retry by itself nor wait for rate limits. */
export function createDirectory(client: webApi.WebClient): Directory {
  let own: Promise<OwnTeam> | null = null;

  async function ownTeam(): Promise<OwnTeam> {
    own ??= readOwnTeam(client);
    return own.catch((error: unknown) => {
      own = null;
      throw error;
    });
  }

  const read = async (method: string, call: () => Promise<webApi.WebAPICallResult>) => {
    try {
      const answer: unknown = await call();
      const { user } = z.object({ user: slackUser }).parse(answer);
      return toPerson(user, await ownTeam());
    } catch (thrown) {
      if (thrown instanceof z.ZodError) throw unreadable(method, thrown);
      const failure = callFailure(thrown, method);
      if (NOBODY.has(String(failure.context['slackError']))) return null;
      throw failure;
    }
  };
  return {
    async page(next) {
      try {
        const answer: unknown = await client.users.list({
          limit: PAGE,
          ...(next === null ? {} : { cursor: next }),
        });
        const { members, response_metadata } = slackUsers.parse(answer);
        const own = await ownTeam();
        return {
          people: members.map((user) => toPerson(user, own)),
          next: response_metadata?.next_cursor || null,
        };
      } catch (thrown) {
        if (thrown instanceof z.ZodError) throw unreadable('users.list', thrown);
        throw callFailure(thrown, 'users.list');
      }
    },
    person: (slackUserId) => read('users.info', () => client.users.info({ user: slackUserId })),
    byEmail: (email) => read('users.lookupByEmail', () => client.users.lookupByEmail({ email })),
  };
}

/** The workspace that the bot is installed in, and the organization whose workspace it is; null where it stands alone. */
type OwnTeam = { readonly id: string; readonly enterpriseId: string | null };

async function readOwnTeam(client: webApi.WebClient): Promise<OwnTeam> {
  const { team_id: id = '', enterprise_id: enterprise } = await client.auth.test();
  return { id, enterpriseId: enterprise || null };
}

type User = z.output<typeof slackUser>;

function toPerson(user: User, own: OwnTeam): SlackPerson {
  const { profile } = user;
  const membership = membershipOf(user, own);
  const isAdmin = user.is_admin === true || user.is_owner === true;
  const names = [profile?.display_name, profile?.real_name, user.real_name, user.name];
  return {
    slackUserId: user.id,
    name: names.find((name) => name?.trim()) ?? null,
    email: foldEmail(profile?.email),
    zone: user.tz ?? null,
    membership,
    isWorkspaceAdmin: isAdmin && membership === 'member' && isInTeam(user, own),
  };
}

function membershipOf(user: User, own: OwnTeam): Membership {
  if (user.is_bot === true || user.id === 'USLACKBOT') return 'bot';
  if (user.is_stranger === true) return 'outsider';
  if (!isOurs(user, own)) return 'outsider';
  if (user.deleted === true) return 'deactivated';
  return user.is_restricted === true || user.is_ultra_restricted === true ? 'guest' : 'member';
}

/** Whether somebody is of the organization: channels are shared between organizations as well as between workspaces. */
function isOurs({ team_id: team, enterprise_user: enterprise }: User, own: OwnTeam): boolean {
  if (own.enterpriseId === null) return team === undefined || team === own.id;
  return enterprise ? enterprise.enterprise_id === own.enterpriseId : team === own.id;
}

/** Whoever is an admin of another workspace of the organization is none of this one. */
function isInTeam({ team_id: team, enterprise_user: enterprise }: User, own: OwnTeam): boolean {
  return team === undefined || team === own.id || enterprise?.teams?.includes(own.id) === true;
}

function unreadable(method: string, cause: unknown): AppError {
  return new AppError('contract', `Slack’s answer to ${method} could not be read.`, { cause });
}
