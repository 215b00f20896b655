import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { RosterEntry, UsageReader } from '../domain/ports.ts';
import type { SeatState } from '../domain/seats.ts';
import type { ProviderId } from '../domain/usage.ts';
import { storable } from './storable.ts';
import type { Tables } from './tables.ts';

type RosterRow = {
  readonly person_id: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly joined_at: number | null;
  readonly seat_email: string | null;
  readonly seat_name: string | null;
  readonly state: SeatState | null;
  readonly given_at: number | null;
  readonly seat_last_active_at: number | null;
  readonly last_active_from: 'use' | 'update' | null;
  readonly last_active_at: number | null;
};

/**
 * People by group and by e-mail. Somebody was last active when the seat tells of real use or on the newest active usage
 * day, whichever is later; a day without a time counts from its start in UTC, which is never too late.
 */
export function rosterOf(db: Kysely<Tables>): UsageReader['roster'] {
  return async ({ provider, groupIds, emails }) => {
    if (groupIds.length === 0 && emails.length === 0) return [];
    const addresses = emails.map(storable);
    return entriesOf(
      db,
      provider,
      sql`
        select person_id from group_member
        where provider = ${provider} and group_id = any(${groupIds}::text[])
        union
        select person_id from person where provider = ${provider} and email = any(${addresses}::text[])
        union
        select person_id from seat where provider = ${provider} and email = any(${addresses}::text[])
      `,
    );
  };
}

export function entriesByIds(db: Kysely<Tables>): UsageReader['entries'] {
  return async (provider, personIds) => {
    if (personIds.length === 0) return [];
    const ids = [...new Set(personIds.map(storable))];
    return entriesOf(db, provider, sql`select unnest(${ids}::text[])`);
  };
}

export function seatHoldersOf(db: Kysely<Tables>): UsageReader['seatHolders'] {
  return (provider) =>
    entriesOf(db, provider, sql`select person_id from seat where provider = ${provider}`);
}

/** People of a provider, with all that is known of them; `who` selects their ids. */
async function entriesOf(
  db: Kysely<Tables>,
  provider: ProviderId,
  who: RawBuilder<unknown>,
): Promise<RosterEntry[]> {
  const { rows } = await sql<RosterRow>`
      with belonging (person_id) as (${who})
      select belonging.person_id,
             coalesce(person.email, seat.email) as email,
             coalesce(person.name, seat.name) as name,
             person.joined_at,
             seat.email as seat_email,
             seat.name as seat_name,
             seat.state,
             seat.given_at,
             seat.last_active_at as seat_last_active_at,
             seat.last_active_from,
             greatest(
               case when seat.last_active_from = 'use' then seat.last_active_at end,
               coalesce(last.at, extract(epoch from last.day)::double precision * 1000)
             ) as last_active_at
      from belonging
      left join person on person.provider = ${provider} and person.person_id = belonging.person_id
      left join seat on seat.provider = ${provider} and seat.person_id = belonging.person_id
      left join last_activity as last on last.provider = ${provider} and last.person_id = belonging.person_id
    `.execute(db);
  return rows.map(toEntry);
}

function toEntry(row: RosterRow): RosterEntry {
  return {
    personId: row.person_id,
    email: row.email,
    name: row.name,
    joinedAt: row.joined_at,
    seat: row.state === null ? null : toSeat(row, row.state),
    lastActiveAt: row.last_active_at,
  };
}

function toSeat(row: RosterRow, state: SeatState): RosterEntry['seat'] {
  return {
    personId: row.person_id,
    email: row.seat_email,
    name: row.seat_name,
    state,
    givenAt: row.given_at,
    lastActiveAt: row.seat_last_active_at,
    lastActiveFrom: row.last_active_from,
  };
}
