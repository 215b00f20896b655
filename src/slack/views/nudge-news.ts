import type { NudgeMonth, WrongReport } from '../../domain/nudges-shown.ts';
import { WRONG_KINDS } from '../../domain/nudges.ts';
import { noonOf } from '../../domain/calendar.ts';
import { format } from 'date-fns/format';
import { bold, passage, SPARE, type Message } from './blocks.ts';
import { dayOfMoment, dayText, momentText } from './dates.ts';
import { fit } from './fit.ts';
import { costText, wrongText } from './nudge-admin-words.ts';
import { count } from './numbers.ts';
import { nameOf } from './people.ts';
import { useText } from './seat-use.ts';
import { plain } from './text.ts';

/** What somebody says is wrong with what the bot believed, for the admins. */
export function wrongMessage({ nudge, seat, title, wrong, text, at, zone }: WrongReport): Message {
  const product = plain(title, 40) || plain(seat.provider, 40) || 'Product';
  const words = plain(text, 500);
  const seen = dayOfMoment(seat.seenAt, zone);
  const asOf = seen ? `as of ${seen}` : 'with no days';
  const reach = seat.dataTo === null ? asOf : `reaching to ${dayText(seat.dataTo)}`;
  return fit([
    passage(
      0,
      '🔎 ',
      { slackUserId: nudge.slackUserId },
      ' says of a ',
      bold(product),
      ` seat: ${wrongText(wrong)}.${words && `\nIn their words: “${words}”`}`,
    ),
    passage(
      0,
      `What I believed: ${useText(seat, zone, 'admin')}, by data ${reach}; vendor’s id ${plain(seat.personId, 40) || '—'}, ${plain(seat.email ?? '', 60) || 'without an address'}, ${nameOf(seat)}.`,
    ),
    passage(
      SPARE.quiet,
      `Said ${momentText(at, zone) ?? '—'} (${plain(zone)}). Nobody is asked about this seat meanwhile.`,
    ),
  ]);
}

/** What a month of nudges came to, in seats and, where there are prices, in money. */
export function monthMessage(
  { month, nudged, backInUse, givenBack, reclaimed, blocked }: NudgeMonth,
  titles: Readonly<Record<string, string>>,
): Message {
  const wrong = WRONG_KINDS.flatMap((kind) => {
    const many = blocked[kind] ?? 0;
    return many > 0 ? [`${count(many)} ${wrongText(kind)}`] : [];
  });
  const products = Object.values(titles)
    .slice(0, 6)
    .map((title) => plain(title, 40));
  const about = products.length > 0 ? ` (${products.join(', ')})` : '';
  return fit([
    passage(
      0,
      bold(`Nudges in ${monthText(month)}`),
      `${about}: nudged ${costText(nudged)}; of these back in use ${costText(backInUse)}.`,
      `\nGiven back: ${costText(givenBack)}. Reclaimed: ${costText(reclaimed)}.`,
      `\n“This is wrong”: ${wrong.length > 0 ? wrong.join(', ') : 'nobody'}.`,
    ),
  ]);
}

function monthText(month: string): string {
  const isMonth = /^2\d{3}-(?:0[1-9]|1[0-2])$/.test(month);
  return isMonth ? format(noonOf(`${month}-01`), 'MMMM yyyy') : plain(month, 12);
}
