import { parseArgs } from 'node:util';
import type { Forgotten, ForgetPerson } from '../services/forget-person.ts';
import { EXIT, type ExitCode, type Terminal } from './terminal.ts';

const USAGE = 'npm run forget -- ann@example.com [--slack-id U0123] --yes';

const ADDRESS = /^[^\s@]+@[^\s@]+$/;
const SLACK_ID = /^[UW][A-Z0-9]{1,40}$/;

type Asked = Parameters<ForgetPerson>[0];

type Read =
  | { readonly ok: true; readonly asked: Asked }
  | { readonly ok: false; readonly problem: string };

/** Reads whom to forget. Without `--yes` it is only said what would be erased. */
export function readForget(argv: readonly string[]): Read {
  let read;
  try {
    read = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { yes: { type: 'boolean' }, 'slack-id': { type: 'string', multiple: true } },
    });
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
  const { positionals, values } = read;
  const [email = '', ...more] = positionals;
  const slackUserIds = values['slack-id'] ?? [];
  if (more.length > 0 || !ADDRESS.test(email)) {
    return { ok: false, problem: 'Whom? Give the e-mail address of one person.' };
  }
  if (!slackUserIds.every((id) => SLACK_ID.test(id))) {
    return {
      ok: false,
      problem: '--slack-id takes the member id of a Slack account, such as U0123.',
    };
  }
  return { ok: true, asked: { email, slackUserIds, really: values.yes === true } };
}

/** Says how it is used. */
export function refuseForget(problem: string, terminal: Terminal): ExitCode {
  terminal.err(`${problem}\nUsage: ${USAGE}\nWithout --yes it only says what would be erased.\n`);
  return EXIT.wrongUse;
}

/** Forgets somebody, and says what was erased and what has to be done besides. */
export async function runForget(
  asked: Asked,
  forgetPerson: ForgetPerson,
  terminal: Terminal,
): Promise<ExitCode> {
  const forgotten = await forgetPerson(asked);
  terminal.out(`${sayForgotten(forgotten, asked).join('\n')}\n`);
  return EXIT.done;
}

function sayForgotten(forgotten: Forgotten, asked: Asked): string[] {
  const { email, really, erasure } = forgotten;
  const { erased, unnamed } = erasure;
  const nothing = erased.length + unnamed.length === 0;
  if (nothing) return [`Nothing is kept of ${email}.`, ...besides(forgotten)];
  return [
    really ? `${email} is forgotten.` : `This would be erased of ${email}; nothing is yet.`,
    ...erased.map(({ what, rows }) => `  ${rows} ${what}`),
    ...(unnamed.length > 0
      ? [
          really ? 'These stay, and say “somebody” now:' : 'These would stay, and say “somebody”:',
          ...unnamed.map(({ what, rows }) => `  ${rows} ${what}`),
        ]
      : []),
    ...besides(forgotten),
    ...(really ? [] : [`To erase it: ${commandFor(asked)}`]),
  ];
}

/** With the accounts that were named: without them, what is kept under those would stay. */
function commandFor({ email, slackUserIds }: Asked): string {
  const accounts = slackUserIds.map((id) => ` --slack-id ${id}`).join('');
  return `npm run forget -- ${email}${accounts} --yes`;
}

function besides({ comesBackFrom, namedIn, slackTrouble, email }: Forgotten): string[] {
  return [
    ...(comesBackFrom.length > 0
      ? [
          `! ${comesBackFrom.join(' and ')} told of them: the next sync brings back whom a vendor still lists. Remove their seat and their membership there first.`,
        ]
      : []),
    ...namedIn.map((place) => `! ${place} names them: take them out there.`),
    ...(slackTrouble === null
      ? []
      : [
          `! Slack could not be asked for the account of ${email}: ${slackTrouble} What is kept under an id that was never matched stays; name it with --slack-id.`,
        ]),
  ];
}
