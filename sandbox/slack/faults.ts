import type { IncomingMessage, ServerResponse } from 'node:http';

/** Something that goes wrong between the bot and Slack. */
export type Fault =
  | { kind: 'status'; status: number; retryAfter?: number }
  /** No answer, ever. */
  | { kind: 'hang' }
  /** The connection breaks without an answer. */
  | { kind: 'cut' }
  /** Slack's own `{ok: false, error}`. */
  | { kind: 'error'; error: string };

/** The switch for faults. A target is a Web API method, `response_url`, or `*` for everything. */
export interface Faults {
  /** The next `times` requests to the target go wrong; all of them when left out. */
  inject(target: string, fault: Fault, times?: number): void;
  clear(): void;
}

/** The switch, and the side of it that the server asks. */
export interface FaultBoard extends Faults {
  take(target: string): Fault | undefined;
}

/** Starts without faults. */
export function createFaultBoard(): FaultBoard {
  const armed = new Map<string, { fault: Fault; left: number }>();

  function take(target: string): Fault | undefined {
    const key = armed.has(target) ? target : '*';
    const found = armed.get(key);
    if (found === undefined) return undefined;
    found.left -= 1;
    if (found.left <= 0) armed.delete(key);
    return found.fault;
  }

  return {
    inject: (target, fault, times = Infinity) => armed.set(target, { fault, left: times }),
    clear: () => armed.clear(),
    take,
  };
}

/** Lets a request run into the fault. */
export function suffer(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  if (fault.kind === 'hang') return;
  if (fault.kind === 'cut') {
    request.socket.destroy();
    return;
  }
  const status = fault.kind === 'status' ? fault.status : 200;
  const error = fault.kind === 'error' ? fault.error : errorOf(status);
  const retryAfter = fault.kind === 'status' ? fault.retryAfter : undefined;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  });
  response.end(JSON.stringify({ ok: false, error }));
}

function errorOf(status: number): string {
  return status === 429 ? 'ratelimited' : 'internal_error';
}
