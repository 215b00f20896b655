import { findPressables, optionsOf } from '../slack/blocks/pressable.ts';
import type { What } from '../slack/interaction/choose.ts';
import { readPlainText } from '../slack/render/mrkdwn.ts';
import { isSeenBy } from '../slack/seen.ts';
import type { Message, TranscriptEvent } from '../slack/transcript.ts';

/** A number as it was typed, and what was chosen in a menu. */
export interface Typed {
  number: number;
  option: string | undefined;
}

/** Reads `press 1`, `press 4 windsurf` and the bare `1`; undefined for everything else. */
export function readPress(line: string): Typed | undefined {
  const found =
    /^press\s+\[?(?<number>\d+)\]?(?:\s+(?<option>.+))?$/i.exec(line) ??
    /^\[?(?<number>\d+)\]?$/.exec(line);
  const { number, option } = found?.groups ?? {};
  return number === undefined ? undefined : { number: Number(number), option };
}

/** The newest message with something to press that a person sees, as it reads now. */
export function newestPressable(
  events: readonly TranscriptEvent[],
  user: string,
): Message | undefined {
  const messages = new Map<string, Message>();
  for (const event of events) {
    if (!('message' in event)) continue;
    const { message } = event;
    const key = `${message.channel} ${message.ts}`;
    messages.delete(key);
    if (event.kind !== 'deleted') messages.set(key, message);
  }
  return [...messages.values()].findLast(
    (message) => isSeenBy(message, user) && findPressables(message.blocks).length > 0,
  );
}

/** What a typed number means in a message, or a sentence on why it means nothing. `before` counts numbers of other things above. */
export function findPressed(
  { blocks }: Pick<Message, 'blocks'>,
  { number, option }: Typed,
  before = 0,
): What | string {
  const all = findPressables(blocks);
  const pressable = all[number - 1 - before];
  if (pressable === undefined) {
    return `There is no [${number}]; the last is [${all.length + before}].`;
  }
  const { element, actionId, blockId } = pressable;
  if (element.type === 'button') {
    return option === undefined
      ? { actionId, blockId }
      : `[${number}] is a button: press ${number}`;
  }
  const offered = optionsOf(element).map(({ text, value }) => ({
    label: readPlainText(text.text),
    value: value ?? text.text,
  }));
  const examples = offered.map(({ label }) => label).join(', ');
  if (option === undefined) return `[${number}] is a menu: press ${number} and one of ${examples}`;
  if (offered.length === 0) return { actionId, blockId, option };
  const wanted = option.toLowerCase();
  const found =
    offered.find(({ label, value }) => [label, value].some((it) => it.toLowerCase() === wanted)) ??
    offered.find(({ label }) => label.toLowerCase().startsWith(wanted));
  if (found === undefined) return `[${number}] does not offer “${option}”, but ${examples}`;
  return { actionId, blockId, option: found.value };
}
