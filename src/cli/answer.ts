import { OPERATOR } from '../domain/access.ts';
import type { OnProgress, Questions } from '../domain/answers.ts';
import {
  inactiveAnswer,
  personAnswer,
  reportAnswer,
  statusAnswer,
  teamsAnswer,
  topAnswer,
} from '../slack/commands/answers.ts';
import type { Look } from '../slack/views/look.ts';
import {
  inactiveRows,
  personRows,
  reportRows,
  statusRows,
  teamsRows,
  topRows,
  type Rows,
} from './rows.ts';
import { EXIT, type ExitCode } from './terminal.ts';
import type { AnsweredHere } from './verbs.ts';

/** An answer in all its forms. `text` is what a message in Slack would say; there are no rows where it is none with figures. */
export type Answer = {
  readonly code: ExitCode;
  readonly text: string;
  readonly data: object;
  readonly rows: Rows | null;
};

type Asking = {
  readonly questions: Questions;
  readonly look: Look;
  /** Whether more is wanted than the text. */
  readonly whole: boolean;
  readonly onProgress: OnProgress;
};

type Asked = Exclude<AnsweredHere, { verb: 'help' | 'export' }>;

/** Puts a command to the service that answers it, for whoever runs the bot. Throws AppError where that cannot answer at all. */
export async function answer(
  command: Asked,
  { questions, look, whole, onProgress }: Asking,
): Promise<Answer> {
  const reader = { audience: 'asker', whole } as const;
  switch (command.verb) {
    case 'report': {
      const result = await questions.reportTeam(OPERATOR, { ...command, ...reader }, onProgress);
      return answered(result, reportAnswer(command, result, look).text, (found) =>
        found.kind === 'summary' && !command.details ? reportRows(found.summary) : null,
      );
    }
    case 'person': {
      const { user: person, period, provider } = command;
      const asked = { person, period, provider, ...reader };
      const result = await questions.reportPerson(OPERATOR, asked, onProgress);
      return answered(result, personAnswer(command, result, look).text, (found) =>
        found.kind === 'person' ? personRows(found.summary) : null,
      );
    }
    case 'top': {
      const result = await questions.listTop(OPERATOR, { ...command, ...reader }, onProgress);
      return answered(result, topAnswer(command, result, look).text, (found) =>
        found.kind === 'top' ? topRows(found.summary) : null,
      );
    }
    case 'inactive': {
      const result = await questions.listInactive(OPERATOR, { ...command, ...reader }, onProgress);
      return answered(result, inactiveAnswer(command, result, look).text, (found) =>
        found.kind === 'inactive' ? inactiveRows(found.summary) : null,
      );
    }
    case 'teams': {
      const result = await questions.compareTeams(OPERATOR, { ...command, ...reader }, onProgress);
      return answered(result, teamsAnswer(command, result, look).text, (found) =>
        found.kind === 'teams' ? teamsRows(found.summary) : null,
      );
    }
    case 'status':
      break;
  }
  const result = await questions.reportStatus(OPERATOR, command);
  return answered(result, statusAnswer(command, result, look).text, (found) =>
    found.kind === 'status' ? statusRows(found.summary) : null,
  );
}

type Result = { readonly kind: string; readonly offers?: unknown };

function answered<R extends Result>(
  result: R,
  text: string,
  rowsOf: (result: R) => Rows | null,
): Answer {
  const { offers: _offers, ...data } = result;
  return { code: codeOf(result), text, data, rows: rowsOf(result) };
}

const WITH_FIGURES: ReadonlySet<string> = new Set([
  'summary',
  'person',
  'top',
  'inactive',
  'teams',
  'status',
]);

/** A period or a provider that is none is wrong use; a team or a person that there is not has no answer. */
export function codeOf({ kind }: Pick<Result, 'kind'>): ExitCode {
  if (WITH_FIGURES.has(kind)) return EXIT.done;
  return kind === 'bad-period' || kind === 'bad-provider' ? EXIT.wrongUse : EXIT.failed;
}
