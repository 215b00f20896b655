import { GRACE_DAYS, INACTIVE_DAYS } from '../../domain/seats.ts';
import { PERIOD_FORMS } from '../../domain/period.ts';
import { code, passage, SPARE, type Message, type Run } from './blocks.ts';
import type { Drawing } from './drawing.ts';
import { fit } from './fit.ts';
import { offerList, type Offer } from './replies.ts';
import { plain } from './text.ts';

/** What can be asked, by example, and the keys that narrow it. */
export function helpMessage(
  help: { readonly examples: readonly Offer[]; readonly providers: readonly string[] },
  { foot }: Pick<Drawing, 'foot'>,
): Message {
  const lead = 'I tell how people and teams use their AI coding assistants. Ask me like this:';
  const providers = [...help.providers.slice(0, 20).map((id) => plain(id, 40)), 'all'].join(', ');
  const keys: [string, string][] = [
    ['period', `${PERIOD_FORMS}. Without it: 28d, the 28 days up to yesterday.`],
    ['provider', `${providers}. Without it: all.`],
    ['team', 'the name, id or alias of a team; with spaces, put it in quotes.'],
    ['user', 'a mention or an e-mail address; the numbers of others are for managers and admins.'],
  ];
  const runs = keys.flatMap(([key, text], index): Run[] => [
    index > 0 ? '\n' : '',
    code(`${key}=`),
    ` ${text}`,
  ]);
  return fit([
    offerList([lead], help.examples),
    passage(0, ...runs),
    passage(
      SPARE.quiet,
      `A seat is inactive when nobody has used it for ${INACTIVE_DAYS} days; new ones have ${GRACE_DAYS} days of grace. Only you see my answers until you share one.`,
    ),
    ...foot,
  ]);
}
