import type { Erasure, ErasureStore } from '../domain/erasure.ts';
import { foldEmail } from '../domain/people.ts';
import type { Directory } from '../domain/ports.ts';
import type { Team } from '../domain/teams.ts';
import { toAppError } from '../errors.ts';
import type { Provider } from '../providers/provider.ts';

/** What was erased of somebody, or with `really: false` would be, and where they are named besides. */
export type ForgetPerson = (ask: {
  readonly email: string;
  /** Slack's ids of theirs, where Slack no longer tells them by the address. */
  readonly slackUserIds: readonly string[];
  readonly really: boolean;
}) => Promise<Forgotten>;

export type Forgotten = {
  readonly email: string;
  readonly really: boolean;
  readonly erasure: Erasure;
  /** The titles of providers that told of them: with the next sync they do so again, unless the person is removed there. */
  readonly comesBackFrom: readonly string[];
  /** Settings that name them, with where. */
  readonly namedIn: readonly string[];
  /** Why Slack could not be asked for their id; null where it answered. */
  readonly slackTrouble: string | null;
};

type Ports = {
  readonly erasures: ErasureStore;
  readonly directory: Pick<Directory, 'byEmail'>;
  readonly providers: readonly Pick<Provider, 'id' | 'title'>[];
  /** The teams of TEAMS_FILE; null where there is none. */
  readonly teams: readonly Team[] | null;
  /** Slack ids or e-mail addresses of ADMIN_USERS. */
  readonly adminUsers: readonly string[];
};

/** Erases a person by their e-mail address from all that is kept, and says what has to be done besides. */
export function createForgetPerson(ports: Ports): ForgetPerson {
  return async ({ email: asked, slackUserIds, really }) => {
    const email = foldEmail(asked) ?? '';
    const { slackUserId, trouble: slackTrouble } = await inSlack(email, ports);
    const ids = [...new Set([...slackUserIds, ...(slackUserId === null ? [] : [slackUserId])])];
    const erasure = await ports.erasures.erase({ email, slackUserIds: ids }, { undo: !really });
    const titles = ports.providers.filter(({ id }) => erasure.toldBy.includes(id));
    return {
      email,
      really,
      erasure,
      comesBackFrom: titles.map(({ title }) => title),
      namedIn: namedIn([email, ...ids], ports),
      slackTrouble,
    };
  };
}

/** Under their id much may be kept that was never matched with the address. */
async function inSlack(
  email: string,
  { directory }: Ports,
): Promise<{ readonly slackUserId: string | null; readonly trouble: string | null }> {
  try {
    const person = await directory.byEmail(email);
    return { slackUserId: person?.slackUserId ?? null, trouble: null };
  } catch (thrown) {
    return { slackUserId: null, trouble: toAppError(thrown).message };
  }
}

function namedIn(marks: readonly string[], { teams, adminUsers }: Ports): string[] {
  const isTheirs = (name: string) => marks.includes(name) || marks.includes(foldEmail(name) ?? '');
  return [
    ...(adminUsers.some(isTheirs) ? ['ADMIN_USERS'] : []),
    ...(teams ?? []).flatMap(({ id, members, managers }) => [
      ...(members.some(isTheirs) ? [`TEAMS_FILE, members of ${id}`] : []),
      ...(managers.some(isTheirs) ? [`TEAMS_FILE, managers of ${id}`] : []),
    ]),
  ];
}
