import { TZDate } from '@date-fns/tz';
import type { World } from '../../sandbox/world.ts';
import type { Card } from './reading.ts';

type Period = { readonly from: string; readonly to: string };

const DAY_MS = 86_400_000;
const LONGEST_NAME = 40;

/** What Lingma's card of a team must say, summed from the world's raw rows by other means than the bot's. */
export function lingmaCard(world: World, teamId: string, period: Period): Card {
  const now = world.expected.team(teamId, period);
  const before = world.expected.team(teamId, periodBefore(period));
  const { neverUsed, lapsed } = inactiveAtLingma(world, teamId);
  const inactive = neverUsed + lapsed;
  const share = (team: typeof now) => [team.linesAccepted, team.linesChanged] as const;
  const acceptance = (team: typeof now) =>
    [team.completionsAccepted, team.completionsSuggested] as const;
  const changed = (
    key: 'activePeople' | 'activeChat' | 'activeCompletion' | 'linesAccepted' | 'chatTurns',
  ) => `${many(now[key])}  ${change(now[key], before[key])}`;
  return {
    Seats: `${many(now.seatsHeld)} held · ${many(now.seatsActive)} active · ${many(inactive)} inactive`,
    Adoption: percent(now.seatsActive, now.seatsHeld),
    'Active people': changed('activePeople'),
    'Of them using': `chat: ${changed('activeChat')}, completion: ${changed('activeCompletion')}`,
    'Lines accepted': changed('linesAccepted'),
    'AI share of changed lines': rate(share(now), share(before)),
    'Completion acceptance': rate(acceptance(now), acceptance(before)),
    'Chat turns': changed('chatTurns'),
    'Top acceptors': topFive(now.top) || 'nobody accepted a line.',
  };
}

function topFive(top: ReturnType<World['expected']['team']>['top']): string {
  return top
    .slice(0, 5)
    .map(({ name, linesAccepted }) => `${shown(name)} ${many(linesAccepted)}`)
    .join(', ');
}

/** What Windsurf's card of a team must say; the period's days are those of `zone`. */
export function windsurfCard(world: World, teamId: string, period: Period, zone: string): Card {
  const now = world.expected.windsurf(teamId, windowOf(period, zone));
  const before = world.expected.windsurf(teamId, windowOf(periodBefore(period), zone));
  const inactive = inactiveAtWindsurf(world, teamId);
  return {
    Seats: `${many(now.held)} held · ${many(now.activePeople)} active · ${many(inactive)} inactive`,
    Adoption: percent(now.activePeople, now.held),
    'Active people': `${many(now.activePeople)}  ${change(now.activePeople, before.activePeople)}`,
    'Active days': `${many(now.activeDays)} by ${many(now.activePeople)} ${now.activePeople === 1 ? 'person' : 'people'}`,
  };
}

/** Seats at Lingma whose holder was not seen for 30 days before the world's now, and did not just join. */
export function inactiveAtLingma(world: World, teamId: string) {
  const quiet = world.expected.seats(teamId).flatMap(({ person }) => {
    const last = lastUseAtLingma(world, person.userId);
    return isQuiet(world, last ?? -Infinity, person.joinedAt) ? [last] : [];
  });
  const neverUsed = quiet.filter((last) => last === null).length;
  return { neverUsed, lapsed: quiet.length - neverUsed };
}

function lastUseAtLingma(world: World, userId: string): number | null {
  const rows = world.lingma.developerRows({ userId }, { from: world.firstDay, to: world.today() });
  const last = rows.slice(0, rows.total).findLast(({ statusActive }) => statusActive);
  if (!last) return null;
  const at = last.statusActiveLastedTime ?? '';
  return Number(at) || Date.parse(String(at));
}

function inactiveAtWindsurf(world: World, teamId: string): number {
  const { groups = [], members = [] } = world.teams.find(({ id }) => id === teamId) ?? {};
  return world.windsurf.roster.filter((user) => {
    const held = user.status === 'APPROVED' && !user.disabled;
    const last = world.windsurf.usesOf(user, 0, Infinity).at(-1)?.at ?? -Infinity;
    return (
      held &&
      (user.groups.some((group) => groups.includes(group)) ||
        members.includes(user.email?.toLowerCase() ?? '')) &&
      isQuiet(world, last, user.signupAt)
    );
  }).length;
}

function isQuiet(world: World, lastUse: number, given: number): boolean {
  return world.now().getTime() - Math.max(lastUse, given) >= 30 * DAY_MS;
}

function periodBefore({ from, to }: Period): Period {
  const length = (at(to) - at(from)) / DAY_MS + 1;
  return { from: dayOf(at(from) - length * DAY_MS), to: dayOf(at(from) - DAY_MS) };
}

function windowOf({ from, to }: Period, zone: string) {
  const midnight = (day: string) => {
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
    return new TZDate(year, month - 1, date, zone).getTime();
  };
  return { start: new Date(midnight(from)), end: new Date(midnight(dayOf(at(to) + DAY_MS)) - 1) };
}

function at(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

function many(count: number): string {
  return count.toLocaleString('en-US');
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)} %`;
}

function change(now: number, before: number): string {
  if (now === before) return 'no change';
  if (before === 0) return 'none before';
  const part = (100 * Math.abs(now - before)) / before;
  const size = part < 1 ? 'under 1' : many(Math.round(part));
  return `${now > before ? '▲' : '▼'} ${size} %`;
}

type Parts = readonly [part: number, whole: number];

function rate(now: Parts, before: Parts): string {
  const [part, whole] = now;
  if (whole === 0) return percent(part, whole);
  const changed = before[1] === 0 ? '' : `  ${changeInPoints(now, before)}`;
  return `${percent(part, whole)}${changed}, ${many(part)} of ${many(whole)}`;
}

function changeInPoints(now: Parts, before: Parts): string {
  const points = (100 * now[0]) / now[1] - (100 * before[0]) / before[1];
  if (points === 0) return 'no change';
  const size = Math.abs(points);
  return `${points > 0 ? '▲' : '▼'} ${size < 0.1 ? 'under 0.1' : size.toFixed(1)} points`;
}

/** A name on one line, cut where it is too long. */
function shown(name: string): string {
  const line = name.replace(/\s+/g, ' ').trim();
  const letters = [...new Intl.Segmenter('en').segment(line)].map(({ segment }) => segment);
  return letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME - 1).join('')}…` : line;
}
