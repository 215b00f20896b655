import type { WireBlock } from './blocks/check.ts';
import type { OpenView } from './views/open-view.ts';

/** A message as the workspace shows it. */
export interface Message {
  ts: string;
  channel: string;
  /** Only this person sees it; everybody in the channel when left out. */
  onlyTo?: string;
  text: string;
  blocks: readonly WireBlock[];
  /** The command or the press that it answers. */
  command?: string;
  via:
    | 'ack'
    | 'response_url'
    | 'chat.postMessage'
    | 'chat.postEphemeral'
    | 'files.completeUploadExternal';
  files?: readonly SharedFile[];
  threadTs?: string;
  metadata?: unknown;
}

/** A file in a message. */
interface SharedFile {
  id: string;
  name: string;
  title: string;
  /** Bytes. */
  size: number;
  /** Where its content is, on this machine, without asking for a token. */
  url_private: string;
  /** Its first lines. */
  preview: readonly string[];
}

/** One thing that happened in the workspace. `command` is the id of the command, press or submission it belongs to. */
type Happening =
  | { kind: 'connected'; connection: number }
  | { kind: 'disconnected'; connection: number }
  | CommandSent
  | Press
  | Submission
  | ModalSeen
  | { kind: 'home'; user: string }
  | { kind: 'channel'; channel: string; change: ChannelChange }
  | { kind: 'acknowledged'; command: string; afterMs: number }
  | { kind: 'failed'; command: string; error: string }
  | { kind: 'posted' | 'replaced' | 'deleted'; message: Message }
  | { kind: 'called'; method: string; error?: string }
  | { kind: 'refused'; via: string; error: string; messages: string[]; command?: string };

/** What became of the bot in a channel, or of the channel. */
export type ChannelChange = 'joined' | 'removed' | 'archived';

/** A slash command as it was typed, and as it went to the bot. */
interface CommandSent {
  kind: 'command';
  command: string;
  typed: string;
  sent: string;
  user: string;
  channel: string;
  mode: 'socket' | 'http' | 'none';
}

/** A modal as its reader sees it from then on; `filled` where they changed a field, `errors` where the bot complains. */
interface ModalSeen {
  kind: 'modal';
  change: 'opened' | 'pushed' | 'updated' | 'filled' | 'errors' | 'closed';
  view: OpenView;
}

/** A modal that somebody submitted or closed. */
interface Submission {
  kind: 'submit' | 'close';
  command: string;
  view: OpenView;
  user: string;
  mode: 'socket' | 'http' | 'none';
}

/** Something in a message or in a modal that was pressed, or an option that was picked. */
interface Press {
  kind: 'press';
  command: string;
  /** What the person saw on it: a button's text, or the text of the option. */
  label: string;
  actionId: string;
  blockId: string;
  user: string;
  channel: string;
  /** The message's; undefined in a modal. */
  ts?: string;
  /** The modal's id; undefined in a message. */
  view?: string;
  mode: 'socket' | 'http' | 'none';
}

/** A happening with its place in the order and the moment in epoch milliseconds. */
export type TranscriptEvent = Happening & { seq: number; at: number };

/** What happened in the workspace, in order. */
export interface Transcript {
  readonly events: readonly TranscriptEvent[];
  record(happening: Happening): TranscriptEvent;
  /** Calls back on every event from now on; the answer stops it. */
  subscribe(listener: (event: TranscriptEvent) => void): () => void;
  waitFor: WaitFor;
}

/** Waits for the first event, past or to come, for which the predicate holds. Rejects when none came in time. */
interface WaitFor {
  <Event extends TranscriptEvent>(
    predicate: (event: TranscriptEvent) => event is Event,
    timeoutMs?: number,
  ): Promise<Event>;
  (predicate: (event: TranscriptEvent) => boolean, timeoutMs?: number): Promise<TranscriptEvent>;
}

/** Starts an empty transcript. */
export function createTranscript(now: () => number): Transcript {
  const events: TranscriptEvent[] = [];
  const listeners = new Set<(event: TranscriptEvent) => void>();

  function record(happening: Happening): TranscriptEvent {
    const event = { ...happening, seq: events.length, at: now() };
    events.push(event);
    for (const listener of listeners) listener(event);
    return event;
  }

  function subscribe(listener: (event: TranscriptEvent) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  function waitFor(
    predicate: (event: TranscriptEvent) => boolean,
    timeoutMs = 10_000,
  ): Promise<TranscriptEvent> {
    const past = events.find(predicate);
    if (past !== undefined) return Promise.resolve(past);
    return new Promise((resolve, reject) => {
      const stop = subscribe((event) => {
        if (!predicate(event)) return;
        clearTimeout(timer);
        stop();
        resolve(event);
      });
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`nothing of the kind within ${timeoutMs} ms; ${lastOf(events)}`));
      }, timeoutMs);
    });
  }

  return { events, record, subscribe, waitFor };
}

function lastOf(events: readonly TranscriptEvent[]): string {
  const last = events.slice(-8).map((event) => JSON.stringify(event).slice(0, 300));
  return last.length === 0 ? 'the transcript is empty' : `last events:\n${last.join('\n')}`;
}
