import type { NudgesSeen } from '../../domain/nudges-shown.ts';
import type { AuditEntry } from '../../domain/nudges.ts';
import {
  bold,
  code,
  lineOf,
  list,
  passage,
  SPARE,
  type Message,
  type Run,
  type Section,
} from './blocks.ts';
import { dayOfMoment, dayText, momentText } from './dates.ts';
import type { Drawing } from './drawing.ts';
import { fit } from './fit.ts';
import { EVENT_WORDS, saidText, STEP_WORDS } from './nudge-admin-words.ts';
import { count, counted } from './numbers.ts';
import { plain } from './text.ts';

/** So many entries stand in one message. */
export const LOGGED = 20;

/** The log of nudges, newest first. */
export function nudgeLogMessage(
  log: { readonly entries: readonly AuditEntry[]; readonly inAll: number; readonly zone: string },
  { foot }: Pick<Drawing, 'foot'>,
): Message {
  const { inAll, zone } = log;
  const entries = log.entries.slice(0, LOGGED);
  if (entries.length === 0) return fit([passage(0, 'The log of nudges has no more entries.')]);
  const title: Run[] = [
    bold(`${counted(inAll, 'log entry', 'log entries')} in all`),
    `, ${plain(zone)}`,
  ];
  const items = entries.map((entry) => entryRuns(entry, zone));
  return fit([
    {
      parts: [{ block: list(title, 'bullet', items), spare: SPARE.people }],
      lines: [lineOf(title), ...items.map((item) => `• ${lineOf(item)}`)],
    },
    passage(SPARE.quiet, 'All of it as a file: ', code('/ai-usage nudges export')),
    ...foot,
  ]);
}

function entryRuns(entry: AuditEntry, zone: string): Run[] {
  const { at, by, what, email, provider, roundId, why } = entry;
  const reason = plain(why ?? '', 120);
  const about = [
    ...(email === null ? [] : [plain(email, 60)]),
    ...(provider === null ? [] : [plain(provider, 20)]),
    ...(roundId === null ? [] : [`round ${roundId}`]),
    ...(reason === '' ? [] : [reason]),
  ];
  return [
    `${momentText(at, zone) ?? '—'} · ${EVENT_WORDS[what]}`,
    ...(by === null ? [] : [' by ', { slackUserId: by }]),
    ...about.map((part) => ` · ${part}`),
  ];
}

/** Said when the log was sent as a file. */
export function logExportedMessage(file: string, rows: number): Message {
  return fit([
    passage(
      0,
      `📄 ${plain(file, 80) || 'The log'} with ${counted(rows, 'row')} is in your direct messages.`,
    ),
  ]);
}

/** What the bot has sent a person about their seats, for that person only. */
export function nudgesSeenSections(seen: NudgesSeen, zone: string): Section[] {
  const { sent, inAll, tipsOff, awayUntil, exemptUntil } = seen;
  const states = [
    ...(tipsOff ? ['You get no tips; what is proposed for reclaim you still hear of.'] : []),
    ...(awayUntil === null ? [] : [`You are away until ${dayText(awayUntil)}.`]),
    ...(exemptUntil === null ? [] : [`I ask you about no seat until ${dayText(exemptUntil)}.`]),
  ];
  if (sent.length === 0 && states.length === 0) return [];
  const title = bold('What I wrote to you about your seats');
  const items = sent
    .slice(0, 5)
    .map(({ at, seats }): Run[] => [
      `${dayOfMoment(at, zone) ?? '—'}: ${seats.slice(0, 6).map(seatText).join('; ') || '—'}`,
    ]);
  const more = inAll - items.length;
  const rest: Run[][] = more > 0 ? [[`and ${count(more)} before`]] : [];
  const lines = [...states.map((state): Run[] => [state]), ...items, ...rest];
  return [
    {
      parts: [{ block: list([title], 'bullet', lines), spare: SPARE.people }],
      lines: ['What I wrote to you about your seats:', ...lines.map((line) => `• ${lineOf(line)}`)],
    },
  ];
}

function seatText({
  title,
  provider,
  step,
  said,
}: NudgesSeen['sent'][number]['seats'][number]): string {
  const name = plain(title, 40) || plain(provider, 40) || 'a seat';
  return `${name}, ${STEP_WORDS[step]}: ${said ? `answered, ${saidText(said)}` : 'no answer'}`;
}
