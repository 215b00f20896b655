import { startOfDay } from './calendar.ts';
import { idleSince } from './inactive-seats.ts';
import type { ProviderSummary, TeamSummary } from './summary.ts';
import { isTrouble } from './summary.ts';

const DAY_MS = 86_400_000;

/** Whether a provider tells anything of the period: what it has not reported yet is not nothing. */
function tellsPeriod({ window, usage, people, chart, dataTo }: ProviderSummary, from: string) {
  if (window.state === 'known') return true;
  const counted = [usage, people, chart].some(({ state }) => state === 'known');
  return counted && dataTo !== null && dataTo >= from;
}

/** Whether no provider could tell anything of the period. */
export function hasNoData({ providers, tooSmall, period }: TeamSummary): boolean {
  return tooSmall === null && !providers.some((provider) => tellsPeriod(provider, period.from));
}

/**
 * Whether there is something to tell: somebody was active, seats became inactive, something went wrong, or what nobody knows
 * may be news. Needs the inactive seats by name.
 */
export function hasNews(summary: TeamSummary): boolean {
  const { providers, tooSmall, period } = summary;
  if (tooSmall || providers.length === 0) return true;
  const notes = [...summary.notes, ...providers.flatMap((provider) => provider.notes)];
  if (notes.some(isTrouble)) return true;
  return providers.some(
    (provider) =>
      !tellsPeriod(provider, period.from) || isActive(provider) || newlyInactive(provider, summary),
  );
}

function isActive({ people, usage, window }: ProviderSummary): boolean {
  if (people.state === 'known' && isSome(people.figures.active.now)) return true;
  if (window.state === 'known' && isSome(window.figures.activeDays.sum)) return true;
  if (usage.state !== 'known') return false;
  const { linesAccepted, linesChanged, chatTurns, completions } = usage.figures;
  return [linesAccepted.now, linesChanged.now, chatTurns.now, completions.now.whole].some(isSome);
}

function isSome(value: number | null): boolean {
  return value !== null && value > 0;
}

/** Whether a seat has been idle for too long only since the period began. */
function newlyInactive(
  { inactiveSeats }: ProviderSummary,
  { period, zone, inactiveDays }: TeamSummary,
): boolean {
  const began = startOfDay(period.from, zone).getTime();
  return (inactiveSeats ?? []).some((seat) => idleSince(seat) + inactiveDays * DAY_MS >= began);
}
