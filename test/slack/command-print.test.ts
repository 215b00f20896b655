import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/slack/command.ts';
import { parseCommandLine } from '../../src/slack/command-line.ts';
import { printCommand, printForPeople } from '../../src/slack/command-print.ts';
import { anyCommand, PROVIDERS } from './commands.ts';

const NARROWED = { period: null, provider: null };
const ANN = { kind: 'mention', slackUserId: 'U0123', label: 'ann' } as const;

/** What Slack makes of typed text. */
function onTheWire(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

describe('a printed command', () => {
  it('is read as it was printed, with the slash command and without', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(anyCommand, (command) => {
        const printed = printCommand(command);
        const read = { ok: true, command };
        expect(parseCommandLine(printed, PROVIDERS)).toEqual(read);
        expect(parseCommandLine(printed.replace('/ai-usage', ''), PROVIDERS)).toEqual(read);
      }),
      { numRuns: 2000 },
    );
  });

  it('is read as people type it, where it mentions nobody', () => {
    expect.hasAssertions();
    const mentionsNobody = anyCommand.filter(
      (command) =>
        !('user' in command && command.user?.kind === 'mention') &&
        !('channel' in command && command.channel !== null),
    );
    fc.assert(
      fc.property(mentionsNobody, (command) => {
        const sent = onTheWire(printForPeople(command));
        expect(parseCommandLine(sent, PROVIDERS)).toEqual({ ok: true, command });
      }),
      { numRuns: 1000 },
    );
  });

  it.each<[Command, string, string]>([
    [{ verb: 'mine' }, '', ''],
    [{ verb: 'help' }, ' help', ' help'],
    [
      { verb: 'report', team: 'R&D <x>', details: true, period: '7d', provider: 'lingma' },
      ' team="R&amp;D &lt;x&gt;" period=7d provider=lingma view=details',
      ' team="R&D <x>" period=7d provider=lingma view=details',
    ],
    [{ verb: 'person', user: ANN, ...NARROWED }, ' user=<@U0123|ann>', ' user=@ann'],
    [
      {
        verb: 'export',
        team: null,
        seats: true,
        user: { ...ANN, label: 'Ann "<Lee>"' },
        ...NARROWED,
      },
      ' export user=<@U0123|Ann "&lt;Lee&gt;"> view=seats',
      ' export user="@Ann \\"<Lee>\\"" view=seats',
    ],
    [
      { verb: 'person', user: { ...ANN, label: null }, ...NARROWED },
      ' user=<@U0123>',
      ' user=@U0123',
    ],
    [
      { verb: 'top', team: 'be', by: 'lines', limit: 10, ...NARROWED },
      ' top team=be',
      ' top team=be',
    ],
    [
      { verb: 'top', team: null, by: 'chats', limit: 5, ...NARROWED },
      ' top by=chats limit=5',
      ' top by=chats limit=5',
    ],
    [{ verb: 'status', unmatched: true }, ' status view=unmatched', ' status view=unmatched'],
  ])('%j is written without what goes without saying', (command, sent, typed) => {
    expect(printCommand(command)).toBe(`/ai-usage${sent}`);
    expect(printForPeople(command)).toBe(`/ai-usage${typed}`);
  });
});
