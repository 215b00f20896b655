import { VERB_ROWS } from '../slack/command-verbs.ts';
import { COMMAND } from '../slack/command-words.ts';
import { PROGRAM } from './plain-text.ts';

const HERE: ReadonlySet<string> = new Set([
  'report',
  'person',
  'top',
  'inactive',
  'teams',
  'export',
  'status',
]);

const OWN = [
  ['digest --team backend --print', 'the digest that a channel would get today'],
  ['sync', 'brings everything up to date'],
] as const;

/** How the terminal is used; the examples are those of the slash command. */
export function helpText(providers: readonly string[]): string {
  const asked = VERB_ROWS.filter(({ verb }) => HERE.has(verb)).map(
    ({ verb, example, about, keys }) => {
      const said = example.slice(COMMAND.length).trim();
      const words = said.replace(/(\w+)=@?(\S+)/g, '--$1 $2');
      const person = words.replace('--user ann', '--user ann@example.com');
      const elsewhere =
        verb === 'export'
          ? 'the rows, as CSV or with --format json; --view seats gives the seats'
          : about;
      return [
        verb === 'report' || verb === 'person' ? `report ${person}` : person,
        elsewhere,
        keys,
      ] as const;
    },
  );
  const rows = [...asked, ...OWN.map(([words, about]) => [words, about, []] as const)];
  const width = Math.max(...rows.map(([words]) => words.length));
  return [
    `${PROGRAM} <command> [--key value …] [--format text|json|csv]`,
    '',
    ...rows.map(([words, about]) => `  ${words.padEnd(width)}  ${about}`),
    '',
    `--provider is ${[...providers, 'all'].join(', ')}. Keys and values are those of ${COMMAND} in Slack; “--team backend” and “team=backend” are the same.`,
    'The result goes to standard output, all else to standard error. Exit code: 0 answered, 1 no answer, 2 not understood.',
    '',
  ].join('\n');
}
