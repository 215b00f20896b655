import type { Digest } from '../../domain/digests.ts';
import { saySchedule } from '../../domain/schedule.ts';
import type { ProviderSummary, SplitShare } from '../../domain/summary.ts';
import { NOTHING, passage, SPARE, type Message, type Section } from './blocks.ts';
import type { Button } from './buttons.ts';
import { chartSection, type Measure } from './chart.ts';
import { momentText, periodText } from './dates.ts';
import { definitionsOf } from './definitions.ts';
import { splitSection, topSection, unnamedTopSection } from './details.ts';
import { drawingOf, type Drawing } from './drawing.ts';
import { figureLines, figuresOf } from './figures.ts';
import { fit } from './fit.ts';
import { inactiveSection } from './inactive-seats.ts';
import { counted } from './numbers.ts';
import {
  nothingKnown,
  quiet,
  reachOf,
  remarksOf,
  smallPrint,
  titleOf,
  troubleSections,
} from './provider.ts';
import { chartPlan, nothingToShow, PROVIDERS, RULE, teamOpening } from './team-summary.ts';
import { plain } from './text.ts';

type Options = Pick<Drawing, 'blocks'> & {
  /** The command for the full report of the same period, as a button carries it. */
  readonly reportCommand: string;
  /** The command that lists the team's inactive seats, as somebody would type it. */
  readonly inactiveCommand: string;
  /** Whether it is shown to one person only, to try it out. */
  readonly isTest: boolean;
  /** Whether it goes out later than it was due. */
  readonly isLate: boolean;
};

const SHARES = 3;

/** A team's week, or month, for its channel. One without news is a line. */
export function digestMessage(digest: Digest, options: Options): Message {
  const { summary, noData, news, subscriptionId } = digest;
  const buttons: Button[] = [
    { does: 'run', label: 'Full report', value: options.reportCommand },
    { does: 'edit-digest', label: 'Settings', value: String(subscriptionId) },
  ];
  const { foot } = drawingOf({ ...LOOK, blocks: options.blocks }, [buttons]);
  const remarks = [...testRemark(options.isTest), ...lateRemark(digest, options)];
  if (noData) return fit([...remarks, ...withoutData(digest), ...foot]);
  if (!news) return fit([...remarks, quietLine(digest), ...foot]);
  const shown = summary.providers.slice(0, PROVIDERS);
  const plan = options.blocks === 'all' ? chartPlan(shown) : new Map<string, Measure[]>();
  return fit([
    teamOpening(summary, shown, ' · digest'),
    ...remarks,
    ...troubleSections(summary.notes),
    ...nothingToShow(summary),
    ...shown.flatMap((provider, index) => [
      ...(index > 0 ? [RULE] : []),
      ...providerPart(provider, digest, options, plan.get(provider.provider) ?? []),
    ]),
    quiet([
      ...moreProviders(summary.providers.length),
      ...definitionsOf(summary),
      ...remarksOf(summary.notes),
      ...nameRemark(digest),
      ...scheduleRemark(digest),
    ]),
    ...foot,
  ]);
}

const LOOK = { providers: [], audience: 'channel', sharedBy: null } as const;

function providerPart(
  provider: ProviderSummary,
  { summary, sections, names }: Digest,
  { inactiveCommand }: Options,
  measures: readonly Measure[],
): Section[] {
  const { zone, inactiveDays } = summary;
  const title = titleOf(provider);
  const has = (section: Digest['sections'][number]) => sections.includes(section);
  const chart = chartSection(provider, { measures, of: title });
  return [
    figureLines(title, figuresOf(provider, zone)),
    ...troubleSections(provider.notes),
    has('chart') ? chart.section : NOTHING,
    has('top') ? (names ? topSection(provider) : unnamedTopSection(provider)) : NOTHING,
    has('inactive') ? inactiveSection(provider, { zone, inactiveDays, inactiveCommand }) : NOTHING,
    has('splits') ? splitSection({ splits: worthMentioning(provider) }, SHARES) : NOTHING,
    ...nothingKnown(provider, title),
    quiet([...smallPrint(provider, zone), ...(has('chart') ? chart.remarks : [])]),
  ];
}

/** A split that is all of one name tells nothing. */
function worthMentioning({ splits }: ProviderSummary): ProviderSummary['splits'] {
  if (splits.state !== 'known') return splits;
  const { languages, ides, chatKinds } = splits.figures;
  return {
    state: 'known',
    figures: {
      languages: divided(languages),
      ides: divided(ides),
      chatKinds: divided(chatKinds),
    },
  };
}

function divided(shares: readonly SplitShare[]): readonly SplitShare[] {
  return shares.length > 1 ? shares : [];
}

function withoutData(digest: Digest): Section[] {
  const { summary } = digest;
  const shown = summary.providers.slice(0, PROVIDERS);
  return [
    teamOpening(summary, shown, ' · digest'),
    passage(0, 'There is no data for these days: no provider has told anything of them.'),
    ...troubleSections(summary.notes),
    ...shown.flatMap(({ notes }) => troubleSections(notes)),
    quiet([
      ...shown.flatMap(({ notes }) => remarksOf(notes)),
      ...remarksOf(summary.notes),
      ...scheduleRemark(digest),
    ]),
  ];
}

function quietLine({ summary, period }: Digest): Section {
  const { team, providers, zone } = summary;
  const name = plain(team.name) || plain(team.id) || 'The team';
  const shown = providers.slice(0, PROVIDERS);
  const reach = shown.map((provider) => `${titleOf(provider)}: ${reachOf(provider, zone)}`);
  return passage(
    0,
    `${name}, ${periodText(period)}: nobody used ${anyOf(shown.map(titleOf))}, and no more seats became inactive (${reach.join('; ')}).`,
  );
}

function anyOf(titles: readonly string[]): string {
  const last = titles.at(-1) ?? 'anything';
  return titles.length > 1 ? `${titles.slice(0, -1).join(', ')} or ${last}` : last;
}

function testRemark(isTest: boolean): Section[] {
  if (!isTest) return [];
  return [passage(SPARE.trouble, '🧪 A test: only you see this. Nothing was posted.')];
}

function lateRemark({ dueAt, schedule }: Digest, { isLate }: Options): Section[] {
  const due = isLate && dueAt && momentText(dueAt, schedule.zone);
  if (!due) return [];
  return [
    passage(
      SPARE.trouble,
      `🕘 Late: it was due on ${due} (${plain(schedule.zone)}), and could not be sent then.`,
    ),
  ];
}

/** A preview without names has the same reason: only its owner can see it without being a manager. */
function nameRemark({ names, mayNotName, sections, subscriptionId }: Digest): string[] {
  if (!names) return ['Nobody is named in this digest, as was wished.'];
  if (!mayNotName || !sections.includes('inactive')) return [];
  return [
    `Holders of inactive seats are not named: the owner of subscription ${subscriptionId} is no manager of this team and no admin, as far as Slack tells.`,
  ];
}

function scheduleRemark({ schedule, subscriptionId }: Digest): string[] {
  return [`Subscription ${subscriptionId}: ${plain(saySchedule(schedule), 160)}.`];
}

function moreProviders(providers: number): string[] {
  const over = providers - PROVIDERS;
  return over > 0 ? [`${counted(over, 'more provider')}: see the full report.`] : [];
}
