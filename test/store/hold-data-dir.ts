import { writeSync } from 'node:fs';
import { lockDataDir } from '../../src/store/lock.ts';

// Run as a process of its own: takes a data directory, says so, and holds it until it is killed.

lockDataDir(process.argv[2] ?? '');
writeSync(1, 'held\n');
setInterval(() => undefined, 60_000);
