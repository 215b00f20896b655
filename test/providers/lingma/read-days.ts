import type { Scope } from '../../../src/domain/feeds.ts';
import { ask, readAll } from '../reading.ts';
import { json, serve } from '../server.ts';
import { makeLingma } from './setup.ts';

/** Midnight in UTC+8 of 10 June 2025, the day of the published sample. */
export const JUNE_10 = 1_749_484_800_000;

/** Reads the person days of a server that sends these rows. */
export async function readPeople(rows: unknown, scope: Scope = ask.scope) {
  const server = await serve(json(rows));
  return { server, ...(await readAll(makeLingma(server.url), 'person-days', { ...ask, scope })) };
}

/** Reads the days of department d-1 of a server that sends these rows. */
export async function readDepartment(rows: unknown) {
  const server = await serve(json(rows));
  const scope = { kind: 'group', id: 'd-1' } as const;
  const read = await readAll(makeLingma(server.url), 'department-days', { ...ask, scope });
  return { server, ...read };
}

export function row(fields: object = {}) {
  return { userId: 'u-1', date: JUNE_10, ...fields };
}

export function departmentRow(fields: object = {}) {
  return { departmentId: 'd-1', date: JUNE_10, ...fields };
}
