import type { Clock } from '../clock/clock.ts';
import type { KeptBot } from '../kept-bot.ts';
import type { SlackSandbox } from '../slack/server.ts';
import type { Role } from '../terminal/roles.ts';
import type { Troubles } from '../troubles.ts';
import type { World } from '../world.ts';
import type { News, WorldState } from './contract.ts';
import type { Requests } from './requests.ts';
import { conversationsOf, sees, tellHome, tellModal, tellPeople } from './seen.ts';
import type { Timeline } from './timeline.ts';

/** What a snapshot tells of. */
export interface SnapshotParts {
  slack: SlackSandbox;
  clock: Clock;
  troubles: Troubles;
  bot: Pick<KeptBot, 'isUp'>;
  world: Pick<World, 'teams'>;
  /** Who is worth being; the first is who the page starts as. */
  roles: readonly Role[];
  /** The channel to start in. */
  here: string;
  requests: Requests;
}

/** Tells how everything stands. */
export function createSnapshots(parts: SnapshotParts, timeline: Timeline) {
  const { slack, clock, troubles, bot, requests, roles } = parts;

  function tellWorld(): WorldState {
    const direct = timeline.entries().filter(({ channel }) => channel.startsWith('D'));
    const written = direct.flatMap((entry) =>
      entry.kind === 'message' ? [entry.channel.slice(1)] : [],
    );
    const up = slack.connections() > 0 ? 'connected' : 'starting';
    return {
      now: clock.now().getTime(),
      aheadMs: clock.offsetMs(),
      troubles: troubles.list(),
      bot: bot.isUp() ? up : 'down',
      written: [...new Set(written)],
    };
  }

  function snapshotFor(user: string): News {
    const conversations = conversationsOf(slack, user);
    const seen = new Set(conversations.map(({ id }) => id));
    return {
      kind: 'snapshot',
      user,
      here: seen.has(parts.here) ? parts.here : (conversations[0]?.id ?? ''),
      start: { user: roles[0]?.user ?? user, channel: parts.here },
      people: tellPeople(slack.users, roles),
      teams: parts.world.teams.map(({ id, name }) => ({ id, name })),
      conversations,
      entries: timeline.entries().filter((entry) => seen.has(entry.channel) && sees(entry, user)),
      modals: slack.openViews(user).map(tellModal),
      home: tellHome(slack.home(user)),
      world: tellWorld(),
      requests: requests.lines(),
    };
  }

  return { tellWorld, snapshotFor };
}
