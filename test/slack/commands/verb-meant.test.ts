import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printForPeople } from '../../../src/slack/command-print.ts';
import { deadEndAnswer } from '../../../src/slack/commands/answers.ts';
import { verbMeant } from '../../../src/slack/commands/verb-meant.ts';
import { anyCommand } from '../commands.ts';

const REPORT = { verb: 'report', details: false, period: null, provider: null } as const;

describe('a team that there is not', () => {
  it.each([
    ['tpo', {}, 'top'],
    ['tpo', { period: '7d', provider: 'lingma' }, 'top period=7d provider=lingma'],
    ['inactiv backend', {}, 'inactive team=backend'],
    ['inactiv core platform', { period: '7d' }, 'inactive team="core platform" days=7'],
    ['exprot R&D <x>', { period: '7d' }, 'export team="R&D <x>" period=7d'],
    ['unsubscirbe 7', {}, 'unsubscribe 7'],
    ['unsubscirbe backend', {}, 'subscriptions'],
    ['subscrib backend', {}, 'subscribe team=backend'],
    ['hlep', {}, 'help'],
  ])('%j was perhaps meant as a verb', (team, narrowed, command) => {
    const meant = verbMeant({ ...REPORT, ...narrowed, team });
    expect(meant && printForPeople(meant)).toBe(`/ai-usage ${command}`);
  });

  it.each(['backend', 'be', 'core platform', 'constructor'])('%j was not', (team) => {
    expect(verbMeant({ ...REPORT, team })).toBeNull();
  });

  it('is answered with that verb before the teams that are near', () => {
    const asked = { ...REPORT, team: 'tpo' };
    const suggestions = [{ id: 'tp', name: 'TP' }];
    const answer = deadEndAnswer(
      { kind: 'unknown-team', asked: 'tpo', suggestions, known: 9 },
      asked,
    );
    const buttons = answer.blocks.flatMap((block) =>
      block.type === 'actions' ? block.elements : [],
    );
    expect(buttons).toMatchObject([{ value: '/ai-usage top' }, { value: '/ai-usage team=tp' }]);
    expect(answer.text).toContain('/ai-usage top');
  });

  it('of any name ends in a command', () => {
    expect.hasAssertions();
    const reports = anyCommand.filter((command) => command.verb === 'report');
    fc.assert(
      fc.property(reports, fc.constantFrom('tpo', 'exprot', 'unsubscirbe'), (asked, slip) => {
        const meant = verbMeant({ ...asked, team: `${slip} ${asked.team}` });
        expect(meant && printForPeople(meant)).toMatch(/^\/ai-usage /);
      }),
    );
  });
});
