import type { Fault, Faults } from '../../sandbox/faults.ts';

/** What may become of a post: of half of them Slack took the message all the same. */
const POSTING: readonly Fault[] = [
  { kind: 'truncated' },
  { kind: 'slow', milliseconds: 900 },
  { kind: 'late', milliseconds: 800 },
  { kind: 'late', milliseconds: 300 },
  { kind: 'cut' },
  { kind: 'hang' },
  { kind: 'status', status: 503 },
  { kind: 'status', status: 429, retryAfter: '1' },
  { kind: 'garbage' },
];

/** And of a look into a conversation; a refusal means that a person must be asked. */
const LOOKING: readonly Fault[] = [
  { kind: 'cut' },
  { kind: 'status', status: 429, retryAfter: '1' },
  { kind: 'status', status: 500 },
  { kind: 'forbidden' },
];

/** So that as much gets lost as can be looked for: Slack lets an app read histories fifty times a minute. */
const EVERY_MS = 2500;

/** Lets one request after another run into something until it is stopped. */
export function makeTrouble(faults: Faults): () => void {
  const timer = setInterval(() => {
    faults.set(oneOf(POSTING), { path: 'chat.postMessage', times: 1 });
    if (Math.random() < 0.2)
      faults.set(oneOf(LOOKING), { path: 'conversations.history', times: 1 });
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    faults.clear();
  };
}

function oneOf(list: readonly Fault[]): Fault {
  return list[Math.floor(Math.random() * list.length)] ?? { kind: 'cut' };
}
