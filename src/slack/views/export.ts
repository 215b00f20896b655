import type { Period } from '../../domain/calendar.ts';
import { bold, code, passage, type Message } from './blocks.ts';
import { periodText } from './dates.ts';
import type { Drawing } from './drawing.ts';
import { fit } from './fit.ts';
import { counted } from './numbers.ts';
import { plain } from './text.ts';

/** Says that a file is in the asker's direct messages, and what is in it. */
export function exportedMessage(
  file: {
    readonly file: string;
    readonly rows: number;
    readonly bytes: number;
    readonly period: Period;
    /** Whether its rows are seats. */
    readonly seats: boolean;
  },
  { foot }: Pick<Drawing, 'foot'>,
): Message {
  const size = sizeText(file.bytes);
  return fit([
    passage(
      0,
      '📄 ',
      bold('The file is in our direct messages'),
      ': ',
      code(plain(file.file, 100)),
    ),
    passage(
      0,
      `${counted(file.rows, 'row')} · ${size} · ${periodText(file.period)} · CSV, one row for each ${file.seats ? 'seat' : 'person and day'}.`,
    ),
    ...foot,
  ]);
}

function sizeText(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
