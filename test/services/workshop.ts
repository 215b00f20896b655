import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startLingma } from '../../sandbox/lingma/server.ts';
import { startWindsurf } from '../../sandbox/windsurf/server.ts';
import { createWorld } from '../../sandbox/world.ts';
import type { Messenger, OutgoingFile } from '../../src/domain/ports.ts';
import type { Team } from '../../src/domain/teams.ts';
import { createCsvFiles } from '../../src/files/csv-file.ts';
import { buildProviders } from '../../src/providers/registry.ts';
import { createCompareTeams } from '../../src/services/compare-teams.ts';
import { createExportUsage } from '../../src/services/export-usage.ts';
import { createFetchFeed } from '../../src/services/fetch-feed.ts';
import { createFetchMissing } from '../../src/services/fetch-missing.ts';
import { createFindSlackPerson } from '../../src/services/find-slack-person.ts';
import { createHideSmall } from '../../src/services/hide-small.ts';
import { createListInactive } from '../../src/services/list-inactive.ts';
import { createListTeams } from '../../src/services/list-teams.ts';
import { createListTop } from '../../src/services/list-top.ts';
import type { ListNudgesSeen } from '../../src/services/list-nudges-seen.ts';
import { createReportPerson } from '../../src/services/report-person.ts';
import { createReportStatus } from '../../src/services/report-status.ts';
import { createReportTeam } from '../../src/services/report-team.ts';
import { createSetListed } from '../../src/services/set-listed.ts';
import { createSyncUsage } from '../../src/services/sync-usage.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createPeopleStore } from '../../src/store/people-store.ts';
import { createUsageStore } from '../../src/store/usage-store.ts';
import { makeDataDir } from '../support/data-dir.ts';
import { makeDirectory } from './people.ts';

const ZONE = 'Asia/Shanghai';
const NOON = Date.parse('2026-11-22T12:00:00+08:00');
const HOUR_MS = 3_600_000;
const ABOUT = { version: '1.2.3', database: 'pglite', startedAt: new Date(NOON) } as const;

/** The services over a real store and the sandbox's vendors, on a clock that a test moves by hand. */
export async function openWorkshop() {
  const time = { now: NOON };
  const clock = () => new Date(time.now);
  const world = createWorld({ now: clock, people: 60, days: 120 });
  const lingma = await startLingma({ world });
  const windsurf = await startWindsurf({ world });
  const dataDir = await makeDataDir();
  const database = await openDatabase({ url: null, dataDir });
  const store = createUsageStore(database);
  const people = createPeopleStore(database);
  const providers = buildProviders(
    {
      lingma: { baseUrl: lingma.url, organizationId: lingma.organizationId, token: lingma.token },
      windsurf: { baseUrl: windsurf.url, serviceKey: windsurf.serviceKey },
    },
    { retries: 1, backoffMs: 1, timeoutMs: 5000 },
  );
  const stopping = new AbortController();
  const base = { store, providers, clock, zone: ZONE };
  const fetchFeed = createFetchFeed({ ...base, signal: stopping.signal });
  const fetchMissing = createFetchMissing({ ...base, fetchFeed });

  const slack = makeDirectory();
  const sent: { to: string; file: OutgoingFile; text: string }[] = [];
  const messenger: Messenger = {
    async sendFile(to, file) {
      sent.push({ to, file, text: await readFile(file.path, 'utf8') });
      return 'D1';
    },
    replace: async () => undefined,
  };
  const filesDir = join(dataDir, 'exports');
  const listNudgesSeen: ListNudgesSeen = async () => ({
    sent: [],
    inAll: 0,
    tipsOff: false,
    awayUntil: null,
    exemptUntil: null,
  });
  const outside = { messenger, openTableFile: createCsvFiles(filesDir), listNudgesSeen };

  /** The services as they are for these teams; null means departments. */
  function forTeams(fromFile: readonly Team[] | null, settings = {}) {
    const listTeams = createListTeams({ ...base, fetchMissing, fromFile });
    const limits = { retentionDays: 400, minGroupSize: 1, backfillDays: 40, ...settings };
    const hideSmall = createHideSmall({ ...base, ...limits });
    const ports = { ...base, ...outside, people, fetchMissing, listTeams, hideSmall, ...limits };
    const personal = { ...ports, findSlackPerson: createFindSlackPerson({ ...ports, ...slack }) };
    return {
      ports: personal,
      report: createReportTeam(ports),
      person: createReportPerson(personal),
      top: createListTop(ports),
      inactive: createListInactive(ports),
      compare: createCompareTeams(ports),
      exportUsage: createExportUsage(personal),
      status: createReportStatus({
        ...ports,
        about: ABOUT,
        isSyncing: () => false,
        tellSending: async () => [],
      }),
      setListed: createSetListed(ports),
      sync: createSyncUsage(ports),
    };
  }

  return {
    world,
    lingma,
    windsurf,
    database,
    store,
    people,
    slack,
    sent,
    filesDir,
    fetchFeed,
    fetchMissing,
    fetchWhile: (patience: AbortSignal) => createFetchMissing({ ...base, fetchFeed, patience }),
    forTeams,
    clock,
    passHours: (hours: number) => {
      time.now += hours * HOUR_MS;
    },
    /** What Lingma is asked while `work` runs, oldest first: the last part of each path, with its query. */
    async asked(work: () => Promise<unknown>) {
      const before = lingma.requests.length;
      await work();
      return lingma.requests.slice(before).map(({ path, query }) => ({
        ...query,
        list: path.split('/').at(-1),
      }));
    },
    async close() {
      await Promise.all([lingma.close(), windsurf.close(), database.close()]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type Workshop = Awaited<ReturnType<typeof openWorkshop>>;

export function makeTeam(over: Partial<Team>): Team {
  return {
    id: 'team',
    name: 'Team',
    aliases: [],
    groups: {},
    members: [],
    managers: [],
    matchByEmail: false,
    within: null,
    ...over,
  };
}
