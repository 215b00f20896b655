import type { ActionsBlock } from '@slack/types';
import type { RoundShown } from '../../domain/nudges-shown.ts';
import {
  SKIP_REASONS,
  type Nudge,
  type NudgeState,
  type PlannedSeat,
} from '../../domain/nudges.ts';
import { isDay } from '../../domain/calendar.ts';
import { passage, SPARE, type Message, type Run, type Section } from './blocks.ts';
import type { Button } from './buttons.ts';
import { dayOfMoment, dayText, momentText } from './dates.ts';
import { drawingOf, type Drawing } from './drawing.ts';
import { fit } from './fit.ts';
import {
  costText,
  moneyText,
  NUDGE_WORDS,
  SKIP_WORDS,
  staleText,
  STEP_WORDS,
} from './nudge-admin-words.ts';
import { count, counted } from './numbers.ts';
import { opening } from './opening.ts';
import { nameOf } from './people.ts';
import { titleIn } from './provider.ts';
import { givenText, lastUseText } from './seat-use.ts';
import { drawTable, tableOf, type Column } from './tables.ts';
import { plain } from './text.ts';

/** `from` is the row that the table begins with; `remark` is said above everything else. */
export type RoundOptions = Pick<Drawing, 'blocks'> & {
  readonly from?: number;
  readonly remark?: string | null;
};

/** A round for admins: what it comes to, who gets what, who is skipped and why, and what can be decided. */
export function roundMessage(shown: RoundShown, options: RoundOptions): Message {
  const { round, counts, zone, at } = shown;
  const day = round ? dayText(round.date) : (dayOfMoment(at, zone) ?? 'today');
  const table = tableSections(shown, options);
  const remark = plain(options.remark ?? '', 200);
  return fit([
    ...(remark === '' ? [] : [passage(0, remark)]),
    opening(`Nudge round · ${day}`, [
      `${counted(counts.inactive, 'inactive seat')} · ${counted(counts.people, 'message')} · worked out ${momentText(at, zone) ?? '—'} (${plain(zone)})`,
    ]),
    passage(0, ...stateRuns(shown)),
    ...shown.stale.slice(0, 6).map((feed) => passage(0, staleText(feed, zone))),
    passage(0, countsText(shown)),
    ...costSections(shown),
    ...table.sections,
    ...decisions(shown),
    ...drawingOf(LOOK, [moreButtons(table.next, shown)]).foot,
  ]);
}

const LOOK = { blocks: 'basic', providers: [], audience: 'asker', sharedBy: null } as const;

/** Where a round stands, by whom it was decided and when. */
export function stateRuns({ round, zone, progress }: RoundShown): Run[] {
  if (!round) {
    return ['This is what a round would be now. Nothing of it is kept, and nothing is sent.'];
  }
  const expires = momentText(round.expiresAt, zone) ?? 'soon';
  switch (round.state) {
    case 'planned':
      return [
        `🟡 Waits for an approval until ${expires}. Nothing is sent before; an approval covers exactly what is shown here.`,
      ];
    case 'approved':
    case 'sending':
      return ['🟢 ', ...decidedRuns(round, zone), `. ${progressText(progress)}`];
    case 'done':
      return ['✅ ', ...decidedRuns(round, zone), `, and done. ${progressText(progress)}`];
    case 'declined':
      return ['⚪ Not this round: ', ...decidedRuns(round, zone), '. Nothing was sent.'];
    case 'expired':
      break;
  }
  return [`⚪ Nobody approved it until ${expires}, so that nothing was sent.`];
}

function decidedRuns(
  { decidedBy, decidedAt, state }: NonNullable<RoundShown['round']>,
  zone: string,
): Run[] {
  const did = state === 'declined' ? 'declined' : 'approved';
  const when = (decidedAt && momentText(decidedAt, zone)) ?? 'an unknown time';
  if (decidedBy === null) {
    return [`goes out by itself, as the policy says (“auto”); ${did} ${when}`];
  }
  return [`${did} by `, { slackUserId: decidedBy }, ` on ${when}`];
}

const PROGRESS: readonly NudgeState[] = [
  'sent',
  'queued',
  'planned',
  'skipped',
  'failed',
  'unknown',
];

function progressText(progress: RoundShown['progress']): string {
  const parts = PROGRESS.filter((state) => progress[state] > 0).map(
    (state) => `${count(progress[state])} ${NUDGE_WORDS[state]}`,
  );
  return parts.length > 0 ? `Messages: ${parts.join(', ')}.` : 'There is no message in it.';
}

function countsText({ counts }: RoundShown): string {
  const { steps, skipped, people } = counts;
  const told = (['first', 'second', 'reclaim'] as const)
    .filter((step) => steps[step] > 0)
    .map((step) => counted(steps[step], STEP_WORDS[step]));
  const reasons = SKIP_REASONS.flatMap((reason) => {
    const many = skipped[reason] ?? 0;
    return many > 0 ? [`${count(many)} ${SKIP_WORDS[reason]}`] : [];
  });
  const who = people > 0 ? `${counted(people, 'person', 'people')} get` : 'Nobody gets';
  const verb = people === 1 ? who.replace(/get$/, 'gets') : who;
  return [
    `${verb} a message${told.length > 0 ? ` (${told.join(', ')})` : ''}.`,
    reasons.length > 0 ? `Skipped seats: ${reasons.join(', ')}.` : 'No seat is skipped.',
  ].join('\n');
}

/** What idle seats cost and what can be given to others are two figures, never one. */
function costSections({ exposure, reassignable }: RoundShown): Section[] {
  if (moneyText(exposure) === null && moneyText(reassignable) === null) return [];
  return [
    passage(
      SPARE.trouble,
      `Idle seats: ${costText(exposure)}.\nApart from that, free to be given to others: ${costText(reassignable)}.`,
    ),
  ];
}

type Row = { readonly seat: PlannedSeat; readonly nudge: Nudge | null };

function rowsOf({ seats, nudges }: RoundShown): Row[] {
  const byEmail = new Map(nudges.map((nudge) => [nudge.email, nudge]));
  const rows = seats.map((seat) => ({ seat, nudge: byEmail.get(seat.email ?? '') ?? null }));
  const isTold = ({ seat }: Row) => seat.decision.kind === 'tell';
  return [...rows.filter(isTold), ...rows.filter((one) => !isTold(one))];
}

function tableSections(
  shown: RoundShown,
  { blocks, from = 0 }: RoundOptions,
): { readonly sections: readonly Section[]; readonly next: number | null } {
  const { titles, zone } = shown;
  const columns: Column<Row>[] = [
    { name: 'Person', cell: ({ seat }) => nameOf(seat) },
    { name: 'Product', cell: ({ seat }) => titleIn(titles, seat.provider) },
    { name: 'Last used', cell: ({ seat }) => lastUseText(seat, zone) },
    { name: 'Given', cell: ({ seat }) => givenText(seat, zone) },
    {
      name: 'What',
      cell: ({ seat: { decision } }) =>
        decision.kind === 'tell' ? STEP_WORDS[decision.step] : 'skipped',
    },
    { name: 'Why', cell: whyText },
    { name: 'More', cell: moreText },
  ];
  const all = rowsOf(shown);
  const rows = all.slice(from);
  if (rows.length === 0) return { sections: [], next: null };
  const title = `Who gets what, and who is skipped and why${from > 0 ? `, from ${count(from + 1)} on` : ''}`;
  // Slack takes no empty cells; a column of nothing else is left out.
  const said = columns.filter(({ cell }) => rows.some((row) => cell(row) !== ''));
  const drawn = drawTable(tableOf(title, said, rows), 'data_table', { blocks });
  const next = from + drawn.shown;
  const more = all.length - next;
  return {
    next: more > 0 ? next : null,
    sections: [
      drawn.section,
      ...(more > 0
        ? [passage(SPARE.people, `${counted(more, 'more seat')}: “More” shows the next ones.`)]
        : []),
    ],
  };
}

/** Why nobody is told, or what the message has come to; nothing while it waits. */
function whyText({ seat: { decision }, nudge }: Row): string {
  if (decision.kind === 'skip') return SKIP_WORDS[decision.reason];
  return !nudge || nudge.state === 'planned' ? '' : NUDGE_WORDS[nudge.state];
}

function moreText({ seat: { decision }, nudge }: Row): string {
  const text = decision.kind === 'skip' ? decision.detail : (nudge?.why ?? null);
  return isDay(text ?? '') ? `until ${dayText(text ?? '')}` : plain(text ?? '', 30);
}

/** What an admin can do: about the whole round while it waits, about one person also while it is being sent. */
function decisions({ round, nudges }: RoundShown): Section[] {
  if (!round) return [];
  const waits = round.state === 'planned';
  const value = String(round.id);
  const buttons: Button[] = [
    { does: 'approve-round', label: 'Approve', value, style: 'primary' },
    { does: 'decline-round', label: 'Not this round', value },
  ];
  const canSkip = nudges.some(({ state }) => state === 'planned' || state === 'queued');
  const isOpen = waits || round.state === 'approved' || round.state === 'sending';
  return [
    ...(waits ? drawingOf(LOOK, [buttons]).foot.map(kept) : []),
    ...(isOpen && canSkip ? [skipSection(round.id)] : []),
  ];
}

/** Picks anybody of the workspace: a menu of the people in a round would be cut at a hundred. */
function skipSection(roundId: number): Section {
  const block: ActionsBlock = {
    type: 'actions',
    block_id: `round-${roundId}`,
    elements: [
      {
        type: 'users_select',
        action_id: 'skip-person',
        placeholder: { type: 'plain_text', text: 'Skip this one…', emoji: false },
      },
    ],
  };
  return { parts: [{ block, spare: SPARE.trouble }], lines: [] };
}

function kept({ parts, lines }: Section): Section {
  return { lines, parts: parts.map((part) => ({ ...part, spare: 0 })) };
}

function moreButtons(next: number | null, { round }: RoundShown): Button[] {
  if (next === null) return [];
  return [{ does: 'more-round', label: 'More', value: `${round?.id ?? 0}:${next}` }];
}
