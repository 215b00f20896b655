import type {
  CompareTeams,
  ExportUsage,
  ListInactive,
  ListTop,
  ReportPerson,
  ReportStatus,
  ReportTeam,
} from '../../domain/answers.ts';
import type { NudgesSeen } from '../../domain/nudges-shown.ts';
import type { Command } from '../command.ts';
import { printForPeople } from '../command-print.ts';
import { VERB_ROWS } from '../command-verbs.ts';
import type { Message } from '../views/blocks.ts';
import type { Button } from '../views/buttons.ts';
import { drawingOf } from '../views/drawing.ts';
import { exportedMessage } from '../views/export.ts';
import { helpMessage } from '../views/help.ts';
import { inactiveMessage } from '../views/inactive-list.ts';
import type { Look } from '../views/look.ts';
import { LABELS } from '../views/nudge-words.ts';
import { personSummaryMessage } from '../views/person-summary.ts';
import { sentenceMessage } from '../views/replies.ts';
import { statusMessage } from '../views/status.ts';
import { teamDetailsMessage } from '../views/team-details.ts';
import { teamSummaryMessage } from '../views/team-summary.ts';
import { teamsMessage } from '../views/teams-table.ts';
import { plain } from '../views/text.ts';
import { topMessage } from '../views/top-list.ts';
import { ALL_TEAMS, exportOf, HELP_BUTTON, MY_SUMMARY, rowsFor, run } from './answer-buttons.ts';
import { deadEndAnswer } from './dead-ends.ts';

export { deadEndAnswer, problemAnswer } from './dead-ends.ts';

type Of<Verb extends Command['verb']> = Extract<Command, { verb: Verb }>;
type ResultOf<Ask extends (...parts: never[]) => unknown> = Awaited<ReturnType<Ask>>;

/** A team's summary or details, or why there are none. */
export function reportAnswer(
  command: Of<'report'>,
  result: ResultOf<ReportTeam>,
  look: Look,
): Message {
  if (result.kind !== 'summary') return deadEndAnswer(result, command);
  const { summary, details, offers } = result;
  const titled = summary.providers;
  const drawing = drawingOf(look, rowsFor(command, { offers, titled, look }));
  const { team, provider } = command;
  const [exportCommand, seatsCommand] = [fileCommand(command, false), fileCommand(command, true)];
  if (details) {
    return teamDetailsMessage(summary, details, { ...drawing, exportCommand, seatsCommand });
  }
  const inactiveCommand = printForPeople({ verb: 'inactive', team, days: null, provider });
  return teamSummaryMessage(summary, { ...drawing, inactiveCommand, seatsCommand });
}

/** What gives the rows behind an answer as a file, as somebody would type it. */
function fileCommand(command: Command, seats: boolean): string {
  return printForPeople(exportOf(command, seats) ?? command);
}

/** One person's summary, or why there is none. */
export function personAnswer(
  command: Of<'me' | 'person'>,
  result: ResultOf<ReportPerson>,
  look: Look,
): Message {
  if (result.kind === 'no-seat') return noSeatAnswer(result.email, look);
  if (result.kind !== 'person') return deadEndAnswer(result, command);
  const { summary, offers } = result;
  const { privacy, providers: titled } = summary;
  const isListed = privacy?.listed === true;
  const list = {
    does: 'list',
    label: isListed ? 'Take my name off top lists' : 'Put my name on top lists',
    value: isListed ? 'off' : 'on',
  } as const;
  const tips = privacy ? nudgeButtons(privacy.nudges) : [];
  const rows = rowsFor(command, { offers, titled, look }, privacy ? [list, ...tips] : []);
  return personSummaryMessage(summary, { ...drawingOf(look, rows), audience: look.audience });
}

function nudgeButtons({ tipsOff, awayUntil }: NudgesSeen): Button[] {
  const isAway = awayUntil !== null;
  return [
    {
      does: 'tips',
      label: tipsOff ? 'Turn tips on' : 'Turn tips off',
      value: tipsOff ? 'on' : 'off',
    },
    {
      does: isAway ? 'come-back' : 'go-away',
      label: isAway ? LABELS.back : LABELS.away,
      value: isAway ? 'back' : 'away',
    },
  ];
}

function noSeatAnswer(email: string | null, look: Look): Message {
  const sought =
    email === null
      ? 'Slack tells me no e-mail address for you, and that is how I find a seat.'
      : `I looked for ${plain(email, 80)} at every provider.`;
  return sentenceMessage(
    `I know of no seat of yours. ${sought}`,
    drawingOf(look, [[ALL_TEAMS, HELP_BUTTON]]),
  );
}

/** A ranking, or why there is none. */
export function topAnswer(command: Of<'top'>, result: ResultOf<ListTop>, look: Look): Message {
  if (result.kind !== 'top') return deadEndAnswer(result, command);
  const { summary, offers } = result;
  const others = RANKINGS.filter(({ by }) => by !== command.by).map(({ by, label }) =>
    run(label, { ...command, by }),
  );
  const rows = rowsFor(command, { offers, titled: summary.providers, look }, others);
  const exportCommand = offers.download ? fileCommand(command, false) : null;
  return topMessage(summary, { ...drawingOf(look, rows), exportCommand });
}

const RANKINGS = [
  { by: 'lines', label: 'By lines' },
  { by: 'completions', label: 'By completions' },
  { by: 'chats', label: 'By chats' },
] as const;

/** Inactive seats, or why they are not told. */
export function inactiveAnswer(
  command: Of<'inactive'>,
  result: ResultOf<ListInactive>,
  look: Look,
): Message {
  if (result.kind !== 'inactive') return deadEndAnswer(result, command);
  const { summary, offers } = result;
  const spans = DAYS.filter((days) => days !== summary.days).map((days) =>
    run(`Not for ${days} days`, { ...command, days }),
  );
  const rows = rowsFor(command, { offers, titled: summary.providers, look });
  const drawing = drawingOf(look, look.sharedBy === null ? [spans, ...rows] : rows);
  const seatsCommand = fileCommand(command, true);
  return inactiveMessage(summary, { ...drawing, audience: look.audience, seatsCommand });
}

const DAYS = [14, 30, 60, 90];

/** All teams side by side, or why they are not shown. */
export function teamsAnswer(
  command: Of<'teams'>,
  result: ResultOf<CompareTeams>,
  look: Look,
): Message {
  if (result.kind !== 'teams') return deadEndAnswer(result, command);
  const { summary, offers } = result;
  const rows = rowsFor(command, { offers, titled: summary.providers, look });
  return teamsMessage(summary, drawingOf(look, rows));
}

/** Says that a file was sent, or why none was. */
export function exportAnswer(
  command: Of<'export'>,
  result: ResultOf<ExportUsage>,
  look: Look,
): Message {
  if (result.kind === 'nothing-to-export') {
    return sentenceMessage(
      plain(result.why, 500) || 'There is no row to export.',
      drawingOf(look, [[HELP_BUTTON]]),
    );
  }
  if (result.kind !== 'exported') return deadEndAnswer(result, command);
  const { file, rows, bytes, from, to } = result;
  const { seats } = command;
  return exportedMessage({ file, rows, bytes, period: { from, to }, seats }, drawingOf(look, []));
}

/** How the bot and its providers are. */
export function statusAnswer(
  command: Of<'status'>,
  result: ResultOf<ReportStatus>,
  look: Look,
): Message {
  if (result.kind !== 'status') return deadEndAnswer(result, command);
  const unmatchedCommand = printForPeople({ verb: 'status', unmatched: true });
  const all = { verb: 'export', team: null, user: null, period: null, provider: null } as const;
  const seatsCommand = printForPeople({ ...all, seats: true });
  return statusMessage(result.summary, { ...drawingOf(look, []), unmatchedCommand, seatsCommand });
}

/** Everything that can be asked, by example. */
export function helpAnswer(look: Look): Message {
  const examples = VERB_ROWS.map(({ example, about }) => ({ command: example, about }));
  const status = run('Status', { verb: 'status', unmatched: false });
  return helpMessage(
    { examples, providers: look.providers },
    drawingOf(look, [[MY_SUMMARY, ALL_TEAMS, status]]),
  );
}
