import type { SlackChannel } from '../slack/people.ts';
import type { SlackSandbox } from '../slack/server.ts';

/** What is typed to go elsewhere, or to change where the bot is. */
export type Moving = { do: 'go' | 'invite' | 'remove' | 'archive'; name: string };

/** Reads `in #random`, `invite #random`, `remove #random` and `archive #random`; undefined for everything else. */
export function readMoving(line: string): Moving | undefined {
  const found = /^(?<verb>in|invite|remove|archive)\s+#(?<name>\S+)$/i.exec(line)?.groups;
  const verb = found?.['verb']?.toLowerCase();
  const name = found?.['name'] ?? '';
  if (verb === 'invite' || verb === 'remove' || verb === 'archive') return { do: verb, name };
  return verb === 'in' ? { do: 'go', name } : undefined;
}

/** Does it. Gives the channel to be in from now on where that changes. */
export function move(slack: SlackSandbox, { do: how, name }: Moving): SlackChannel | undefined {
  const channel = slack.channels.find((candidate) => candidate.name === name.toLowerCase());
  if (channel === undefined) throw new Error(`There is no #${name} here.`);
  if (how === 'go') return channel;
  slack[how](channel.id);
  return undefined;
}
