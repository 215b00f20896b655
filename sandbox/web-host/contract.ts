import { z } from 'zod';
import type { WireBlock } from '../slack/blocks/check.ts';
import type { Message } from '../slack/transcript.ts';
import type { Modal } from '../slack/views/modal.ts';

// What the page in the browser asks of the demo, and what it is told. Times are epoch milliseconds by the world's clock.

const id = z.string().min(1).max(200);
const text = z.string().max(5000);
const who = { user: id };
const element = { blockId: id, actionId: id, option: text.optional() };
const fields = z.array(
  z.strictObject({
    blockId: id,
    actionId: id,
    value: z.union([text, z.array(text).max(100), z.null()]),
  }),
);

/** What a person does, or what befalls the world; `user` is who the page is at the moment. */
export const deed = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('say'), ...who, channel: id, text }),
  z.strictObject({ do: z.literal('press'), ...who, channel: id, ts: id, ...element }),
  z.strictObject({ do: z.literal('press-in-modal'), ...who, view: id, ...element }),
  z.strictObject({ do: z.literal('press-in-home'), ...who, hash: id, ...element }),
  z.strictObject({ do: z.literal('fill'), ...who, view: id, fields }),
  z.strictObject({ do: z.literal('submit'), ...who, view: id, fields }),
  z.strictObject({ do: z.literal('close'), ...who, view: id, all: z.boolean() }),
  z.strictObject({ do: z.literal('open-home'), ...who }),
  z.strictObject({
    do: z.literal('change-channel'),
    channel: id,
    how: z.enum(['invite', 'remove', 'archive']),
  }),
  /** As `1h`, `1d` or `monday 09:00`, in the zone of `user`. */
  z.strictObject({ do: z.literal('jump'), ...who, to: text }),
  z.strictObject({ do: z.literal('trouble'), trouble: id, on: z.boolean() }),
  z.strictObject({ do: z.literal('bot'), how: z.enum(['kill', 'start']) }),
]);

export type Deed = z.infer<typeof deed>;

/** What came of a deed. `fields` are complaints about a form's fields, by block_id. */
export type Outcome =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly error: string;
      readonly fields?: Readonly<Record<string, string>>;
    };

export interface Person {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  /** Why this one is worth being; undefined for everybody else. */
  readonly note?: string;
  readonly role: 'owner' | 'admin' | 'member' | 'guest' | 'stranger' | 'bot';
  readonly tz: string;
  /** Whether nobody can sign in as this one any more. */
  readonly gone: boolean;
}

export interface Conversation {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'direct';
  readonly shared: boolean;
  readonly archived: boolean;
  readonly hasBot: boolean;
  readonly members: number;
}

/** Something in a conversation, with its place in the order of all. */
export type Entry = { readonly order: number; readonly at: number; readonly channel: string } & (
  | { readonly kind: 'message'; readonly message: Message }
  | {
      readonly kind: 'asked';
      readonly id: string;
      readonly user: string;
      readonly text: string;
      readonly state: 'sent' | 'taken' | 'failed';
      readonly error?: string;
    }
  | { readonly kind: 'notice'; readonly text: string }
);

/** A modal as its reader has it before them; the visible one is the last of a pile. */
export interface ModalView {
  readonly id: string;
  readonly title: string;
  readonly submit: string | null;
  readonly close: string | null;
  readonly blocks: Modal['blocks'];
  /** What stands in its fields, by block_id and action_id, as payloads carry it. */
  readonly state: Readonly<
    Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>
  >;
  readonly errors: Readonly<Record<string, string>>;
}

export interface HomeTab {
  readonly hash: string;
  readonly blocks: readonly WireBlock[];
}

export interface WorldState {
  readonly now: number;
  /** How far the clock is ahead of the machine's. */
  readonly aheadMs: number;
  readonly troubles: readonly {
    readonly id: string;
    readonly label: string;
    readonly note: string;
    readonly on: boolean;
  }[];
  readonly bot: 'connected' | 'starting' | 'down';
  /** People to whom the bot has written directly. */
  readonly written: readonly string[];
}

/** A request that went between the bot and somebody, in short. */
export interface RequestLine {
  readonly id: number;
  readonly at: number;
  readonly from: 'bot' | 'slack';
  readonly to: 'bot' | 'slack' | 'lingma' | 'windsurf';
  readonly what: string;
  readonly status: string;
  readonly ok: boolean;
  readonly ms: number;
}

/** What went over the wire, without headers and secrets; long bodies are cut. */
export interface RequestDetail extends RequestLine {
  readonly request: string;
  readonly answer: string;
}

/** What the page is told as things happen; a snapshot comes first. */
export type News =
  | {
      readonly kind: 'snapshot';
      readonly user: string;
      /** Where this person starts. */
      readonly here: string;
      /** Who the guide is for, and where: an admin, in a team's channel. */
      readonly start: { readonly user: string; readonly channel: string };
      readonly people: readonly Person[];
      readonly teams: readonly { readonly id: string; readonly name: string }[];
      readonly conversations: readonly Conversation[];
      readonly entries: readonly Entry[];
      readonly modals: readonly ModalView[];
      readonly home: HomeTab | null;
      readonly world: WorldState;
      readonly requests: readonly RequestLine[];
    }
  | { readonly kind: 'entry'; readonly entry: Entry }
  | { readonly kind: 'gone'; readonly order: number }
  | { readonly kind: 'conversations'; readonly conversations: readonly Conversation[] }
  | { readonly kind: 'modals'; readonly modals: readonly ModalView[] }
  | { readonly kind: 'home'; readonly home: HomeTab | null }
  | { readonly kind: 'world'; readonly world: WorldState }
  | { readonly kind: 'request'; readonly request: RequestLine };
