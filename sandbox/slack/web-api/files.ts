import { z } from 'zod';
import type { StoredFile } from '../files/store.ts';
import type { Message } from '../transcript.ts';
import { type Call, failure, type Method, missing, textOf } from './method.ts';
import { whyClosed } from './target.ts';

/** Slack takes files of up to 1 GB. */
const MOST_BYTES = 1_073_741_824;

const needs = () => 'files:write';
const listed = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1);

/** https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
export const filesGetUploadURLExternal: Method = {
  token: 'bot',
  needs,
  run({ fields, files, origin }) {
    const name = textOf(fields, 'filename');
    const length = Number(fields['length'] ?? 0);
    if (name === undefined) return missing('filename');
    if (length === 0) return failure('missing_argument');
    if (!Number.isSafeInteger(length) || length < 0) return failure('invalid_arguments');
    if (length > MOST_BYTES) return failure('file_upload_size_restricted');
    const { file, uploadPath } = files.announce(name, length);
    return { ok: true, upload_url: `${origin}${uploadPath}`, file_id: file.id };
  },
};

/**
 * https://docs.slack.dev/reference/methods/files.completeUploadExternal
 * It answers well before a file has arrived, but then nothing comes of it; a file that was shared is not shared again.
 */
export const filesCompleteUploadExternal: Method = {
  token: 'bot',
  needs,
  run(call) {
    const { fields, workspace, files } = call;
    const asked = readListed(fields['files']);
    if (asked === undefined) return failure('invalid_arguments');
    const found = asked.flatMap(({ id, title }) => {
      const file = files.find(id);
      return file === undefined ? [] : [{ file, title: title ?? file.name }];
    });
    if (found.length < asked.length) return failure('file_not_found');
    const id = textOf(fields, 'channel_id');
    const channel = id === undefined ? undefined : workspace.channel(id);
    const closed = whyClosed(channel) ?? (id !== channel?.id ? 'channel_not_found' : undefined);
    if (closed !== undefined) return failure(closed);
    share(call, found, channel?.id);
    return { ok: true, files: found.map(({ file, title }) => ({ id: file.id, title })) };
  },
};

function share(
  { fields, workspace, transcript, origin }: Call,
  found: readonly { file: StoredFile; title: string }[],
  channel: string | undefined,
): void {
  const late = found.filter(({ file }) => file.received === undefined);
  if (late.length > 0) {
    const messages = late.map(({ file }) => `nothing was uploaded for ${file.id}`);
    const via = 'files.completeUploadExternal';
    transcript.record({ kind: 'refused', via, error: 'not_uploaded', messages });
    return;
  }
  const fresh = found.filter(({ file }) => file.completed === undefined);
  for (const { file } of fresh) file.completed = true;
  if (channel === undefined || fresh.length === 0) return;
  workspace.post({
    channel,
    text: textOf(fields, 'initial_comment') ?? '',
    blocks: [],
    files: fresh.map(({ file, title }) => shared(file, title, origin)),
    via: 'files.completeUploadExternal',
  });
}

function shared(file: StoredFile, title: string, origin: string): SharedFile {
  const { id, name, size, path, received } = file;
  return {
    id,
    name,
    title,
    size,
    url_private: `${origin}${path}`,
    preview: received?.preview ?? [],
  };
}

type SharedFile = NonNullable<Message['files']>[number];

function readListed(value: unknown): z.infer<typeof listed> | undefined {
  if (typeof value !== 'string') return listed.safeParse(value).data;
  try {
    return listed.safeParse(JSON.parse(value)).data;
  } catch {
    return undefined;
  }
}
