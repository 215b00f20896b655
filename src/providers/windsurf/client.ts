import type { z } from 'zod';
import { addDays, startOfDay, type Period } from '../../domain/calendar.ts';
import { AppError } from '../../errors.ts';
import { createAsking, type HttpOptions, type Vendor } from '../http.ts';
import { complaintIn } from './complaint.ts';
import { userPageAnalytics } from './schema.ts';

export type WindsurfSettings = {
  /** Scheme, host and, where there is one, the prefix before `/api/v1/…`. */
  readonly baseUrl: string;
  readonly serviceKey: string;
};

/** The permission of a service key that the roster takes. */
export const PERMISSION = 'Teams Read-only';

/** Instants as RFC 3339 in UTC, both included. The vendor counts active days between them, a year back where they lack. */
export type Window = { readonly start: string; readonly end: string };

export type UserPageAnalytics = z.output<typeof userPageAnalytics>;

export type WindsurfClient = {
  readonly title: string;
  readonly getRoster: (
    window: Window,
    group: string | null,
    signal?: AbortSignal,
  ) => Promise<UserPageAnalytics>;
};

/** Speaks Windsurf's HTTP API. Throws AppError. */
export function windsurfClient(settings: WindsurfSettings, options: HttpOptions): WindsurfClient {
  const { baseUrl, serviceKey } = settings;
  const vendor: Vendor = {
    title: 'Windsurf',
    baseUrl,
    headers: {},
    secret: { word: 'service key', setting: 'WINDSURF_SERVICE_KEY', value: serviceKey },
    addressSettings: 'WINDSURF_BASE_URL',
    complaintIn,
  };
  const ask = createAsking(vendor, options);
  return {
    title: vendor.title,
    getRoster: async ({ start, end }, group, signal) => {
      const { body } = await ask({
        path: 'api/v1/UserPageAnalytics',
        what: 'the team’s roster',
        permission: PERMISSION,
        body: {
          service_key: serviceKey,
          ...(group === null ? {} : { group_name: group }),
          start_timestamp: start,
          end_timestamp: end,
        },
        ...(signal ? { signal } : {}),
      });
      const { data } = userPageAnalytics.safeParse(body);
      if (data) return data;
      throw new AppError(
        'contract',
        'Windsurf answered with something that is no roster: check WINDSURF_BASE_URL.',
      );
    },
  };
}

/** From the first second of a period to its last, in the IANA zone that its days are of. */
export function windowOf({ from, to }: Period, zone: string): Window {
  const end = startOfDay(addDays(to, 1), zone).getTime() - 1000;
  return { start: rfc3339(startOfDay(from, zone)), end: rfc3339(new Date(end)) };
}

function rfc3339(instant: Date): string {
  return instant.toISOString().replace('.000Z', 'Z');
}
