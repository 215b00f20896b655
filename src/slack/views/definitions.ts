import type { Period } from '../../domain/calendar.ts';
import type { Figures, PeopleFigures, SeatFigures, UsageFigures } from '../../domain/summary.ts';
import { periodText } from './dates.ts';
import { counted } from './numbers.ts';

type Defined = {
  readonly before: Period;
  readonly inactiveDays: number;
  readonly providers: readonly {
    readonly seats?: Figures<SeatFigures>;
    readonly people?: Figures<PeopleFigures>;
    readonly usage: Figures<UsageFigures>;
  }[];
};

/** What the words of an answer mean: only those that its providers have figures for. */
export function definitionsOf({ before, inactiveDays, providers }: Defined): string[] {
  const seats = providers.flatMap(({ seats }) => known(seats));
  const usage = providers.flatMap(({ usage }) => known(usage));
  const people = providers.flatMap(({ people }) => known(people));
  const share = usage.some(({ linesChanged }) => linesChanged.now !== null);
  const acceptance = usage.some(({ completions }) => completions.now.part !== null);
  const rates = [
    ...(share ? ['AI share: lines accepted of lines changed'] : []),
    ...(acceptance ? ['acceptance: completions accepted of suggested'] : []),
  ];
  return [
    ...(people.length + usage.length > 0 ? [`▲▼ against ${periodText(before)}.`] : []),
    ...(seats.length + people.length > 0 ? ['Active: used it on at least one day.'] : []),
    ...(seats.some(({ activeInPeriod }) => activeInPeriod !== null)
      ? ['Adoption: active of held seats.']
      : []),
    ...(seats.some(({ inactive }) => inactive !== null)
      ? [`Inactive: not used for ${counted(inactiveDays, 'day')}.`]
      : []),
    ...(rates.length > 0 ? [`${rates.join('; ')}.`] : []),
    ...(providers.length > 1 ? ['Vendors count differently: their figures are not added up.'] : []),
  ];
}

function known<T>(figures: Figures<T> | undefined): T[] {
  return figures?.state === 'known' ? [figures.figures] : [];
}
