import type { SyncStore } from '../domain/ports.ts';
import type { Provider } from '../providers/provider.ts';
import { inTime } from './in-time.ts';

/** What must be there before the bot can answer: each part, and whether it is. */
export type Readiness = {
  readonly ready: boolean;
  readonly database: boolean;
  readonly slack: boolean;
  /** Whether each provider has answered at least once, now or in an earlier life of the process. */
  readonly synced: Readonly<Record<string, boolean>>;
};

export type CheckReady = () => Promise<Readiness>;

type Ports = {
  readonly store: Pick<SyncStore, 'lastAnswer'>;
  readonly providers: readonly Pick<Provider, 'id'>[];
  readonly slackIsThere: () => boolean;
};

/** Whoever asks has given up by then. */
const PATIENCE_MS = 5000;

export function createCheckReady({ store, providers, slackIsThere }: Ports): CheckReady {
  return async () => {
    const slack = slackIsThere();
    const asking = providers.map(
      async ({ id }) => [id, (await store.lastAnswer(id)) !== null] as const,
    );
    const answers = await inTime(Promise.all(asking), PATIENCE_MS);
    if (!answers) return { ready: false, database: false, slack, synced: {} };
    const ready = slack && answers.every(([, answered]) => answered);
    return { ready, database: true, slack, synced: Object.fromEntries(answers) };
  };
}
