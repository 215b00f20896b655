import { SETTINGS } from '../config.ts';
import { readSettings, type Settings } from '../settings.ts';

export type Complaint = { readonly where: string; readonly problem: string };

type Environment = Readonly<Record<string, string | undefined>>;

type Usable = {
  readonly settings: Settings;
  readonly complaints: readonly Complaint[];
  readonly isAsSet: (...names: readonly string[]) => boolean;
};

/** What goes only together. */
const TOGETHER = [
  ['LINGMA_BASE_URL', 'LINGMA_ORGANIZATION_ID', 'LINGMA_TOKEN'],
  ['WINDSURF_BASE_URL', 'WINDSURF_SERVICE_KEY'],
];

const STAND_IN = 'stand-in';

/** Reads the settings that are right though others are wrong, so that all that can be looked at is. Null where nothing can. */
export async function usableSettings(
  environment: Environment,
): Promise<Usable | { readonly complaints: readonly Complaint[]; readonly settings: null }> {
  const read = await readSettings(environment);
  if (read.ok) return { settings: read.settings, complaints: [], isAsSet: () => true };
  const { complaints } = read;
  const named = new Set(
    complaints.map(({ where }) => (SETTINGS.includes(where) ? where : 'TEAMS_FILE')),
  );
  const left = new Set([
    ...named,
    ...TOGETHER.flatMap((group) => (group.some((name) => named.has(name)) ? group : [])),
  ]);
  const standIns = standInsFor(environment, left);
  const kept = Object.fromEntries(Object.entries(environment).filter(([name]) => !left.has(name)));
  const again = await readSettings({ ...kept, ...standIns });
  if (!again.ok) return { complaints, settings: null };
  return {
    settings: again.settings,
    complaints,
    isAsSet: (...names) => !names.some((name) => left.has(name) || name in standIns),
  };
}

/** What the settings cannot do without. */
function standInsFor(environment: Environment, left: ReadonlySet<string>): Environment {
  const has = (name: string) => !left.has(name) && Boolean(environment[name]?.trim());
  const isConnected = has('SLACK_APP_TOKEN') || has('SLACK_SIGNING_SECRET');
  const hasProvider = has('LINGMA_TOKEN') || has('WINDSURF_SERVICE_KEY');
  return {
    ...(has('SLACK_BOT_TOKEN') ? {} : { SLACK_BOT_TOKEN: `xoxb-${STAND_IN}` }),
    ...(isConnected ? {} : { SLACK_SIGNING_SECRET: STAND_IN }),
    ...(hasProvider ? {} : { WINDSURF_SERVICE_KEY: STAND_IN }),
  };
}
