import type { AccessSeen, PersonSummary } from '../../domain/person-summary.ts';
import { bold, lineOf, list, passage, SPARE, type Run, type Section } from './blocks.ts';
import { momentText } from './dates.ts';
import { nudgesSeenSections } from './nudge-log.ts';
import { count } from './numbers.ts';

const SEEN = 5;

/** What others may see of a person, for that person only: whether top lists name them, and who was shown their data. */
export function privacySections({
  privacy,
  zone,
}: Pick<PersonSummary, 'privacy' | 'zone'>): Section[] {
  if (!privacy) return [];
  const listed = privacy.listed
    ? 'Top lists may name you. You can take your name off: your numbers still count for your teams.'
    : 'Top lists do not name you. Your numbers still count for your teams.';
  return [
    passage(SPARE.trouble, bold('Your privacy'), `\n${listed}`),
    seenSection(privacy.seen.slice(0, SEEN), privacy.seenInAll, zone),
    ...nudgesSeenSections(privacy.nudges, zone),
  ];
}

function seenSection(seen: readonly AccessSeen[], inAll: number, zone: string): Section {
  if (seen.length === 0) return passage(SPARE.people, 'Nobody was shown your data.');
  const title = bold('Who was shown your data');
  const more = inAll - seen.length;
  const items = seen.map(({ slackUserId, what, at }): Run[] => [
    isChannel(slackUserId) ? { slackChannelId: slackUserId } : { slackUserId },
    ` · ${WHAT[what]} · ${momentText(at, zone) ?? '—'}`,
  ]);
  const rest: Run[][] = more > 0 ? [[`and ${count(more)} times before`]] : [];
  return {
    parts: [{ block: list([title], 'bullet', [...items, ...rest]), spare: SPARE.people }],
    lines: ['Who was shown your data:', ...[...items, ...rest].map((item) => `• ${lineOf(item)}`)],
  };
}

function isChannel(slackId: string): boolean {
  return /^[CG]/.test(slackId);
}

const WHAT: Readonly<Record<AccessSeen['what'], string>> = {
  summary: 'your summary',
  export: 'an export with your days',
  inactive: 'your inactive seat',
  details: 'your line in a team’s details',
  nudges: 'your seat, in a nudge round or a list about nudges',
};
