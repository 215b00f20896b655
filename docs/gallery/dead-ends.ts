import type { DeadEnd } from '../../src/domain/answers.ts';
import { parseCommandLine } from '../../src/slack/command-line.ts';
import { deadEndAnswer, problemAnswer } from '../../src/slack/commands/answers.ts';
import { failureMessage, progressMessage } from '../../src/slack/views/replies.ts';
import type { Example } from './examples.ts';

const PROVIDERS = ['lingma', 'windsurf'];

/** What people read while they wait, and where they get no further. */
export function deadEnds(): Example[] {
  return [...waiting(), ...wrongCommands(), ...noAnswers()];
}

function waiting(): Example[] {
  return [
    {
      title: 'While vendors are asked',
      asked: '/ai-usage team=backend',
      about: 'The answer takes its place.',
      message: progressMessage({
        kind: 'asking',
        about: 'Backend',
        titles: ['Lingma', 'Windsurf'],
      }),
    },
    {
      title: 'While a file is written',
      asked: '/ai-usage export',
      about: '',
      message: progressMessage({ kind: 'working', what: 'Writing the file', share: 0.43 }),
    },
    {
      title: 'A failure',
      asked: '/ai-usage team=backend',
      about: 'The reference stands in the log.',
      message: failureMessage('Slack’s directory cannot be reached. Please try again.', 'r-7f3k2a'),
    },
  ];
}

function wrongCommands(): Example[] {
  const typed = [
    'taem=backend period=7d',
    'tpo team=backend',
    'backend provider=lignma',
    'top limit=many',
    'subscribe team=backend every monday at 9',
    'subscribe team=backend tz=+08:00',
    'unsubscribe backend',
    'nudges preview',
  ];
  return typed.flatMap((text) => {
    const parsed = parseCommandLine(text, PROVIDERS);
    if (parsed.ok) return [];
    return [
      {
        title: 'A wrong command',
        asked: `/ai-usage ${text}`,
        about: 'The button runs the corrected one.',
        message: problemAnswer(text, parsed.problem),
      },
    ];
  });
}

function noAnswers(): Example[] {
  const core = [
    { id: 'core-be', name: 'Core', within: 'Backend' },
    { id: 'core-fe', name: 'Core', within: 'Frontend' },
  ];
  const backend = [{ id: 'backend', name: 'Backend' }];
  const ends: [string, string, DeadEnd][] = [
    [
      'An unknown team',
      'team=bakend',
      { kind: 'unknown-team', asked: 'bakend', suggestions: backend, known: 12 },
    ],
    [
      'A verb, perhaps',
      'inactiv backend',
      { kind: 'unknown-team', asked: 'inactiv backend', suggestions: [], known: 12 },
    ],
    [
      'Several teams of one name',
      'top team=core',
      { kind: 'ambiguous-team', asked: 'core', candidates: core },
    ],
    [
      'A period that is none',
      'backend period=28x',
      { kind: 'bad-period', problem: '“28x” is not a period.', suggestion: '28d' },
    ],
    ['No team yet', 'teams', { kind: 'no-teams', why: 'Lingma has not told its departments yet.' }],
    [
      'An unknown person',
      'user=ann@example.org',
      { kind: 'unknown-person', asked: 'ann@example.org', email: 'ann@example.org' },
    ],
    [
      'What is for managers',
      'export team=backend',
      { kind: 'refused', refusal: { reason: 'managers-only', team: 'Backend' } },
    ],
    [
      'What is for admins',
      'status view=unmatched',
      { kind: 'refused', refusal: { reason: 'admins-only' } },
    ],
    ['Somebody else’s numbers', 'user=@bob', { kind: 'refused', refusal: { reason: 'own-only' } }],
    [
      'A guest asks',
      'team=backend',
      { kind: 'refused', refusal: { reason: 'membership', membership: 'guest' } },
    ],
  ];
  return ends.map(([title, text, end]) => {
    const parsed = parseCommandLine(text, PROVIDERS);
    return {
      title,
      asked: `/ai-usage ${text}`,
      about: '',
      message: deadEndAnswer(end, parsed.ok ? parsed.command : null),
    };
  });
}
