import type { ChildProcess } from 'node:child_process';
import type { Clock } from './clock.ts';
import { OFFSET_SETTING, readMove } from './moves.ts';

const PATIENCE_MS = 5000;
const PRELOAD = new URL('./preload.ts', import.meta.url).href;

/** What a process is started with, so that it follows a clock; it also needs an `ipc` channel. */
export function followingOptions(clock: Clock) {
  return {
    execArgv: ['--import', PRELOAD],
    env: { [OFFSET_SETTING]: String(clock.offsetMs()) },
  };
}

/** Moves a process's clock along with this one for as long as it runs. */
export function linkClock(child: ChildProcess, clock: Clock): void {
  const stop = clock.follow((offsetMs) => tell(child, offsetMs));
  child.once('close', stop);
}

/** Resolves when the process says that its clock has moved, has ended, or says nothing for five seconds. */
function tell(child: ChildProcess, offsetMs: number): Promise<void> {
  if (!child.connected) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      child.off('message', hear);
      child.off('disconnect', end);
      resolve();
    };
    const hear = (message: unknown) => {
      if (readMove(message) === offsetMs) end();
    };
    const timer = setTimeout(end, PATIENCE_MS);
    child.on('message', hear);
    child.once('disconnect', end);
    child.send({ clockOffsetMs: offsetMs }, (error) => {
      if (error) end();
    });
  });
}
