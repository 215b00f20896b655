import { NAMED_SEATS } from '../../domain/shown.ts';
import type { InactiveSeat, ProviderSummary, SeatFigures } from '../../domain/summary.ts';
import { bold, code, lineOf, list, NOTHING, passage, SPARE, type Section } from './blocks.ts';
import { dayText } from './dates.ts';
import { count, counted } from './numbers.ts';
import { nameOf, reasonOf, type Memory } from './people.ts';
import { mrkdwn } from './text.ts';

/** What a team's summary says of inactive seats besides their number: how long is too long, and the commands that list them, here or in a file. */
export type InactiveOptions = {
  readonly zone: string;
  readonly inactiveDays: number;
  readonly inactiveCommand: string;
  readonly seatsCommand?: string;
};

/** How many seats are inactive and why, the states that are no part of them, and the first names for those who may see them. */
export function inactiveSection(
  { seats, inactiveSeats }: Pick<ProviderSummary, 'seats' | 'inactiveSeats'>,
  { zone, inactiveDays, inactiveCommand, seatsCommand }: InactiveOptions,
): Section {
  if (seats.state !== 'known') return NOTHING;
  const text = inactiveText(seats.figures, inactiveDays);
  const title = bold('Inactive seats');
  const named = inactiveSeats?.slice(0, NAMED_SEATS) ?? [];
  if (named.length === 0) return passage(SPARE.people, title, `: ${text}`);
  const items = seatItems(named, { zone, usageSince: seats.figures.usageSince });
  const more = (seats.figures.inactive?.count ?? named.length) - named.length;
  const file = seatsCommand === undefined ? [] : [', all seats as a file: ', code(seatsCommand)];
  const rest = more > 0 ? [[`${count(more)} more: `, code(inactiveCommand), ...file]] : [];
  return {
    parts: [
      { block: list([title, `: ${text}`], 'bullet', [...items, ...rest]), spare: SPARE.people },
    ],
    lines: [
      `Inactive seats: ${text}`,
      ...items.map((item) => `• ${mrkdwn(item.join(''))}`),
      ...rest.map((runs) => `• ${lineOf(runs)}`),
    ],
  };
}

/** Each seat's holder with the reason. */
export function seatItems(seats: readonly InactiveSeat[], memory: Memory): string[][] {
  return seats.map((seat) => [nameOf(seat), ` · ${reasonOf(seat, memory)}`]);
}

/** `5 of 45 seats (3 never used, 2 not used for 30 days). Besides: 2 new, 1 disabled.` */
export function inactiveText(seats: SeatFigures, inactiveDays: number): string {
  const { held, inactive, usageSince, fresh, pending, disabled } = seats;
  const besides = listed([
    [fresh, 'new'],
    [pending, 'pending'],
    [disabled, 'disabled'],
  ]);
  const tail = besides ? ` Besides: ${besides}.` : '';
  if (!inactive) return `not known.${tail}`;
  const reasons = listed([
    [inactive.neverUsed, usageSince ? `never used since ${dayText(usageSince)}` : 'never used'],
    [inactive.lapsed, `not used for ${counted(inactiveDays, 'day')}`],
  ]);
  return `${count(inactive.count)} of ${counted(held, 'seat')}${reasons && ` (${reasons})`}.${tail}`;
}

function listed(entries: readonly (readonly [number, string])[]): string {
  return entries
    .filter(([many]) => many > 0)
    .map(([many, word]) => `${count(many)} ${word}`)
    .join(', ');
}
