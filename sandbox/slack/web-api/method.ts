import type { ContentRules } from '../content.ts';
import type { FileStore } from '../files/store.ts';
import type { Homes } from '../home/home.ts';
import type { SlackChannel } from '../people.ts';
import type { Transcript } from '../transcript.ts';
import type { Triggers } from '../triggers.ts';
import type { Views } from '../views/views.ts';
import type { Fields } from '../wire.ts';
import type { Workspace } from '../workspace.ts';

/** A Web API call that has been let in. */
export interface Call {
  fields: Fields;
  workspace: Workspace;
  files: FileStore;
  views: Views;
  homes: Homes;
  triggers: Triggers;
  transcript: Transcript;
  /** Scheme, host and port of this server. */
  origin: string;
  scopes: ReadonlySet<string>;
  refuseBlocks: ContentRules['refuseBlocks'];
  /** Makes a WebSocket address for Socket Mode. */
  issueSocketUrl: () => string;
}

/** What Slack answers; `ok: false` comes with `error`. */
export type Answer = { ok: true; [field: string]: unknown } | Failure;

/** Slack's way of saying no. */
export type Failure = { ok: false; error: string; [field: string]: unknown };

/** A method of the Web API. */
export interface Method {
  /** Which token it takes. */
  token: 'bot' | 'app' | 'config';
  /** The scope that this call needs; none when left out. */
  needs?: (call: Call) => string;
  run: (call: Call) => Answer;
}

/** Slack's way of saying no. */
export function failure(error: string, more: Record<string, unknown> = {}): Failure {
  return { ...more, ok: false, error };
}

/** A field's text; undefined where it is missing or empty. */
export function textOf(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A required field is missing. */
export function missing(name: string): Failure {
  const message = `[ERROR] missing required field: ${name}`;
  return failure('invalid_arguments', { response_metadata: { messages: [message] } });
}

/** What sort of conversation this is, as scopes name it. */
export function kindOf(channel: SlackChannel | undefined): 'channels' | 'groups' | 'im' {
  if (channel?.id.startsWith('D')) return 'im';
  return channel?.private === true ? 'groups' : 'channels';
}
