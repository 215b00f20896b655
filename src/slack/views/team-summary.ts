import { lengthOf } from '../../domain/calendar.ts';
import type { ProviderSummary, TeamSummary } from '../../domain/summary.ts';
import {
  context,
  divider,
  header,
  LIMITS,
  paragraph,
  SPARE,
  type Message,
  type Section,
} from './blocks.ts';
import type { Measure } from './chart.ts';
import { periodText } from './dates.ts';
import { fit } from './fit.ts';
import { counted } from './numbers.ts';
import { noteSections, providerCard, quiet, reachOf, remarksOf, titleOf } from './provider.ts';
import { mrkdwn, plain } from './text.ts';

const PROVIDERS = 5;
const RULE: Section = { parts: [{ block: divider(), spare: SPARE.rule }], lines: [''] };

/** A team's summary as one message. With `charts: 'text'` no block is used that some workspaces refuse. */
export function teamSummaryMessage(
  summary: TeamSummary,
  options: { readonly charts: 'native' | 'text' },
): Message {
  const shown = summary.providers.slice(0, PROVIDERS);
  const plan = options.charts === 'native' ? chartPlan(shown) : new Map<string, Measure[]>();
  return fit([
    opening(summary, shown),
    ...noteSections(summary.notes.filter(({ kind }) => kind === 'trouble')),
    ...nothingToShow(summary),
    ...shown.flatMap((provider, index) => [
      ...(index > 0 ? [RULE] : []),
      ...providerCard(provider, {
        zone: summary.zone,
        inactiveDays: summary.inactiveDays,
        measures: plan.get(provider.provider) ?? [],
      }),
    ]),
    quiet([...definitions(summary), ...remarksOf(summary.notes)]),
  ]);
}

function opening(summary: TeamSummary, shown: readonly ProviderSummary[]): Section {
  const { team, period, zone } = summary;
  const name = plain(team.name) || plain(team.id) || 'Team';
  const when = `${periodText(period)} · ${counted(lengthOf(period), 'day')} · ${plain(zone)}`;
  const reach = shown.map((provider) => `${titleOf(provider)}: ${reachOf(provider, zone)}`);
  return {
    parts: [
      { block: header(name), spare: 0 },
      { block: context([when, ...reach]), spare: 0 },
    ],
    lines: [`${mrkdwn(name)} · ${mrkdwn(when)}`, ...reach.map(mrkdwn)],
  };
}

/** At most two charts a message: both measures of the one provider that has them, else the lines of the first two. */
function chartPlan(providers: readonly ProviderSummary[]): Map<string, Measure[]> {
  const charting = providers.filter(({ chart }) => chart.state === 'known');
  const measures: Measure[] = charting.length === 1 ? ['lines', 'people'] : ['lines'];
  return new Map(charting.slice(0, LIMITS.charts).map(({ provider }) => [provider, measures]));
}

function nothingToShow({ tooSmall, providers }: TeamSummary): Section[] {
  if (providers.length > 0) return [];
  const why = tooSmall
    ? `No figures are shown: fewer than ${counted(tooSmall.minimum, 'person', 'people')} hold a seat here, and so small a group would tell about single people.`
    : 'There is no figure for this team: no provider knows it.';
  return [{ parts: [{ block: paragraph(why), spare: 0 }], lines: [why] }];
}

function definitions({ before, inactiveDays, providers }: TeamSummary): string[] {
  if (providers.length === 0) return [];
  const many = providers.length > 1;
  const over = providers.length - PROVIDERS;
  return [
    ...(over > 0 ? [`${counted(over, 'more provider')}: ask for one with provider=.`] : []),
    `▲▼ against ${periodText(before)}.`,
    'Active: used it on at least one day.',
    'Adoption: active of held seats.',
    `Inactive: not used for ${counted(inactiveDays, 'day')}.`,
    'AI share: lines accepted of lines changed; acceptance: completions accepted of suggested.',
    ...(many ? ['Vendors count differently: their figures are not added up.'] : []),
  ];
}
