import type { Actor } from '../domain/access.ts';
import type { IdentifyActor } from '../domain/answers.ts';
import { foldEmail } from '../domain/people.ts';
import type { SlackPerson } from '../domain/ports.ts';
import { AppError, toAppError } from '../errors.ts';
import type { FindSlackPerson } from './find-slack-person.ts';

type Ports = {
  readonly findSlackPerson: FindSlackPerson;
  /** Slack ids or e-mail addresses of ADMIN_USERS; where there are none, the workspace's admins and owners are admins. */
  readonly adminUsers: readonly string[];
};

type Known = Pick<SlackPerson, 'email' | 'membership' | 'isWorkspaceAdmin'>;

const NOBODY_WE_KNOW: Known = { email: null, membership: 'outsider', isWorkspaceAdmin: false };
const UNKNOWN: Known = { email: null, membership: 'unknown', isWorkspaceAdmin: false };

export function createIdentifyActor({ findSlackPerson, adminUsers }: Ports): IdentifyActor {
  return async (slackUserId, slackTeamId) => {
    const known = await look(slackUserId, findSlackPerson);
    const { membership } = known;
    const email = foldEmail(known.email);
    const isAdmin = isAdminBy(adminUsers, slackUserId, { ...known, email });
    const actor: Actor = { slackUserId, slackTeamId, email, membership, isAdmin };
    return actor;
  };
}

async function look(slackUserId: string, findSlackPerson: FindSlackPerson): Promise<Known> {
  try {
    return (await findSlackPerson(slackUserId)) ?? NOBODY_WE_KNOW;
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'not_found' && error.context['slackError'] === 'unknown_method') {
      return UNKNOWN;
    }
    // The database's own troubles have their own words.
    throw error.context['method'] === undefined ? error : inWords(error);
  }
}

/** Guests, bots and people of other organizations are no admins, whoever lists them. */
function isAdminBy(
  adminUsers: readonly string[],
  slackUserId: string,
  { email, membership, isWorkspaceAdmin }: Known,
): boolean {
  if (membership !== 'member' && membership !== 'unknown') return false;
  if (adminUsers.length === 0) return membership === 'member' && isWorkspaceAdmin;
  return adminUsers.some(
    (admin) => admin === slackUserId || (email !== null && foldEmail(admin) === email),
  );
}

function inWords(error: AppError): AppError {
  const { code, retryAfterMs, context, retryable } = error;
  const details = {
    context,
    cause: error,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
  if (code === 'forbidden') {
    return new AppError(
      code,
      'The bot may not ask Slack who you are, so nothing was looked at. Whoever installed it has to install it anew from manifest.yml, with the permissions users:read and users:read.email.',
      { ...details, permission: 'users:read, users:read.email' },
    );
  }
  if (retryable) {
    return new AppError(
      code,
      'Slack could not tell who asks, so nothing was looked at. Try again in a minute.',
      details,
    );
  }
  return error;
}
