import type { Grain } from './calendar.ts';
import type { ChartPoint, Figures, Rate } from './summary.ts';
import type { ProviderId } from './usage.ts';

/** One line of a team's days: a day, a week or a month as in its chart. */
export type DetailPoint = ChartPoint & {
  readonly linesChanged: number | null;
  readonly chatTurns: number | null;
  readonly completions: Rate;
};

/** One person's sums in a team's details. */
export type PersonRow = {
  readonly personId: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly activeDays: number;
  readonly linesAccepted: number | null;
  readonly chatTurns: number | null;
  readonly completions: Rate;
};

/** What stands behind a team's summary at one provider. */
export type ProviderDetails = {
  readonly provider: ProviderId;
  readonly title: string;
  readonly points: Figures<{ readonly grain: Grain; readonly points: readonly DetailPoint[] }>;
  /** Most lines accepted first; null where the reader may not see single people's numbers. */
  readonly people: readonly PersonRow[] | null;
};

export type TeamDetails = { readonly providers: readonly ProviderDetails[] };
