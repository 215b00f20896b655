import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAsking, type Asking } from './asking.ts';
import type { Config } from './config.ts';
import type { Clock, OpenTableFile, PeopleStore, UsageStore } from './domain/ports.ts';
import type { Team } from './domain/teams.ts';
import { createCsvFiles } from './files/csv-file.ts';
import type { Provider } from './providers/provider.ts';
import { buildProviders } from './providers/registry.ts';
import { createFetchFeed, type Fetched, type FetchFeed } from './services/fetch-feed.ts';
import { createFetchMissing } from './services/fetch-missing.ts';
import { createListTeams } from './services/list-teams.ts';
import { createSyncUsage, type SyncUsage } from './services/sync-usage.ts';
import { createInFlight } from './slack/in-flight.ts';
import { createWebApi, type WebApi } from './slack/web-api.ts';
import { openDatabase, type Database } from './store/database.ts';
import { createPeopleStore } from './store/people-store.ts';
import { createUsageStore } from './store/usage-store.ts';

type Parts = {
  /** The teams of TEAMS_FILE; null where there is none. */
  readonly teams: readonly Team[] | null;
  readonly clock: Clock;
  /** Gives up what vendors are being asked. */
  readonly signal: AbortSignal;
  readonly onFetched?: (fetched: Fetched) => void;
};

/** What the bot is made of before anybody listens: the database is open, Slack and the vendors are not asked for anything yet. */
export type Core = {
  readonly database: Database;
  readonly store: UsageStore;
  readonly people: PeopleStore;
  readonly providers: readonly Provider[];
  readonly webApi: WebApi;
  readonly asking: Asking;
  readonly syncUsage: SyncUsage;
  readonly openTableFile: OpenTableFile;
  readonly clock: Clock;
  /** The report's IANA zone. */
  readonly zone: string;
  /** Waits for vendors' answers to be kept, at most `ms`, and closes the database. */
  close(ms: number): Promise<void>;
};

/** Opens the database and wires what asks and answers about usage. Throws AppError. */
export async function openCore(config: Config, parts: Parts): Promise<Core> {
  const database = await openDatabase(config.database);
  try {
    return await wire(database, config, parts);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function wire(database: Database, config: Config, parts: Parts): Promise<Core> {
  const { teams, clock, signal, onFetched } = parts;
  const fetches = createInFlight();
  const store = createUsageStore(database);
  // Nobody else uses an embedded database; on a server another replica may be in the middle of a fetch.
  if (database.engine === 'pglite') await store.abandon(clock());
  const providers = buildProviders(config.providers, { concurrency: config.sync.concurrency });
  const zone = config.reportTimezone;
  const base = { store, providers, clock, zone };
  const fetchOnce = createFetchFeed({ ...base, signal, ...(onFetched && { onFetched }) });
  const fetchFeed: FetchFeed = (fetch) => fetches.track(fetchOnce(fetch));
  const fetchMissing = createFetchMissing({ ...base, fetchFeed });
  const listTeams = createListTeams({ ...base, fetchMissing, fromFile: teams });
  const { retentionDays } = config;
  const { backfillDays } = config.sync;
  const { botToken: token, apiUrl: slackApiUrl } = config.slack;
  const webApi = createWebApi({ token, slackApiUrl });
  const { directory } = webApi;
  const people = createPeopleStore(database);
  return {
    ...base,
    database,
    people,
    webApi,
    asking: createAsking({ ...base, config, teams, people, fetchFeed, directory }),
    syncUsage: createSyncUsage({ ...base, fetchMissing, listTeams, retentionDays, backfillDays }),
    openTableFile: createCsvFiles(join(tmpdir(), 'ai-usage-bot')),
    async close(ms) {
      await fetches.drain(ms);
      await database.close();
    },
  };
}
