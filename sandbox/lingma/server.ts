import { json, type Answer } from '../answer.ts';
import type { Fault } from '../faults.ts';
import { serve, type Asked, type ServeOptions, type Served } from '../serve.ts';
import type { World } from '../world.ts';
import type { Days, Rows } from '../world/lingma.ts';
import { departmentsBelow, membersOf } from './directory.ts';
import { lingmaError } from './errors.ts';
import { createPageCache } from './page-cache.ts';
import { pageAnswer, readPage, rowsOf, type PagingHeaders } from './paging.ts';
import { readDays, readId, withBrokenRows, withStrayRow } from './usage.ts';

/** What a token may be allowed to read. */
type LingmaPermission =
  | 'lingma_developerUsage_read'
  | 'lingma_departmentUsage_read'
  | 'lingma_developerMember_read'
  | 'base_orgmember_read'
  | 'base_orgdepartment_read';

const PERMISSIONS: readonly LingmaPermission[] = [
  'lingma_developerUsage_read',
  'lingma_departmentUsage_read',
  'lingma_developerMember_read',
  'base_orgmember_read',
  'base_orgdepartment_read',
];

/** What the vendor's pages leave open or contradict; switched while the server runs. */
type LingmaQuirks = {
  paging: PagingHeaders;
  /** Each page of usage has one more row, of a day that was not asked for. */
  strayRows: boolean;
  /** Every tenth row of usage cannot be read. */
  brokenRows: boolean;
  /** Department days have the totals that newer servers give. */
  newerTotals: boolean;
  /** Asking for a department means those below it, too. */
  deepDepartments: boolean;
  /** The feed has stopped: there is no usage after this day. */
  lastDay: string | null;
};

export type LingmaOptions = ServeOptions & {
  readonly world: World;
  readonly token?: string;
  readonly organizationId?: string;
  /** How many pages of finished days are kept as bytes, for measurements that are not to wait for their making. */
  readonly keepPages?: number;
};

export type Lingma = Served & {
  readonly token: string;
  readonly organizationId: string;
  /** What the token may read; take one out to see it refused. */
  readonly permissions: Set<LingmaPermission>;
  readonly quirks: LingmaQuirks;
};

/** Starts a Lingma that tells of the world. */
export async function startLingma(options: LingmaOptions): Promise<Lingma> {
  const {
    world,
    token = 'pt-sandbox-lingma-token',
    organizationId = 'sandbox-organization',
  } = options;
  const permissions = new Set(PERMISSIONS);
  const quirks: LingmaQuirks = {
    paging: 'whole',
    strayRows: false,
    brokenRows: false,
    newerTotals: false,
    deepDepartments: false,
    lastDay: null,
  };
  const cache = createPageCache(options.keepPages ?? 0);

  type Endpoint = {
    readonly permission: LingmaPermission;
    readonly answer: (query: URLSearchParams, repeated: boolean) => Answer;
  };

  const endpoints: Readonly<Record<string, Endpoint>> = {
    [`lingma/organizations/${organizationId}/developerUsage`]: {
      permission: 'lingma_developerUsage_read',
      answer: developerUsage,
    },
    [`lingma/organizations/${organizationId}/departmentUsage`]: {
      permission: 'lingma_departmentUsage_read',
      answer: departmentUsage,
    },
    [`lingma/organizations/${organizationId}/developer/members`]: {
      permission: 'lingma_developerMember_read',
      answer: seats,
    },
    [`platform/organizations/${organizationId}/members`]: {
      permission: 'base_orgmember_read',
      answer: (query, repeated) =>
        paged(query, repeated, () => rowsOf(membersOf(world, organizationId))),
    },
    [`platform/organizations/${organizationId}/departments`]: {
      permission: 'base_orgdepartment_read',
      answer: departments,
    },
  };

  function answer({ method, path, query, headers }: Asked, fault: Fault | null): Answer {
    if (fault?.kind === 'unauthorized' || headers['x-yunxiao-token'] !== token) {
      return lingmaError(401);
    }
    if (fault?.kind === 'forbidden') return lingmaError(403);
    if (!path.startsWith('/oapi/v1/')) return lingmaError(404);
    if (method !== 'GET') return lingmaError(405);
    const place = path.slice('/oapi/v1/'.length);
    if (place === 'platform/user') return json(200, JSON.stringify(tokenHolder(organizationId)));
    const endpoint = endpoints[place];
    if (!endpoint) return notFound(place, organizationId);
    if (!permissions.has(endpoint.permission)) return lingmaError(403);
    return endpoint.answer(query, fault?.kind === 'repeated-page');
  }

  function developerUsage(query: URLSearchParams, repeated: boolean): Answer {
    const days = readDays(query);
    if ('status' in days) return days;
    const userId = readId(query, 'userId');
    if ('status' in userId) return userId;
    const departmentId = readId(query, 'departmentId');
    if ('status' in departmentId) return departmentId;
    // The user silently beats the department.
    const whose = {
      userId: userId.id,
      departmentId: departmentId.id,
      deep: quirks.deepDepartments,
    };
    return paged(query, repeated, () => {
      const rows = world.lingma.developerRows(whose, fed(days));
      return { ...rows, slice: (...part) => quirky(rows.slice(...part), days) };
    });
  }

  function departmentUsage(query: URLSearchParams, repeated: boolean): Answer {
    const departmentId = query.get('departmentId') ?? '';
    if (departmentId === '') return lingmaError(400, undefined, 'departmentId is required.');
    const days = readDays(query);
    if ('status' in days) return days;
    const whose = { departmentId, deep: quirks.deepDepartments };
    return paged(query, repeated, () => {
      const rows = world.lingma.departmentRows(whose, fed(days), quirks.newerTotals);
      return { ...rows, slice: (...part) => quirky(rows.slice(...part), days) };
    });
  }

  function fed({ from, to }: Days): Days {
    return { from, to: quirks.lastDay !== null && quirks.lastDay < to ? quirks.lastDay : to };
  }

  function quirky(rows: { readonly date: number }[], days: { from: string; to: string }): object[] {
    const strayed = quirks.strayRows ? withStrayRow(rows, days) : rows;
    return quirks.brokenRows ? withBrokenRows(strayed) : strayed;
  }

  function seats(query: URLSearchParams, repeated: boolean): Answer {
    const userId = readId(query, 'userId');
    if ('status' in userId) return userId;
    const departmentId = readId(query, 'departmentId');
    if ('status' in departmentId) return departmentId;
    const whose = {
      userId: userId.id,
      departmentId: departmentId.id,
      deep: quirks.deepDepartments,
    };
    return paged(query, repeated, () =>
      rowsOf(
        world.lingma
          .people(whose)
          .filter(({ seat }) => seat)
          .map((person) => ({ userId: person.userId })),
      ),
    );
  }

  function departments(query: URLSearchParams, repeated: boolean): Answer {
    const parentId = readId(query, 'parentId');
    if ('status' in parentId) return parentId;
    return paged(query, repeated, () =>
      rowsOf(departmentsBelow(world.departments, parentId.id ?? null, organizationId)),
    );
  }

  function paged(query: URLSearchParams, repeated: boolean, rowsOfAll: () => Rows<object>): Answer {
    const page = readPage(query);
    if ('status' in page) return page;
    const told = repeated ? Math.max(page.page - 1, 1) : page.page;
    const make = () => {
      const rows = rowsOfAll();
      const part = rows.slice((told - 1) * page.perPage, page.perPage);
      return { total: rows.total, body: Buffer.from(JSON.stringify(part)) };
    };
    const finished = (query.get('endTime') ?? '9') < world.today();
    const key = `${JSON.stringify(quirks)} ${told} ${query.toString()}`;
    return pageAnswer(finished ? cache(key, make) : make(), page, quirks.paging);
  }

  const vendor = {
    name: 'lingma',
    answer,
    error: (status: number) => lingmaError(status),
  } as const;
  const served = await serve(vendor, options);
  return { ...served, token, organizationId, permissions, quirks };
}

function tokenHolder(organizationId: string): object {
  return {
    id: 'sandbox-token-holder',
    name: 'Sandbox',
    username: 'sandbox',
    email: 'sandbox@lantern.example',
    lastOrganization: organizationId,
  };
}

/** Another organization's place is refused, all else is not there. */
function notFound(place: string, organizationId: string): Answer {
  const asked = /^(?:lingma|platform)\/organizations\/([^/]+)\//.exec(place)?.[1];
  if (asked === undefined || asked === organizationId) return lingmaError(404);
  return lingmaError(
    403,
    'Forbidden.InvalidUser.UserNotInCurrentOrganization',
    'The user is not in this organization.',
  );
}
