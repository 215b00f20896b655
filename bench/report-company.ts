import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { lastDueDay } from '../src/domain/calendar.ts';
import { openDatabase } from '../src/store/database.ts';
import { fillCompany, TEAM_SIZE } from './fill-company.ts';
import type { ReportTeam } from './report-statements.ts';

/** A place for a company: an address, or a directory where that is null. */
export type Place = { readonly url: string | null; readonly dataDir: string };

/** A company that the bot holds whole, with two teams of `TEAM_SIZE` people. */
export type ReportCompany = {
  /** The same once more for others, since an embedded database is one process's at a time. */
  readonly twin: Place;
  /** By their names in the teams file. */
  readonly teams: readonly { readonly name: string; readonly team: ReportTeam }[];
  /** The newest day for which data is due. */
  readonly lastDay: string;
  /** What the bot must be told. */
  readonly settings: Readonly<Record<string, string>>;
};

const ZONE = 'Asia/Shanghai';

/** Makes it in an empty database; `folder` takes its teams file. */
export async function makeCompany(
  database: Place,
  { people, days }: { readonly people: number; readonly days: number },
  folder: string,
): Promise<ReportCompany> {
  const lastDay = await fillPlace(database, { people, days });
  const departments = people / TEAM_SIZE;
  const emails = Array.from(
    { length: TEAM_SIZE },
    (_, index) => `person-${index * departments + 1}@example.com`,
  );
  const teamsFile = join(folder, 'teams.yml');
  const teams = { department: { lingma: { departments: ['d-0'] } }, people: { members: emails } };
  await writeFile(teamsFile, stringify({ teams }));
  const { url, dataDir } = database;
  const twin = { url, dataDir: join(folder, 'twin') };
  if (url === null) await cp(dataDir, twin.dataDir, { recursive: true });
  return {
    twin,
    teams: [
      { name: 'department', team: { kind: 'department', groupId: 'd-0' } },
      { name: 'people', team: { kind: 'people', emails } },
    ],
    lastDay,
    settings: { ...settingsFor(database), TEAMS_FILE: teamsFile },
  };
}

/** Makes a company there, and gives the newest day for which data is due. */
export async function fillPlace(
  place: Place,
  size: { readonly people: number; readonly days: number },
): Promise<string> {
  const lastDay = lastDueDay(new Date(), [ZONE]);
  const opened = await openDatabase(place);
  try {
    await fillCompany(opened, { ...size, to: lastDay });
  } finally {
    await opened.close();
  }
  return lastDay;
}

/** What the bot must be told to hold a company that is there. */
export function settingsFor({ url, dataDir }: Place): Readonly<Record<string, string>> {
  return {
    ...(url === null ? { DATA_DIR: dataDir } : { DATABASE_URL: url }),
    REPORT_TIMEZONE: ZONE,
    // Nobody is there: the bot finds nothing to ask for.
    LINGMA_BASE_URL: 'http://127.0.0.1:9',
    LINGMA_ORGANIZATION_ID: 'bench',
    LINGMA_TOKEN: 'bench',
    PORT: '0',
  };
}
