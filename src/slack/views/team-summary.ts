import type { ProviderSummary, TeamSummary } from '../../domain/summary.ts';
import { divider, LIMITS, passage, SPARE, type Message, type Section } from './blocks.ts';
import type { Measure } from './chart.ts';
import { definitionsOf } from './definitions.ts';
import type { Drawing } from './drawing.ts';
import { fit } from './fit.ts';
import { counted } from './numbers.ts';
import { opening, tooSmallSection, whenText } from './opening.ts';
import { providerCard, quiet, reachOf, remarksOf, titleOf, troubleSections } from './provider.ts';
import { plain } from './text.ts';

export const PROVIDERS = 5;
export const RULE: Section = { parts: [{ block: divider(), spare: SPARE.rule }], lines: [''] };

type Options = Drawing & { readonly inactiveCommand: string; readonly seatsCommand: string };

/** A team's summary as one message. `inactiveCommand` lists the team's inactive seats, `seatsCommand` gives all seats as a file. */
export function teamSummaryMessage(
  summary: TeamSummary,
  { blocks, foot, inactiveCommand, seatsCommand }: Options,
): Message {
  const { zone, inactiveDays, notes } = summary;
  const shown = summary.providers.slice(0, PROVIDERS);
  const plan = blocks === 'all' ? chartPlan(shown) : new Map<string, Measure[]>();
  return fit([
    teamOpening(summary, shown),
    ...troubleSections(notes),
    ...nothingToShow(summary),
    ...shown.flatMap((provider, index) => [
      ...(index > 0 ? [RULE] : []),
      ...providerCard(provider, {
        zone,
        inactiveDays,
        inactiveCommand,
        seatsCommand,
        measures: plan.get(provider.provider) ?? [],
      }),
    ]),
    quiet([...moreProviders(summary), ...definitionsOf(summary), ...remarksOf(notes)]),
    ...foot,
  ]);
}

/** Team, period, and how far each provider's data reaches. */
export function teamOpening(
  { team, period, zone }: TeamSummary,
  shown: readonly ProviderSummary[],
  kind = '',
): Section {
  const name = plain(team.name) || plain(team.id) || 'Team';
  const reach = shown.map((provider) => `${titleOf(provider)}: ${reachOf(provider, zone)}`);
  return opening(`${name}${kind}`, [whenText(period, zone), ...reach]);
}

/** At most two charts a message: both measures of the one provider that has them, else the lines of the first two. */
export function chartPlan(providers: readonly ProviderSummary[]): Map<string, Measure[]> {
  const charting = providers.filter(({ chart }) => chart.state === 'known');
  const measures: Measure[] = charting.length === 1 ? ['lines', 'people'] : ['lines'];
  return new Map(charting.slice(0, LIMITS.charts).map(({ provider }) => [provider, measures]));
}

export function nothingToShow({ tooSmall, providers }: TeamSummary): Section[] {
  if (tooSmall) return [tooSmallSection(tooSmall)];
  if (providers.length > 0) return [];
  return [passage(0, 'There is no figure for this team: no provider knows it.')];
}

function moreProviders({ providers }: TeamSummary): string[] {
  const over = providers.length - PROVIDERS;
  return over > 0 ? [`${counted(over, 'more provider')}: ask for one with provider=.`] : [];
}
