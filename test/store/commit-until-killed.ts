import { writeSync } from 'node:fs';
import { openDatabase } from '../../src/store/database.ts';
import { createUsageStore } from '../../src/store/usage-store.ts';
import { KILLED_FETCH, killedRows } from './killed-rows.ts';

// Run as a process of its own: replaces the same days again and again, and says when it begins to and when it is done.

const [dataDir = '', from = '0'] = process.argv.slice(2);
const store = createUsageStore(await openDatabase({ url: null, dataDir }));
await store.abandon(new Date());
for (let round = Number(from); ; round++) {
  const run = await store.begin(KILLED_FETCH, new Date());
  for (const batch of killedRows(round)) await store.stage(run, 'person-days', batch);
  writeSync(1, `commit ${round}\n`);
  await store.commit(run, { at: new Date(round), rejected: 0, outOfRange: 0, warnings: [] });
  writeSync(1, `done ${round}\n`);
}
