import type { Period } from '../../domain/calendar.ts';
import type {
  Changed,
  ChangedRate,
  PeopleFigures,
  ProviderSummary,
  SeatFigures,
  UsageFigures,
  WindowFigures,
} from '../../domain/summary.ts';
import { bold, paragraph, type Run, type Section } from './blocks.ts';
import { dayOfMoment, periodText } from './dates.ts';
import { change, changeInPoints, count, counted, NO_VALUE, percent, rateOf } from './numbers.ts';
import { mrkdwn } from './text.ts';

/** A headline figure in words: the view's own text, with no word from outside in it. */
export type Figure = { readonly label: string; readonly value: string };

/** A title with figures under it, a line each. `title` is in bold and may be from outside. */
export function figureLines(title: string, figures: readonly Figure[]): Section {
  const runs = figures.flatMap(({ label, value }): Run[] => {
    const [first = '', rest = ''] = value.split(/(?=  |, )(.*)/s);
    return [`\n${label}: `, bold(first), rest];
  });
  return {
    parts: [{ block: paragraph(bold(title), ...runs), spare: 0 }],
    lines: [mrkdwn(title), ...figures.map(({ label, value }) => `${label}: ${value}`)],
  };
}

/** A provider's headline figures, first the ones that people ask for. `zone` gives instants their day. */
export function figuresOf(provider: ProviderSummary, zone: string): Figure[] {
  const { seats, people, usage, window } = provider;
  return [
    ...(seats.state === 'known' ? seatFigures(seats.figures) : []),
    ...(people.state === 'known' ? peopleFigures(people.figures) : []),
    ...(usage.state === 'known' ? usageFigures(usage.figures) : []),
    ...(window.state === 'known' ? windowFigures(window.figures, zone) : []),
  ];
}

function seatFigures({ held, activeInPeriod, inactive }: SeatFigures): Figure[] {
  const parts = [
    `${count(held)} held`,
    ...(activeInPeriod === null ? [] : [`${count(activeInPeriod)} active`]),
    inactive ? `${count(inactive.count)} inactive` : 'inactive: not known',
  ];
  const adoption = percent({ part: activeInPeriod, whole: held });
  return [
    { label: 'Seats', value: parts.join(' · ') },
    { label: 'Adoption', value: activeInPeriod === null ? 'not known' : adoption },
  ];
}

function peopleFigures({ active, chat, completion }: PeopleFigures): Figure[] {
  const used = [
    ...(chat.now === null ? [] : [`chat: ${changedText(chat)}`]),
    ...(completion.now === null ? [] : [`completion: ${changedText(completion)}`]),
  ];
  return [
    { label: 'Active people', value: changedText(active) },
    ...(used.length > 0 ? [{ label: 'Of them using', value: used.join(', ') }] : []),
  ];
}

/** Figures of use with their change; a person's as well as a team's. */
export function usageFigures(usage: UsageFigures): Figure[] {
  const { linesAccepted, linesChanged, chatTurns, completions } = usage;
  return [
    { label: 'Lines accepted', value: changedText(linesAccepted) },
    {
      label: 'AI share of changed lines',
      value: rateText(rateOf(linesAccepted, linesChanged)),
    },
    { label: 'Completion acceptance', value: rateText(completions) },
    { label: 'Chat turns', value: changedText(chatTurns) },
  ];
}

function windowFigures(window: WindowFigures, zone: string): Figure[] {
  const { activeDays, lastUsedAt, lastUsedIsGuess, credits, cycle } = window;
  const last = dayOfMoment(lastUsedAt, zone);
  const guess = last && lastUsedIsGuess ? ' (a record’s last update)' : '';
  return [
    {
      label: 'Active days',
      value: `${count(activeDays.sum)} by ${counted(activeDays.people, 'person', 'people')}`,
    },
    { label: 'Last use', value: `${last ?? 'never'}${guess}` },
    { label: 'Prompt credits', value: creditsText(credits, cycle) },
  ];
}

/** Credits as the vendor labels them, with their cycle. */
export function creditsText(credits: number | null, cycle: Period | null): string {
  if (credits === null || !Number.isFinite(credits)) return count(null);
  return `${count(credits)} as reported${cycle ? `, cycle ${periodText(cycle)}` : ''}`;
}

/** `12,345  ▲ 12 %`, with a `whole` `18 of 28  ▲ 12 %`; a change that is not known is left out. */
export function changedText(changed: Changed, whole?: number): string {
  if (changed.now === null || whole === undefined)
    return withChange(count(changed.now), change(changed));
  return withChange(`${count(changed.now)} of ${count(whole)}`, change(changed));
}

function rateText(rate: ChangedRate): string {
  const { part, whole } = rate.now;
  const value = withChange(percent(rate.now), changeInPoints(rate));
  return part === null || !whole ? value : `${value}, ${count(part)} of ${count(whole)}`;
}

function withChange(value: string, changed: string): string {
  return value === count(null) || changed === NO_VALUE ? value : `${value}  ${changed}`;
}
