import type { CliParts } from './cli/run.ts';
import type { Core } from './core.ts';
import { createQuestions } from './questions.ts';
import { createListNudgesSeen } from './services/list-nudges-seen.ts';
import { createMakeDigest } from './services/make-digest.ts';
import { createTellSending } from './services/tell-sending.ts';
import type { Settings } from './settings.ts';
import { createDeliveryStore } from './store/delivery-store.ts';
import { createNudgeStore } from './store/nudge-store.ts';

/** A terminal has time: an answer that was waited for is worth more than one that says what is missing. */
const PATIENCE_MS = 15 * 60_000;

/** Nothing that a terminal asks sends anything. */
const NO_QUEUE = {
  enqueue: async () => {
    throw new Error('A terminal sends nothing.');
  },
};

/** Wires what the commands of a terminal need: the services that answer Slack. */
export function wireCli(
  core: Core,
  { config, nudges: policy }: Settings,
  parts: Pick<CliParts, 'terminal' | 'signal'> & { readonly version: string },
): CliParts {
  const { database, asking, clock, webApi } = core;
  const deliveries = createDeliveryStore(database, NO_QUEUE);
  const nudges = createNudgeStore(database, NO_QUEUE);
  const { listTeams, findSlackPerson } = asking.within(PATIENCE_MS);
  return {
    ...core,
    ...parts,
    // In turn with the bots on the same server, as they are with each other.
    syncUsage: (signal) => database.inTurn('sync', () => core.syncUsage(signal), signal),
    questionsWith: ({ openTableFile, deliver }) =>
      createQuestions({
        ...core,
        ...webApi,
        openTableFile,
        messenger: {
          sendFile: async (_to, { path }) => {
            await deliver(path);
            return '';
          },
          replace: async () => undefined,
        },
        adminUsers: config.adminUsers,
        about: { version: parts.version, database: database.engine, startedAt: clock() },
        isSyncing: () => false,
        tellSending: createTellSending({ ...core, deliveries, nudges, refused: () => null }),
        listNudgesSeen: createListNudgesSeen({
          ...core,
          ...webApi,
          nudges,
          policy,
          listTeams,
          findSlackPerson,
          adminChannel: config.adminChannel,
        }),
        patienceMs: PATIENCE_MS,
      }),
    makeDigest: createMakeDigest({
      patient: () => asking.within(PATIENCE_MS),
      clock,
      onSummed: () => undefined,
    }),
  };
}
