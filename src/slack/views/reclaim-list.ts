import type { ReclaimList } from '../../domain/nudges-shown.ts';
import type { ReclaimItem } from '../../domain/nudges.ts';
import {
  bold,
  lineOf,
  list,
  passage,
  SPARE,
  type Message,
  type Run,
  type Section,
} from './blocks.ts';
import type { Button } from './buttons.ts';
import { dayOfMoment, dayText, momentText } from './dates.ts';
import { drawingOf } from './drawing.ts';
import { fit } from './fit.ts';
import { costText, RECLAIM_WORDS, saidText, STEP_WORDS } from './nudge-admin-words.ts';
import { counted } from './numbers.ts';
import { nameOf } from './people.ts';
import { useText } from './seat-use.ts';
import { plain } from './text.ts';

const LOOK = { blocks: 'basic', providers: [], audience: 'asker', sharedBy: null } as const;

/** So many stand in one message, each with its history and its buttons. */
const SHOWN = 8;
const HISTORY = 8;

/** The item that the list begins with, and what was just decided about one. */
type ListOptions = {
  readonly from?: number;
  readonly remark?: { readonly item: ReclaimItem; readonly decided: boolean };
};

/** Seats that an admin has to decide about, with every message about them and its answer. The bot revokes nothing itself. */
export function reclaimsMessage(
  { items, reassignable, zone }: ReclaimList,
  options: ListOptions = {},
): Message {
  const { from = 0, remark = null } = options;
  const said = remark ? [passage(0, ...decidedRuns(remark.item, remark.decided, zone))] : [];
  if (items.length === 0) return fit([...said, passage(0, 'There is no seat to be reclaimed.')]);
  const shown = items.slice(from, from + SHOWN);
  const next = from + shown.length;
  const open = items.filter(isOpen).length;
  const more = items.length - next;
  return fit([
    ...said,
    passage(
      0,
      bold(`Seats to be reclaimed: ${counted(open, 'open one')}`),
      `. Revoke a seat at its vendor, then press “Done”; the next sync checks it. I revoke nothing myself.`,
    ),
    passage(SPARE.quiet, `Free to be given to others: ${costText(reassignable)}.`),
    ...shown.flatMap((item) => itemSections(item, zone)),
    ...(more > 0
      ? [
          passage(SPARE.people, `${counted(more, 'more seat')}.`),
          ...row([{ does: 'more-reclaims', label: 'More', value: String(next) }]),
        ]
      : []),
  ]);
}

function itemSections(item: ReclaimItem, zone: string): Section[] {
  const value = String(item.id);
  const buttons: Button[] = [
    { does: 'reclaim-done', label: 'Done', value, style: 'primary' },
    { does: 'reclaim-keep', label: 'Keep', value },
  ];
  return [itemSection(item, zone), ...(isOpen(item) ? row(buttons) : [])];
}

function isOpen({ state }: ReclaimItem): boolean {
  return state === 'open' || state === 'still-there';
}

function itemSection(item: ReclaimItem, zone: string): Section {
  const use = item.use ? useText(item.use, zone, 'admin') : 'nobody used it';
  const title: Run[] = [
    bold(nameOf(item)),
    ` · ${plain(item.email, 60)} · ${titleOf(item)} · ${use} · ${SOURCES[item.source]}`,
    ...(item.resting
      ? [` · ${RESTING[item.resting.why]} until ${dayText(item.resting.until)}`]
      : []),
    ...(item.state === 'open' ? [] : [' · ', ...stateRuns(item, zone)]),
  ];
  const history = item.history
    .slice(-HISTORY)
    .map((told): Run[] => [
      `${dayOfMoment(told.at, zone) ?? '—'}: ${STEP_WORDS[told.step]}, ${saidText(told.answer)}`,
      answeredOn(told.answeredAt, zone),
    ]);
  const before = item.history.length - history.length;
  const lines: Run[][] = [...(before > 0 ? [[counted(before, 'earlier one')]] : []), ...history];
  if (lines.length === 0) return passage(SPARE.people, ...title);
  return {
    parts: [{ block: list(title, 'bullet', lines), spare: SPARE.people }],
    lines: [lineOf(title), ...lines.map((line) => `• ${lineOf(line)}`)],
  };
}

function answeredOn(at: Date | null, zone: string): string {
  const day = dayOfMoment(at, zone);
  return day ? ` (${day})` : '';
}

const RESTING = { exempt: 'exempt', 'on-leave': 'away' } as const;

const SOURCES = { candidate: 'idle for long', 'give-back': 'given back' } as const;

function stateRuns({ state, decidedBy, decidedAt }: ReclaimItem, zone: string): Run[] {
  const when = decidedAt && momentText(decidedAt, zone);
  return [
    RECLAIM_WORDS[state],
    ...(decidedBy === null ? [] : [' (', { slackUserId: decidedBy }, when ? `, ${when})` : ')']),
  ];
}

/** What became of an item that was just decided about, or had been decided before. */
export function decidedMessage(item: ReclaimItem, decided: boolean, zone: string): Message {
  return fit([passage(0, ...decidedRuns(item, decided, zone))]);
}

function decidedRuns(item: ReclaimItem, decided: boolean, zone: string): Run[] {
  const lead = decided ? 'Noted: ' : 'That was decided before: ';
  return [lead, bold(nameOf(item)), ` · ${titleOf(item)} · `, ...stateRuns(item, zone), '.'];
}

/** What was found of a seat: it is gone, in use again, or still there although somebody called it done. */
export function reclaimCheckedMessage(item: ReclaimItem, zone: string): Message {
  const who: Run[] = [`${titleOf(item)} seat of `, bold(nameOf(item))];
  if (item.state === 'withdrawn') {
    return fit([passage(0, '↩️ The ', ...who, ' is in use again: it is off the list.')]);
  }
  if (item.state === 'gone') {
    const end = item.decidedBy === null ? ' is gone: it is off the list.' : ' is gone, as decided.';
    return fit([passage(0, '✅ The ', ...who, end)]);
  }
  const when = item.decidedAt && momentText(item.decidedAt, zone);
  const decided: Run[] =
    item.decidedBy === null
      ? []
      : [', although ', { slackUserId: item.decidedBy }, ' called it done'];
  return fit([
    passage(
      0,
      '⚠️ The ',
      ...who,
      ' is still there',
      ...decided,
      when && decided.length > 0 ? ` on ${when}.` : '.',
      ' Revoke it at its vendor, or keep it.',
    ),
    ...row([
      { does: 'reclaim-done', label: 'Done now', value: `${item.id}:alone`, style: 'primary' },
      { does: 'reclaim-keep', label: 'Keep', value: `${item.id}:alone` },
    ]),
  ]);
}

function titleOf({ title, provider }: ReclaimItem): string {
  return plain(title, 40) || plain(provider, 40) || 'Product';
}

function row(buttons: readonly Button[]): readonly Section[] {
  return drawingOf(LOOK, [buttons]).foot;
}
