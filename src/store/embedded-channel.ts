import { Worker } from 'node:worker_threads';
import { AppError } from '../errors.ts';

/** What the thread is asked: a statement (without parameters also several), or null to close. Nobody asks for request 0: it is the thread's start. */
export type Request = {
  readonly id: number;
  readonly sql: string | null;
  readonly parameters: readonly unknown[];
};

export type Result = {
  readonly rows: readonly unknown[];
  readonly affectedRows: number;
  readonly command: string;
};

export type Failure = { readonly message: string; readonly code: string | null };

export type Reply = { readonly id: number } & (Result | { readonly failure: Failure });

export type Channel = {
  readonly ended: boolean;
  /** Runs a statement, or several that have no parameters; gives the rows of all and the rest of the last. Errors carry PostgreSQL's code; `unavailable` once the thread is gone. */
  ask(sql: string | null, parameters?: readonly unknown[]): Promise<Result>;
  /** Resolves when the thread is gone. */
  readonly gone: Promise<void>;
};

/** Starts the embedded database's thread on a directory; resolves when the database is open. */
export async function openChannel(directory: string): Promise<Channel> {
  const worker = new Worker(new URL('./embedded-thread.ts', import.meta.url), {
    workerData: directory,
    execArgv: [],
  });
  const waiting = new Map<number, PromiseWithResolvers<Result>>();
  const gone = Promise.withResolvers<void>();
  let ended = false;
  let last = 0;

  function wait(id: number): Promise<Result> {
    const reply = Promise.withResolvers<Result>();
    waiting.set(id, reply);
    return reply.promise;
  }

  function end(cause?: unknown): void {
    ended = true;
    for (const { reject } of waiting.values()) reject(stopped(cause));
    waiting.clear();
  }

  worker.on('message', (reply: Reply) => {
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('failure' in reply) asked?.reject(toError(reply.failure));
    else asked?.resolve(reply);
  });
  worker.on('error', end);
  worker.on('exit', () => {
    end();
    gone.resolve();
  });

  try {
    await wait(0);
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  return {
    get ended() {
      return ended;
    },
    async ask(sql, parameters = []) {
      if (ended) throw stopped();
      const id = ++last;
      worker.postMessage({ id, sql, parameters } satisfies Request, []);
      return wait(id);
    },
    gone: gone.promise,
  };
}

function toError({ message, code }: Failure): Error {
  return Object.assign(new Error(message), code === null ? {} : { code });
}

function stopped(cause?: unknown): AppError {
  return new AppError(
    'unavailable',
    'The bot’s own database has stopped, so nothing can be looked up. What it holds is safe: tell the people who run the bot that it must be restarted.',
    { cause },
  );
}
