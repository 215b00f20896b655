import type { Check, Patient } from './check.ts';
import { open, right, wrong, type Finding } from './finding.ts';

/** Digests and days go by this clock; beyond the second, Slack's signed requests are refused as replays. */
const WORTH_MENDING_MS = 60_000;
const REFUSED_MS = 5 * 60_000;

const MEND = 'let the machine keep its clock by NTP';

type Asked = Pick<Patient, 'settings' | 'isAsSet' | 'readServerTime'>;

export const clockCheck: Check = { subject: 'clock', look: compareClocks };

/** Holds this machine's clock against those of Slack and of the vendors. */
export function compareClocks(asked: Asked): Promise<Finding[]> {
  return Promise.all(serversOf(asked).map(([title, url]) => compare(title, url, asked)));
}

function serversOf({ settings, isAsSet }: Asked): [title: string, url: string][] {
  const { slack, providers } = settings.config;
  const { lingma, windsurf } = providers;
  return [
    ['Slack', `${slack.apiUrl}api.test`],
    ...(lingma ? [['Lingma', lingma.baseUrl] satisfies [string, string]] : []),
    ...(windsurf && isAsSet('WINDSURF_SERVICE_KEY')
      ? [['Windsurf', windsurf.baseUrl] satisfies [string, string]]
      : []),
  ];
}

async function compare(
  title: string,
  url: string,
  { readServerTime, settings }: Asked,
): Promise<Finding> {
  let ahead: number | null;
  try {
    ahead = await readServerTime(url);
  } catch {
    return open('clock', `${title} at ${new URL(url).host} does not answer`);
  }
  if (ahead === null) return open('clock', `${title} tells no time`);
  const apart = Math.abs(ahead);
  if (apart < WORTH_MENDING_MS) return right('clock', `less than a minute from ${title}’s`);
  const off = `this machine’s is ${sayTime(apart)} ${ahead > 0 ? 'behind' : 'ahead of'} ${title}’s`;
  const isRefused =
    title === 'Slack' && apart >= REFUSED_MS && settings.config.slack.connection.mode === 'http';
  return wrong('clock', isRefused ? `${off}: Slack’s requests are taken for replays` : off, MEND);
}

function sayTime(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 600 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
}
