import type { Lingma } from './lingma/server.ts';
import type { SlackSandbox } from './slack/server.ts';
import type { Windsurf } from './windsurf/server.ts';
import type { World } from './world.ts';

/** Something that goes wrong in the world for as long as it is switched on. */
export interface Trouble {
  readonly id: string;
  readonly label: string;
  /** What that means. */
  readonly note: string;
  readonly on: boolean;
}

/** The troubles that somebody may switch on and off. */
export interface Troubles {
  list(): Trouble[];
  set(id: string, on: boolean): void;
}

const RETRY_AFTER = '30';

type Switch = Omit<Trouble, 'on'> & {
  /** Switches it on; gives what lifts it. */
  strike: () => () => void;
};

/** Starts with everything in order. */
export function createTroubles(parts: {
  slack: SlackSandbox;
  lingma: Lingma;
  windsurf: Windsurf;
  world: World;
}): Troubles {
  const { slack, lingma, windsurf, world } = parts;
  const switches: readonly Switch[] = [
    {
      id: 'lingma-down',
      label: 'Lingma is down',
      note: 'Every request is answered with 503.',
      strike: () => lingma.faults.set({ kind: 'status', status: 503 }),
    },
    {
      id: 'lingma-limited',
      label: 'Lingma limits requests',
      note: `429 on each, with Retry-After: ${RETRY_AFTER}.`,
      strike: () => lingma.faults.set({ kind: 'status', status: 429, retryAfter: RETRY_AFTER }),
    },
    {
      id: 'lingma-stale',
      label: 'Lingma’s feed is stale',
      note: 'It answers, but has no day after today. Let some days pass.',
      strike: () => {
        lingma.quirks.lastDay = world.today();
        return () => {
          lingma.quirks.lastDay = null;
        };
      },
    },
    {
      id: 'windsurf-revoked',
      label: 'Windsurf’s key is revoked',
      note: 'Windsurf refuses the bot’s service key.',
      strike: () => windsurf.faults.set({ kind: 'unauthorized' }),
    },
    {
      id: 'slack-limited',
      label: 'Slack limits messages',
      note: `429 on each chat.* call, with Retry-After: ${RETRY_AFTER}. Digests and nudges wait; answers go another way.`,
      strike: () =>
        slack.faults.set(
          { kind: 'status', status: 429, retryAfter: RETRY_AFTER },
          { path: 'chat.' },
        ),
    },
  ];
  const struck = new Map<string, () => void>();

  function set(id: string, on: boolean): void {
    const found = switches.find((one) => one.id === id);
    if (found === undefined) throw new Error(`there is no trouble called ${id}`);
    if (on === struck.has(id)) return;
    if (on) struck.set(id, found.strike());
    else {
      struck.get(id)?.();
      struck.delete(id);
    }
  }

  return {
    list: () => switches.map(({ id, label, note }) => ({ id, label, note, on: struck.has(id) })),
    set,
  };
}
