import type { Message } from '../transcript.ts';
import { type Call, failure, kindOf, type Method, missing, textOf } from './method.ts';
import { whyClosed } from './target.ts';
import { wireMessage } from './wire-message.ts';

const MOST = 999;
const USUAL = 100;

/** https://docs.slack.dev/reference/methods/conversations.history, newest first, page by page. */
export const conversationsHistory: Method = {
  token: 'bot',
  needs: ({ fields, workspace }) =>
    `${kindOf(workspace.channel(textOf(fields, 'channel') ?? ''))}:history`,
  run(call) {
    const { fields, workspace } = call;
    const id = textOf(fields, 'channel');
    if (id === undefined) return missing('channel');
    const channel = workspace.channel(id);
    if (channel === undefined) return failure('channel_not_found');
    // What was said in an archived channel can still be read.
    const closed = whyClosed({ ...channel, archived: false });
    if (closed !== undefined) return failure(closed);
    const cursor = textOf(fields, 'cursor');
    const before = cursor === undefined ? Infinity : readCursor(cursor);
    if (before === undefined) return failure('invalid_cursor');
    const fitting = workspace.messages(id).filter((message) => isShown(message, before, call));
    const limit = Math.min(Number(fields['limit'] ?? 0) || USUAL, MOST);
    const page = fitting.slice(0, limit);
    const last = page.at(-1);
    const more = fitting.length > page.length && last !== undefined;
    return {
      ok: true,
      messages: page.map((message) =>
        tell(message, String(fields['include_all_metadata']) === 'true'),
      ),
      has_more: more,
      ...(more && { response_metadata: { next_cursor: btoa(`next_ts:${last.ts}`) } }),
    };
  },
};

function isShown({ ts, onlyTo, threadTs }: Message, before: number, { fields }: Call): boolean {
  const at = Number(ts);
  const oldest = Number(textOf(fields, 'oldest') ?? 0);
  const latest = Number(textOf(fields, 'latest') ?? Infinity);
  return (
    onlyTo === undefined && threadTs === undefined && at > oldest && at < latest && at < before
  );
}

/** Of metadata that is not asked for, only its type is told. */
function tell(message: Message, withMetadata: boolean): Record<string, unknown> {
  const { metadata, ...rest } = wireMessage(message);
  if (typeof metadata !== 'object' || metadata === null) return rest;
  if (withMetadata) return { ...rest, metadata };
  return 'event_type' in metadata
    ? { ...rest, metadata: { event_type: metadata.event_type } }
    : rest;
}

function readCursor(cursor: string): number | undefined {
  const found = /^next_ts:(\d+\.\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
  return found === null ? undefined : Number(found[1]);
}
