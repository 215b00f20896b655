import type {
  PeopleFigures,
  ProviderSummary,
  Rate,
  SeatFigures,
  UsageFigures,
  WindowFigures,
} from '../../domain/summary.ts';
import { momentText, periodText } from './dates.ts';
import { change, changeInPoints, count, counted, percent, rateOf } from './numbers.ts';

/** A headline figure in words: the view's own text, with no word from outside in it. */
export type Figure = { readonly label: string; readonly value: string };

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
    { word: 'chat', people: chat },
    { word: 'completion', people: completion },
  ].map(({ word, people }) => `${word}: ${withChange(count(people.now), change(people))}`);
  return [
    { label: 'Active people', value: withChange(count(active.now), change(active)) },
    {
      label: 'Of them using',
      value:
        chat.now === null && completion.now === null
          ? `chat, completion: ${count(null)}`
          : used.join('\n'),
    },
  ];
}

function usageFigures(usage: UsageFigures): Figure[] {
  const { linesAccepted, linesChanged, chatTurns, completions } = usage;
  const share = rateOf(linesAccepted, linesChanged);
  return [
    {
      label: 'Lines accepted',
      value: withChange(count(linesAccepted.now), change(linesAccepted)),
    },
    {
      label: 'AI share of changed lines',
      value: `${withChange(percent(share.now), changeInPoints(share))}${parts(share.now)}`,
    },
    {
      label: 'Completion acceptance',
      value: `${withChange(percent(completions.now), changeInPoints(completions))}${parts(completions.now)}`,
    },
    { label: 'Chat turns', value: withChange(count(chatTurns.now), change(chatTurns)) },
  ];
}

function windowFigures(window: WindowFigures, zone: string): Figure[] {
  const { activeDays, lastUsedAt, lastUsedIsGuess, credits, cycle } = window;
  const last = lastUsedAt === null ? null : momentText(lastUsedAt, zone)?.split(',')[0];
  const guess = last && lastUsedIsGuess ? ' (a record’s last update)' : '';
  const inCycle = cycle ? `\ncycle ${periodText(cycle)}` : '';
  const isNumber = credits !== null && Number.isFinite(credits);
  return [
    {
      label: 'Active days',
      value: `${count(activeDays.sum)} by ${counted(activeDays.people, 'person', 'people')}`,
    },
    { label: 'Last use', value: `${last ?? 'never'}${guess}` },
    {
      label: 'Prompt credits',
      value: isNumber ? `${count(credits)} as reported${inCycle}` : count(null),
    },
  ];
}

function withChange(value: string, changed: string): string {
  return value === count(null) ? value : `${value}  ${changed}`;
}

function parts({ part, whole }: Rate): string {
  return part === null || whole === null ? '' : `\n${count(part)} of ${count(whole)}`;
}
