import { IDENTITY } from '../slack/workspace.ts';
import type { SlackSandbox } from '../slack/server.ts';
import type { TranscriptEvent } from '../slack/transcript.ts';
import type { Entry } from './contract.ts';

/** What stands in the conversations, each thing once, as it reads now. */
export interface Timeline {
  entries(): readonly Entry[];
  /** What an event changes: an entry that is new or reads differently, or one that is gone. */
  take(event: TranscriptEvent): { put: Entry } | { gone: Entry } | undefined;
}

/** Starts with what was said until now. */
export function createTimeline(slack: SlackSandbox): Timeline {
  const entries = new Map<string, Entry>();

  function put(key: string, entry: Entry) {
    // What is replaced stays in its place.
    const before = entries.get(key);
    const placed = before === undefined ? entry : { ...entry, order: before.order, at: before.at };
    entries.set(key, placed);
    return { put: placed };
  }

  function changed(command: string, state: 'taken' | 'failed', error?: string) {
    const before = entries.get(command);
    if (before?.kind !== 'asked') return undefined;
    return put(command, { ...before, state, ...(error !== undefined && { error }) });
  }

  function take(event: TranscriptEvent) {
    const place = { order: event.seq, at: event.at };
    switch (event.kind) {
      case 'posted':
      case 'replaced': {
        const { message } = event;
        const key = `${message.channel} ${message.ts}`;
        return put(key, { ...place, kind: 'message', channel: message.channel, message });
      }
      case 'deleted': {
        const key = `${event.message.channel} ${event.message.ts}`;
        const gone = entries.get(key);
        entries.delete(key);
        return gone && { gone };
      }
      case 'command': {
        const { command, user, channel, typed } = event;
        const asked = { kind: 'asked', id: command, user, channel, text: typed } as const;
        return put(command, { ...place, ...asked, state: 'sent' });
      }
      case 'acknowledged':
        return changed(event.command, 'taken');
      case 'failed':
        return changed(event.command, 'failed', event.error);
      case 'channel': {
        const text = {
          joined: `${IDENTITY.botName} was added to the channel.`,
          removed: `${IDENTITY.botName} was removed from the channel.`,
          archived: 'The channel was archived.',
        }[event.change];
        const { channel } = event;
        return put(`notice ${event.seq}`, { ...place, kind: 'notice', channel, text });
      }
      default:
        return undefined;
    }
  }

  for (const event of slack.transcript.events) take(event);
  return { entries: () => [...entries.values()], take };
}
