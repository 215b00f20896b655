import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBlocks } from '../../../sandbox/slack/blocks/check.ts';
import type { Message } from '../../../src/slack/views/blocks.ts';
import { exportedMessage } from '../../../src/slack/views/export.ts';
import { helpMessage } from '../../../src/slack/views/help.ts';
import { refusalText } from '../../../src/slack/views/refusals.ts';
import {
  ambiguousTeamMessage,
  failureMessage,
  problemMessage,
  progressMessage,
  sentenceMessage,
  unknownTeamMessage,
} from '../../../src/slack/views/replies.ts';
import { outsideText } from './hostile.ts';
import { expectSafe, shownIn } from './safe.ts';

const OFFER = { command: '/ai-usage team=backend', about: 'Backend' };
const BARE = { foot: [] };

describe('replies', () => {
  it('names what is asked for while it is asked for', () => {
    const message = progressMessage({
      kind: 'asking',
      about: 'Core',
      titles: ['Lingma', 'Windsurf', 'Other'],
    });
    expect(message.text).toBe('⏳ Asking Lingma, Windsurf and Other about Core…');
    expectSafe(message);
  });

  it.each([
    [0, '⏳ Writing the file… 0 %'],
    [0.439, '⏳ Writing the file… 43 %'],
    [7, '⏳ Writing the file… 100 %'],
    [null, '⏳ Writing the file…'],
  ])('says how far the work is at %j', (share, text) => {
    expect(progressMessage({ kind: 'working', what: 'Writing the file', share }).text).toBe(text);
  });

  it('shows a problem with the wrong word, its form and the nearest command', () => {
    const message = problemMessage(
      {
        problem: '“taem” is not a key: did you mean “team”?',
        typed: { before: '', wrong: 'taem=backend', after: ' period=7d' },
        form: 'team=<name>',
        corrected: '/ai-usage team=backend',
      },
      BARE,
    );
    expect(message.text.split('\n')).toEqual([
      '“taem” is not a key: did you mean “team”?',
      'It goes like this: `team=&lt;name&gt;`',
      'Try: `/ai-usage team=backend`',
    ]);
    expect(shownIn(message)).toContain('team=<name>');
    expect(JSON.stringify(message.blocks)).toContain(
      '{"type":"text","text":"taem=backend","style":{"bold":true}}',
    );
    expectSafe(message);
  });

  it('offers the nearest teams, or the help where none is near', () => {
    const near = unknownTeamMessage(
      { asked: 'bakend', known: 3, offers: [OFFER], help: 'h' },
      BARE,
    );
    expect(near.text).toBe(
      'There is no team “bakend”: none of the 3 teams has this name, id or alias. Did you mean:\n• `/ai-usage team=backend`  Backend',
    );
    const far = unknownTeamMessage(
      { asked: 'x', known: 1, offers: [], help: '/ai-usage help' },
      BARE,
    );
    expect(far.text).toContain('`/ai-usage help`');
  });

  it('asks which team of a name is meant', () => {
    expect(ambiguousTeamMessage({ asked: 'core', offers: [OFFER, OFFER] }, BARE).text).toContain(
      '“core” is the name of 2 teams',
    );
  });

  it('helps by example', () => {
    const message = helpMessage({ examples: [OFFER], providers: ['lingma', 'windsurf'] }, BARE);
    expect(message.text).toContain('• `/ai-usage team=backend`  Backend');
    expect(message.text).toContain('lingma, windsurf, all');
    expect(message.text).toContain('last-month');
    expectSafe(message);
  });

  it('gives a failure a reference', () => {
    const message = failureMessage('Lingma does not answer.', 'ab12cd34');
    expect(shownIn(message)).toBe('⚠️ Lingma does not answer.\n\nReference: \nab12cd34');
    expect(message.text).toBe('⚠️ Lingma does not answer. Reference: `ab12cd34`');
  });

  it.each([
    [999, '999 bytes'],
    [1234, '1 kB'],
    [1_234_567, '1.2 MB'],
  ])('gives the size of a file of %d bytes', (bytes, size) => {
    const file = {
      file: 'a.csv',
      rows: 1,
      bytes,
      period: { from: '2026-10-01', to: '2026-10-31' },
      seats: false,
    };
    expect(exportedMessage(file, BARE).text).toContain(`1 row · ${size} · 1 Oct – 31 Oct 2026`);
  });

  it('are safe whatever is in them', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(outsideText, fc.array(outsideText, { maxLength: 12 }), (text, more) => {
        const offers = more.map((command) => ({ command, about: text }));
        const typed = { before: text, wrong: text, after: text };
        const file = {
          file: text,
          rows: 3,
          bytes: 3,
          period: { from: text, to: text },
          seats: true,
        };
        const messages: Message[] = [
          progressMessage({ kind: 'asking', about: text, titles: more }),
          progressMessage({ kind: 'working', what: text, share: Number.NaN }),
          problemMessage({ problem: text, typed, form: text, corrected: text }, BARE),
          unknownTeamMessage({ asked: text, known: 2, offers, help: text }, BARE),
          ambiguousTeamMessage({ asked: text, offers }, BARE),
          sentenceMessage(text, BARE),
          sentenceMessage(refusalText({ reason: 'managers-only', team: text }), BARE),
          helpMessage({ examples: offers, providers: more }, BARE),
          exportedMessage(file, BARE),
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
