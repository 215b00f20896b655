import { expect, it } from 'vitest';
import { OPERATOR } from '../../../src/domain/access.ts';
import { lineOf, paragraph } from '../../../src/slack/views/blocks.ts';

it('whoever was shown something at the terminal is named so, and mentioned to nobody', () => {
  const { slackUserId } = OPERATOR;
  const words = 'whoever runs the bot, at its terminal';
  expect(lineOf([{ slackUserId }])).toBe(words);
  expect(paragraph({ slackUserId })).toMatchObject({
    elements: [{ elements: [{ type: 'text', text: words }] }],
  });
  expect(lineOf([{ slackUserId: 'erased' }])).toBe('somebody');
});
