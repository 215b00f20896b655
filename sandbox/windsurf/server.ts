import { z } from 'zod';
import { json, type Answer } from '../answer.ts';
import type { Fault } from '../faults.ts';
import { serve, type Asked, type ServeOptions, type Served } from '../serve.ts';
import type { World } from '../world.ts';
import { WINDSURF_GROUPS } from '../world/windsurf.ts';
import { billingCycleAt, instant, userTableRow, type Window } from './roster.ts';

/** What the vendor's page leaves open; switched while the server runs. */
type WindsurfQuirks = {
  /** The HTTP status that errors come with: the vendor puts them into the normal answer. */
  errorStatus: number;
  /** Answers come without `userTableStats`, as they may for an empty team. */
  withoutRoster: boolean;
};

export type WindsurfOptions = ServeOptions & {
  readonly world: World;
  readonly serviceKey?: string;
};

export type Windsurf = Served & {
  readonly serviceKey: string;
  /** What the key may read; empty it to see requests refused. */
  readonly permissions: Set<'Teams Read-only'>;
  readonly quirks: WindsurfQuirks;
};

const YEAR_MS = 365 * 86_400_000;

// An empty text counts as not given, as in the vendor's wire format.
const optional = z.string().optional();
const body = z.object({
  service_key: optional,
  group_name: optional,
  start_timestamp: optional,
  end_timestamp: optional,
});
const timestamp = z.iso.datetime({ offset: true });

/** Starts a Windsurf that tells of the world. */
export async function startWindsurf(options: WindsurfOptions): Promise<Windsurf> {
  const { world, serviceKey = 'sandbox-windsurf-service-key' } = options;
  const permissions = new Set(['Teams Read-only'] as const);
  const quirks: WindsurfQuirks = { errorStatus: 200, withoutRoster: false };

  function refuse(error: string): Answer {
    return json(quirks.errorStatus, JSON.stringify({ error }));
  }

  function answer({ method, path, body: text }: Asked, fault: Fault | null): Answer {
    if (path !== '/api/v1/UserPageAnalytics') return json(404, '{"error":"not found"}');
    if (method !== 'POST') return json(405, '{"error":"method not allowed"}');
    const asked = readBody(text);
    if (!asked) return json(400, '{"error":"invalid request body"}');
    if (fault?.kind === 'unauthorized' || asked.service_key !== serviceKey) {
      return refuse('Invalid service key');
    }
    if (fault?.kind === 'forbidden' || permissions.size === 0) {
      return refuse('Insufficient permissions');
    }
    const group = asked.group_name ?? '';
    if (group !== '' && !WINDSURF_GROUPS.includes(group)) {
      return refuse(`invalid group name: ${group}`);
    }
    const window = readWindow(asked, world.now().getTime());
    if (typeof window === 'string') return refuse(`invalid ${window}: not an RFC 3339 timestamp`);
    return json(200, JSON.stringify(roster(group, window)));
  }

  function roster(group: string, window: Window): object {
    const cycle = billingCycleAt(world.now());
    const users = world.windsurf.roster
      .filter(({ groups }) => group === '' || groups.includes(group))
      .map((user) => userTableRow(world, user, window, cycle));
    return {
      ...(quirks.withoutRoster ? {} : { userTableStats: users }),
      billingCycleStart: instant(cycle.start),
      billingCycleEnd: instant(cycle.end),
    };
  }

  const served = await serve(
    {
      name: 'windsurf',
      answer,
      error: (status) =>
        json(status, JSON.stringify({ error: ERRORS[status] ?? 'internal error' })),
      logBody: (text) => ({ ...readBody(text), service_key: undefined }),
    },
    options,
  );
  return { ...served, serviceKey, permissions, quirks };
}

const ERRORS: Readonly<Record<number, string>> = {
  401: 'Invalid service key',
  403: 'Insufficient permissions',
  429: 'rate limit exceeded',
};

type Body = z.output<typeof body>;

function readBody(text: string): Body | null {
  try {
    const parsed = body.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** A year back to now where nothing is said; the name of the timestamp that is none. */
function readWindow({ start_timestamp, end_timestamp }: Body, now: number): Window | string {
  const start = start_timestamp || instant(now - YEAR_MS);
  const end = end_timestamp || instant(now);
  if (!timestamp.safeParse(start).success) return 'start_timestamp';
  if (!timestamp.safeParse(end).success) return 'end_timestamp';
  return { start: Date.parse(start), end: Date.parse(end) };
}
