import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type End = () => Promise<unknown>;

/** What was started and must be ended again. */
export type Closing = {
  add(end: End): void;
  /** For what ends sooner: ended with this one at the latest. */
  inner(): Closing;
  /** Makes a folder that is removed in the end. */
  folder(): Promise<string>;
  /** Ends everything, what was started last first, whatever fails; safe to call again. */
  end(): Promise<void>;
};

export function createClosing(): Closing {
  const ends: End[] = [];
  return {
    add: (end) => void ends.push(end),
    inner: () => {
      const closing = createClosing();
      ends.push(() => closing.end());
      return closing;
    },
    folder: async () => {
      const path = await mkdtemp(join(tmpdir(), 'ai-usage-bench-'));
      ends.push(() => rm(path, { recursive: true, force: true }));
      return path;
    },
    end: async () => {
      for (let end = ends.pop(); end; end = ends.pop()) {
        await end().catch((error: unknown) => console.error(error));
      }
    },
  };
}
