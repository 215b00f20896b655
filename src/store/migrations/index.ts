import type { Migration } from 'kysely/migration';
import { usage } from './0001-usage.ts';
import { people } from './0002-people.ts';
import { digests } from './0003-digests.ts';
import { nudges } from './0004-nudges.ts';
import { once } from './0005-once.ts';
import { undo } from './0006-undo.ts';
import { seatUse } from './0007-seat-use.ts';
import { redrawn } from './0008-redrawn.ts';

/** Every migration by its name, in the order of the names. One that has been released is never changed again. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-usage': usage,
  '0002-people': people,
  '0003-digests': digests,
  '0004-nudges': nudges,
  '0005-once': once,
  '0006-undo': undo,
  '0007-seat-use': seatUse,
  '0008-redrawn': redrawn,
};
