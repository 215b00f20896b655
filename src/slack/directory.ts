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
  profile: z
    .object({
      email: z.string().nullish(),
      real_name: z.string().nullish(),
      display_name: z.string().nullish(),
    })
    .optional(),
});

/** Slack's people, by users.info and users.lookupByEmail. `client` must neither retry by itself nor wait for rate limits. */
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
    person: (slackUserId) => read('users.info', () => client.users.info({ user: slackUserId })),
    byEmail: (email) => read('users.lookupByEmail', () => client.users.lookupByEmail({ email })),
  };
}

/** The workspace that the bot is installed in; in an organization of several ones, all of them are its own. */
type OwnTeam = { readonly id: string; readonly isOneOfMany: boolean };

async function readOwnTeam(client: webApi.WebClient): Promise<OwnTeam> {
  const { team_id: id = '', enterprise_id: enterprise } = await client.auth.test();
  return { id, isOneOfMany: Boolean(enterprise) };
}

function toPerson(user: z.output<typeof slackUser>, own: OwnTeam): SlackPerson {
  const { profile } = user;
  const names = [profile?.display_name, profile?.real_name, user.real_name, user.name];
  return {
    slackUserId: user.id,
    name: names.find((name) => name?.trim()) ?? null,
    email: foldEmail(profile?.email),
    zone: user.tz ?? null,
    membership: membershipOf(user, own),
    isWorkspaceAdmin: user.is_admin === true || user.is_owner === true,
  };
}

function membershipOf(user: z.output<typeof slackUser>, own: OwnTeam): Membership {
  if (user.is_bot === true || user.id === 'USLACKBOT') return 'bot';
  if (user.is_stranger === true) return 'outsider';
  if (!own.isOneOfMany && user.team_id !== undefined && user.team_id !== own.id) return 'outsider';
  if (user.deleted === true) return 'deactivated';
  return user.is_restricted === true || user.is_ultra_restricted === true ? 'guest' : 'member';
}

function unreadable(method: string, cause: unknown): AppError {
  return new AppError('contract', `Slack’s answer to ${method} could not be read.`, { cause });
}
