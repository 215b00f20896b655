import type { Actor } from '../../src/domain/access.ts';
import type { Directory, SlackPerson } from '../../src/domain/ports.ts';

/** Somebody who asks; a member of the workspace unless said. */
export function makeActor(over: Partial<Actor> = {}): Actor {
  return {
    slackUserId: 'U1',
    slackTeamId: 'T1',
    email: null,
    membership: 'member',
    isAdmin: false,
    ...over,
  };
}

export function makeSlackPerson(over: Partial<SlackPerson> = {}): SlackPerson {
  return {
    slackUserId: 'U1',
    name: 'Ann',
    email: 'ann@example.com',
    zone: 'Europe/Berlin',
    membership: 'member',
    isWorkspaceAdmin: false,
    ...over,
  };
}

/** Slack's directory as a list that a test may change; while there is `trouble`, that is what it answers. */
export function makeDirectory(...known: readonly SlackPerson[]) {
  const state = {
    known: [...known],
    pageSize: 200,
    trouble: null as Error | null,
    /** What it was asked, oldest first. */
    asked: [] as string[],
  };
  const find = async (asked: string, fits: (person: SlackPerson) => boolean) => {
    state.asked.push(asked);
    if (state.trouble) throw state.trouble;
    return state.known.find(fits) ?? null;
  };
  const directory: Directory = {
    person: (slackUserId) => find(slackUserId, (person) => person.slackUserId === slackUserId),
    byEmail: (email) => find(email, (person) => person.email === email),
    page: async (next) => {
      await find(`page ${next ?? ''}`, () => false);
      const from = Number(next ?? 0);
      const to = from + state.pageSize;
      const isLast = to >= state.known.length;
      return { people: state.known.slice(from, to), next: isLast ? null : String(to) };
    },
  };
  return Object.assign(state, { directory });
}
