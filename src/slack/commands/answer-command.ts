import type { Actor } from '../../domain/access.ts';
import type { Command } from '../command.ts';
import type { ParsedCommand } from '../command-line.ts';
import type { Conversation } from '../conversation.ts';
import { problemAnswer } from './answers.ts';
import { ask, type Services } from './ask.ts';

/** Who asks, where, and how they are answered. */
export type Asked = {
  readonly actor: Actor;
  readonly channelId: string;
  readonly conversation: Conversation;
};

type Parts = {
  readonly services: Services;
  /** The ids that `provider=` takes. */
  readonly providers: readonly string[];
};

/** Answers what somebody typed, or what a button has typed for them; gives a word for the log. */
export async function answerTyped(
  text: string,
  parsed: ParsedCommand,
  asked: Asked,
  parts: Parts,
): Promise<string> {
  if (parsed.ok) return answerCommand(parsed.command, asked, parts);
  await asked.conversation.answer(() => problemAnswer(text, parsed.problem));
  return 'problem';
}

/** Answers a command, to whoever asks only; gives a word for the log. */
export async function answerCommand(
  command: Command,
  { actor, channelId, conversation }: Asked,
  { services, providers }: Parts,
): Promise<string> {
  const onProgress = conversation.progress;
  const asking = { ...services, channelId, audience: 'asker', onProgress } as const;
  const { outcome, draw } = await ask(command, actor, asking);
  const look = { providers, audience: 'asker', sharedBy: null } as const;
  await conversation.answer((blocks) => draw({ blocks, ...look }));
  return outcome;
}
