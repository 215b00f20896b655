import { AppError } from '../../errors.ts';
import { createAsking, type Answer, type HttpOptions, type Vendor } from '../http.ts';
import { complaintIn } from './complaint.ts';

export type LingmaSettings = {
  /** Scheme, host and, where there is one, the prefix before `/oapi/v1/…`. */
  readonly baseUrl: string;
  readonly organizationId: string;
  readonly token: string;
};

/** The scope of a token that each list takes. */
export const SCOPES = {
  groups: 'base_orgdepartment_read',
  people: 'base_orgmember_read',
  seats: 'lingma_developerMember_read',
  'person-days': 'lingma_developerUsage_read',
  'department-days': 'lingma_departmentUsage_read',
} as const;

/** A list of Lingma's that comes in pages. */
export type List = {
  readonly path: string;
  /** What it holds, as a phrase for a person. */
  readonly what: string;
  readonly permission: string;
  readonly query: Readonly<Record<string, string>>;
};

export type GetPage = (list: List, page: number, signal?: AbortSignal) => Promise<Answer>;

export type LingmaClient = {
  readonly title: string;
  readonly lists: ReturnType<typeof listsOf>;
  readonly getPage: GetPage;
  readonly probe: (signal?: AbortSignal) => Promise<void>;
};

/** The most rows that Lingma gives on one page. */
export const PER_PAGE = 100;

/** Speaks Lingma's HTTP API: one page per call. Throws AppError. */
export function lingmaClient(settings: LingmaSettings, options: HttpOptions): LingmaClient {
  const vendor = vendorOf(settings);
  const ask = createAsking(vendor, options);
  return {
    title: vendor.title,
    lists: listsOf(settings.organizationId),
    getPage: ({ path, what, permission, query }, page, signal) =>
      ask({
        path,
        what,
        permission,
        query: { ...query, page, perPage: PER_PAGE },
        ...(signal ? { signal } : {}),
      }),
    probe: async (signal) => {
      try {
        await ask({
          path: 'oapi/v1/platform/user',
          what: 'the owner of the token',
          ...(signal ? { signal } : {}),
        });
      } catch (thrown) {
        // A token that may not read this was recognized all the same.
        if (!(thrown instanceof AppError && thrown.code === 'forbidden')) throw thrown;
      }
    },
  };
}

function listsOf(organizationId: string) {
  const organization = encodeURIComponent(organizationId);
  const lingma = `oapi/v1/lingma/organizations/${organization}`;
  const platform = `oapi/v1/platform/organizations/${organization}`;
  return {
    groups: { path: `${platform}/departments`, what: 'the departments', permission: SCOPES.groups },
    people: { path: `${platform}/members`, what: 'the members', permission: SCOPES.people },
    seats: {
      path: `${lingma}/developer/members`,
      what: 'the licensed developers',
      permission: SCOPES.seats,
    },
    'person-days': {
      path: `${lingma}/developerUsage`,
      what: 'the usage of developers',
      permission: SCOPES['person-days'],
    },
    'department-days': {
      path: `${lingma}/departmentUsage`,
      what: 'the usage of departments',
      permission: SCOPES['department-days'],
    },
  };
}

function vendorOf({ baseUrl, token }: LingmaSettings): Vendor {
  return {
    title: 'Lingma',
    baseUrl,
    headers: { 'x-yunxiao-token': token },
    secret: { word: 'token', setting: 'LINGMA_TOKEN', value: token },
    addressSettings: 'LINGMA_BASE_URL and LINGMA_ORGANIZATION_ID',
    complaintIn,
  };
}
