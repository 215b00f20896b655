import type {
  DecideReclaim,
  DecideRound,
  ExemptPerson,
  ExportNudgeLog,
  ListNudgeLog,
  ListReclaims,
  NudgeDeadEnd,
  Nudges,
  PauseNudges,
  PreviewRound,
  ReportNudges,
  SetAway,
  SetTips,
  SkipNudge,
} from '../../domain/nudge-questions.ts';
import type { Command } from '../command.ts';
import type { NudgeAction } from '../command-nudge-values.ts';
import { printCommand } from '../command-print.ts';
import type { Message } from '../views/blocks.ts';
import type { Button } from '../views/buttons.ts';
import { dayText, momentText } from '../views/dates.ts';
import { drawingOf } from '../views/drawing.ts';
import type { Look } from '../views/look.ts';
import { LOGGED, logExportedMessage, nudgeLogMessage } from '../views/nudge-log.ts';
import { nudgeMessage, type NudgeMoment } from '../views/nudge-message.ts';
import { roundMessage } from '../views/nudge-round.ts';
import { exemptedMessage, nudgesStatusMessage, pausedMessage } from '../views/nudge-status.ts';
import {
  awayText,
  badDayText,
  FORMS,
  LABELS,
  NOT_YOURS,
  tipsText,
  TOO_LATE,
} from '../views/nudge-words.ts';
import { nameOf } from '../views/people.ts';
import { decidedMessage, reclaimsMessage } from '../views/reclaim-list.ts';
import { sentenceMessage } from '../views/replies.ts';
import { plain } from '../views/text.ts';
import { run } from './answer-buttons.ts';
import { deadEndAnswer } from './dead-ends.ts';

type ResultOf<Ask extends (...parts: never[]) => unknown> = Awaited<ReturnType<Ask>>;

const PLAIN = { blocks: 'basic', providers: [], audience: 'asker', sharedBy: null } as const;

function asked(action: NudgeAction): NudgesAsked {
  return { verb: 'nudges', action, user: null };
}

type NudgesAsked = Extract<Command, { verb: 'nudges' }>;

const STATUS = run('Nudges', asked('status'));
const PREVIEW = run('Preview', asked('preview'));
const PAUSE = run('Pause', asked('pause'));
const RESUME = run('Resume', asked('resume'));
const RECLAIMS = run('Reclaims', asked('reclaims'));
const LOG = run('Log', asked('log'));
const EXPORT = run('Download', asked('export'));

/** Why something about nudges has no answer. `asked` is null where it was no command. */
export function nudgeDeadEndAnswer(end: NudgeDeadEnd, asked: Command | null = null): Message {
  switch (end.kind) {
    case 'no-round': {
      const at = momentText(end.next.at, end.zone);
      const when = at === null ? dayText(end.next.date) : `${at} (${plain(end.zone)})`;
      return sentence(`No round waits for an approval. The next one is planned on ${when}.`, [
        PREVIEW,
        STATUS,
      ]);
    }
    case 'unknown-round':
      return sentence('That round is not kept any more.', [PREVIEW, STATUS]);
    case 'unknown-nudge':
      return sentence('I have no record of that message any more, so that nothing was done.', []);
    case 'bad-day':
      return sentence(badDayText(end), []);
    default:
      return deadEndAnswer(end, asked);
  }
}

/** A round, from a row of its table on, or why there is none. */
export function roundAnswer(
  result: ResultOf<PreviewRound>,
  { blocks }: Pick<Look, 'blocks'>,
  from = 0,
): Message {
  if (result.kind !== 'round') return nudgeDeadEndAnswer(result);
  return roundMessage(result.shown, { blocks, from });
}

export function roundDecidedAnswer(
  result: ResultOf<DecideRound>,
  { blocks }: Pick<Look, 'blocks'>,
): Message {
  if (result.kind !== 'round-decided') return nudgeDeadEndAnswer(result);
  const remark = result.decided ? null : 'That was decided before; nothing has changed.';
  return roundMessage(result.shown, { blocks, remark });
}

export function nudgeSkippedAnswer(
  result: ResultOf<SkipNudge>,
  { blocks }: Pick<Look, 'blocks'>,
): Message {
  if (result.kind !== 'nudge-skipped') return nudgeDeadEndAnswer(result);
  const { nudge, taken, shown } = result;
  const who = nameOf({ ...nudge, personId: nudge.slackUserId });
  const remark = taken
    ? `${who} gets no message in this round.`
    : `The message to ${who} is on its way already, or was taken out before.`;
  return roundMessage(shown, { blocks, remark });
}

/** Said where somebody is to be taken out of a round who is in none. */
export function notInRoundAnswer(): Message {
  return sentence('That person gets no message in this round.', [PREVIEW]);
}

export function nudgesStatusAnswer(result: ResultOf<ReportNudges>): Message {
  if (result.kind !== 'nudges-status') return nudgeDeadEndAnswer(result);
  const { paused } = result.status;
  return nudgesStatusMessage(
    result.status,
    under([PREVIEW, paused ? RESUME : PAUSE, RECLAIMS, LOG]),
  );
}

export function nudgesPausedAnswer(result: ResultOf<PauseNudges>): Message {
  if (result.kind !== 'nudges-paused') return nudgeDeadEndAnswer(result);
  const { paused, changed } = result;
  return pausedMessage(paused, changed, under([paused ? RESUME : PAUSE, STATUS]));
}

/** The log, with a button that goes on from its last entry: of the same person where it is one's. */
export function nudgeLogAnswer(result: ResultOf<ListNudgeLog>, command: NudgesAsked): Message {
  if (result.kind !== 'nudge-log') return nudgeDeadEndAnswer(result);
  const last = result.entries.at(LOGGED - 1);
  const value = `${last?.id ?? 0} ${printCommand(command)}`;
  const older: Button[] = last ? [{ does: 'more-log', label: 'Older', value }] : [];
  return nudgeLogMessage(result, under([...older, EXPORT]));
}

export function logExportedAnswer(result: ResultOf<ExportNudgeLog>): Message {
  if (result.kind !== 'nudge-log-exported') return nudgeDeadEndAnswer(result);
  return logExportedMessage(result.file, result.rows);
}

export function exemptedAnswer(
  result: ResultOf<ExemptPerson>,
  asked: Extract<Command, { verb: 'exempt' }>,
): Message {
  if (result.kind !== 'exempted') return nudgeDeadEndAnswer(result, asked);
  const end = run('End it', { ...asked, until: { kind: 'now' }, reason: null });
  const buttons = result.exemption ? [end, STATUS] : [STATUS];
  return exemptedMessage(result.email, result.exemption, under(buttons));
}

export function reclaimsAnswer(result: ResultOf<ListReclaims>, from = 0): Message {
  if (result.kind !== 'reclaims') return nudgeDeadEndAnswer(result);
  return reclaimsMessage(result.list, { from });
}

/** What was decided about a seat: above the list that it stands in, or `alone` where it had a message of its own. */
export function reclaimDecidedAnswer(result: ResultOf<DecideReclaim>, alone: boolean): Message {
  if (result.kind !== 'reclaim-decided') return nudgeDeadEndAnswer(result);
  const { item, decided, list } = result;
  if (alone) return decidedMessage(item, decided, list.zone);
  return reclaimsMessage(list, { remark: { item, decided } });
}

export function tipsAnswer(result: ResultOf<SetTips>): Message {
  if (result.kind === 'tips') return sentence(tipsText(result.on), []);
  return result.kind === 'no-email' ? deadEndAnswer(result) : nudgeDeadEndAnswer(result);
}

/** Whether somebody is away, said to them: whoever is can say from there that they are back. */
export function awayAnswer(result: ResultOf<SetAway>): Message {
  if (result.kind === 'away') {
    return sentence(awayText(result.until), result.until === null ? [] : [COME_BACK]);
  }
  return result.kind === 'no-email' ? deadEndAnswer(result) : nudgeDeadEndAnswer(result);
}

const COME_BACK: Button = { does: 'come-back', label: LABELS.back, value: 'back' };

/** Said where Slack opens no form about a seat, or about who is away. */
export function notOpenedAnswer(): Message {
  return sentence(FORMS.notOpened, []);
}

type HolderResult = ResultOf<Nudges['answerNudge' | 'undoAnswer' | 'showNudge']>;

/** A nudge as it stands after its addressee has pressed something, in the place of what they pressed; else why nothing was done. */
export function holderAnswer(
  result: HolderResult,
  now: Date,
): { readonly message: Message; readonly inPlace: boolean } {
  if (result.kind === 'not-yours') return { message: sentence(NOT_YOURS, []), inPlace: false };
  if (!('shown' in result)) return { message: nudgeDeadEndAnswer(result), inPlace: false };
  return { message: nudgeMessage(result.shown, momentOf(result, now)), inPlace: true };
}

function momentOf(result: Extract<HolderResult, { shown: unknown }>, now: Date): NudgeMoment {
  switch (result.kind) {
    case 'confirm':
      return { now, confirming: result.seat ?? 'all' };
    case 'too-late':
      return { now: null, remark: TOO_LATE };
    default:
      return { now };
  }
}

function sentence(text: string, buttons: readonly Button[]): Message {
  return sentenceMessage(text, under(buttons));
}

function under(buttons: readonly Button[]) {
  return drawingOf(PLAIN, [buttons]);
}
