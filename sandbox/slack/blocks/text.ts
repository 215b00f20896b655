import { z } from 'zod';
import limits from '../limits.json' with { type: 'json' };

/** A string of min to max characters, counted as people count them: an emoji is one. */
export function characters(max: number, min = 0) {
  return z.string().superRefine((value, context) => {
    const length = Array.from(value).length;
    if (length > max) context.addIssue({ code: 'too_big', origin: 'string', maximum: max });
    if (length < min) context.addIssue({ code: 'too_small', origin: 'string', minimum: min });
  });
}

/** Slack's plain_text object. */
export function plainText(max = limits.text.max_length) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: characters(max, limits.text.min_length),
    emoji: z.boolean().optional(),
  });
}

/** Slack's mrkdwn object; it knows no `emoji`. */
export function mrkdwn(max = limits.text.max_length) {
  return z.strictObject({
    type: z.literal('mrkdwn'),
    text: characters(max, limits.text.min_length),
    verbatim: z.boolean().optional(),
  });
}

/** Either of the two text objects. */
export function textObject(max = limits.text.max_length) {
  return z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);
}

/** An absolute address that a Slack client would open. */
export function link(max: number, min = 1) {
  return characters(max, min).refine(isAddress, { message: 'invalid url' });
}

function isAddress(value: string): boolean {
  return URL.canParse(value) && /^(?:https?|mailto|tel|slack):/i.test(value);
}
