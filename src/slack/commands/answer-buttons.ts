import type { Offers } from '../../domain/answers.ts';
import { DEFAULT_PERIOD } from '../../domain/period.ts';
import type { Command } from '../command.ts';
import { printCommand } from '../command-print.ts';
import type { Button } from '../views/buttons.ts';
import type { Look } from '../views/look.ts';
import { plain } from '../views/text.ts';

/** A provider by its id and by the name that people know. */
type Titled = { readonly provider: string; readonly title: string };

const PERIODS = [
  { period: '7d', label: '7 days' },
  { period: '28d', label: '28 days' },
  { period: '90d', label: '90 days' },
];
const PROVIDERS = 8;

/** A button that runs a command. */
export function run(label: string, command: Command, style?: Button['style']): Button {
  return { does: 'run', label, value: printCommand(command), ...(style && { style }) };
}

export const MY_SUMMARY = run('My summary', { verb: 'me', period: null, provider: null });
export const ALL_TEAMS = run('All teams', { verb: 'teams', period: null, provider: null });
export const SUBSCRIPTIONS = run('Subscriptions', { verb: 'subscriptions' });
export const HELP_BUTTON = run('Help', { verb: 'help' });

/**
 * The rows under an answer: other periods, other providers, and what else can be done with it. A shared answer leads back
 * to the full one only, which everybody gets as far as they may see it; one person's leads nowhere, since “me” is whoever
 * presses, and others may not see that person.
 */
export function rowsFor(
  command: Command,
  { offers, titled, look }: { offers: Offers; titled: readonly Titled[]; look: Look },
  more: readonly Button[] = [],
): Button[][] {
  if (look.sharedBy !== null) return isOfPerson(command) ? [] : [[run('Full report', command)]];
  const share: Button = { does: 'share', label: 'Share in channel', value: printCommand(command) };
  // Where nothing is shown, another provider is all that could help.
  if (titled.length === 0) {
    const isNarrowed = 'provider' in command && command.provider !== null;
    return isNarrowed ? [providerRow(command, offers.providers, titled)] : [];
  }
  return [
    periodRow(command),
    providerRow(command, offers.providers, titled),
    [
      ...(offers.details ? detailsButton(command) : []),
      ...more,
      ...(offers.share ? [share] : []),
      ...(offers.download ? downloadButton(command) : []),
    ],
  ];
}

function isOfPerson({ verb }: Command): boolean {
  return verb === 'me' || verb === 'person';
}

/** The periods that the answer is not about. */
function periodRow(command: Command): Button[] {
  if (!('period' in command)) return [];
  const current = command.period ?? DEFAULT_PERIOD;
  return PERIODS.filter(({ period }) => period !== current).map(({ period, label }) =>
    run(label, { ...command, period: period === DEFAULT_PERIOD ? null : period }),
  );
}

/** The providers that the answer is not about. */
function providerRow(
  command: Command,
  providers: readonly string[],
  titled: readonly Titled[],
): Button[] {
  if (!('provider' in command) || providers.length < 2) return [];
  const single = providers
    .filter((provider) => provider !== command.provider)
    .slice(0, PROVIDERS)
    .map((provider) => run(`Only ${titleOf(provider, titled)}`, { ...command, provider }));
  return command.provider === null
    ? single
    : [...single, run('All providers', { ...command, provider: null })];
}

function titleOf(provider: string, titled: readonly Titled[]): string {
  const known = titled.find((one) => one.provider === provider);
  return plain(known?.title ?? '') || `${provider.slice(0, 1).toUpperCase()}${provider.slice(1)}`;
}

function detailsButton(command: Command): Button[] {
  if (command.verb !== 'report') return [];
  const label = command.details ? 'Summary' : 'Details';
  return [run(label, { ...command, details: !command.details })];
}

function downloadButton(command: Command): Button[] {
  const file = exportOf(command);
  return file ? [run('Download', file)] : [];
}

/** The command for the rows behind an answer, of its days or of its seats; null where there are none. */
export function exportOf(command: Command, seats = command.verb === 'inactive'): Command | null {
  if (!('provider' in command)) return null;
  const period = 'period' in command ? command.period : null;
  const { provider } = command;
  const rows = { verb: 'export', team: null, user: null, seats, period, provider } as const;
  switch (command.verb) {
    case 'report':
    case 'top':
    case 'inactive':
      return { ...rows, team: command.team };
    case 'person':
      return { ...rows, user: command.user };
    case 'me':
      return { ...rows, user: { kind: 'me' } };
    default:
      return rows;
  }
}
