import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBlocks } from '../../../sandbox/slack/blocks/check.ts';
import type { Message } from '../../../src/slack/views/blocks.ts';
import {
  ambiguousTeamMessage,
  failureMessage,
  helpMessage,
  noTeamsMessage,
  problemMessage,
  progressMessage,
  unknownTeamMessage,
} from '../../../src/slack/views/replies.ts';
import { outsideText } from './hostile.ts';
import { expectSafe, shownIn } from './safe.ts';

const OFFER = { command: '/ai-usage team=backend', about: 'Backend' };

describe('replies', () => {
  it('names what is asked for while it is asked for', () => {
    const message = progressMessage({ team: 'Core', titles: ['Lingma', 'Windsurf', 'Other'] });
    expect(message.text).toBe('⏳ Asking Lingma, Windsurf and Other about Core…');
    expectSafe(message);
  });

  it('shows a problem with its form and the nearest command', () => {
    const message = problemMessage({
      problem: '“taem” is not a key: did you mean “team”?',
      form: 'team=<name>',
      corrected: '/ai-usage team=backend',
    });
    expect(message.text.split('\n')).toEqual([
      '“taem” is not a key: did you mean “team”?',
      'It goes like this: `team=&lt;name&gt;`',
      'Try: `/ai-usage team=backend`',
    ]);
    expect(shownIn(message)).toContain('team=<name>');
    expectSafe(message);
  });

  it('offers the nearest teams, or the help where none is near', () => {
    const near = unknownTeamMessage({ asked: 'bakend', known: 3, offers: [OFFER], help: 'h' });
    expect(near.text).toBe(
      'There is no team “bakend”: none of the 3 teams has this name, id or alias. Did you mean:\n• `/ai-usage team=backend`  Backend',
    );
    const far = unknownTeamMessage({ asked: 'x', known: 1, offers: [], help: '/ai-usage help' });
    expect(far.text).toContain('`/ai-usage help`');
  });

  it('says of what is missing what would help', () => {
    expect(noTeamsMessage('').text).toBe('There is no team yet.');
    expect(ambiguousTeamMessage({ asked: 'core', offers: [OFFER, OFFER] }).text).toContain(
      '“core” is the name of 2 teams',
    );
  });

  it('helps by example, with nothing that does not work yet', () => {
    const message = helpMessage({ examples: [OFFER], providers: ['lingma', 'windsurf'] });
    expect(message.text).toContain('• `/ai-usage team=backend`  Backend');
    expect(message.text).toContain('lingma, windsurf, all');
    expect(message.text).toContain('last-month');
    expect(message.text).not.toMatch(/\b(?:subscribe|nudges|export|inactive)\b/);
    expectSafe(message);
  });

  it('gives a failure a reference', () => {
    const message = failureMessage('Lingma does not answer.', 'ab12cd34');
    expect(shownIn(message)).toBe('⚠️ Lingma does not answer.\n\nReference: \nab12cd34');
  });

  it('are safe whatever is in them', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(outsideText, fc.array(outsideText, { maxLength: 12 }), (text, more) => {
        const offers = more.map((command) => ({ command, about: text }));
        const messages: Message[] = [
          progressMessage({ team: text, titles: more }),
          problemMessage({ problem: text, form: text, corrected: text }),
          unknownTeamMessage({ asked: text, known: 2, offers, help: text }),
          ambiguousTeamMessage({ asked: text, offers }),
          noTeamsMessage(text),
          helpMessage({ examples: offers, providers: more }),
          failureMessage(text, 'ab12cd34'),
        ];
        for (const message of messages) {
          expect(checkBlocks(message.blocks)).toHaveProperty('blocks');
          expect(message.text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
          expect(message.text.length).toBeLessThan(10_000);
        }
      }),
      { numRuns: 60 },
    );
  });
});
