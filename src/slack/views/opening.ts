import { lengthOf, type Period } from '../../domain/calendar.ts';
import type { TooSmall } from '../../domain/summary.ts';
import { context, header, passage, type Section } from './blocks.ts';
import { periodText } from './dates.ts';
import { counted } from './numbers.ts';
import { mrkdwn, plain } from './text.ts';

/** A title with small lines under it. Text from outside in it is plain already. */
export function opening(title: string, lines: readonly string[]): Section {
  const [first = '', ...rest] = lines;
  return {
    parts: [
      { block: header(title), spare: 0 },
      { block: context(lines), spare: 0 },
    ],
    lines: [`${mrkdwn(title)} · ${mrkdwn(first)}`, ...rest.map(mrkdwn)],
  };
}

/** `25 Oct – 21 Nov 2026 · 28 days · Asia/Shanghai`. */
export function whenText(period: Period, zone: string): string {
  return `${periodText(period)} · ${counted(lengthOf(period), 'day')} · ${plain(zone)}`;
}

/** Said instead of figures of too few people, or of figures that would give them away. */
export function tooSmallSection({ minimum, protects }: TooSmall): Section {
  const people = counted(minimum, 'person', 'people');
  if (protects) {
    return passage(
      0,
      `No figures are shown: beside those of other teams, they would give away a group of fewer than ${people}.`,
    );
  }
  return passage(
    0,
    `No figures are shown: fewer than ${people} hold a seat here, and so small a group would tell about single people.`,
  );
}
