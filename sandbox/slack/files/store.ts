import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Answer } from '../../answer.ts';
import { receive, type Received } from './receive.ts';

/** A file that was announced, and once it has arrived what is in it. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  /** Bytes, as announced. */
  readonly size: number;
  /** The path of its content on this server. */
  readonly path: string;
  received?: Received;
  /** Set when the upload is finished; files are shared once. */
  completed?: true;
}

/** The files of the workspace. What is in them lies in a temporary directory until `close`. */
export interface FileStore {
  announce(name: string, size: number): { file: StoredFile; uploadPath: string };
  find(id: string): StoredFile | undefined;
  /** Takes the content that is posted to an upload path. */
  take(path: string, request: IncomingMessage): Promise<Answer>;
  /** Sends a file's content; false where there is none at this path. */
  send(path: string, response: ServerResponse): Promise<boolean>;
  close(): Promise<void>;
}

/** Starts without files. */
export function createFileStore(): FileStore {
  const files = new Map<string, StoredFile>();
  const uploads = new Map<string, StoredFile>();
  let folder: Promise<string> | undefined;

  function announce(name: string, size: number) {
    const id = `F0SANDBOX${files.size + 1}`;
    const path = `/files/${id}/${randomUUID()}/${encodeURIComponent(name)}`;
    const file = { id, name, size, path };
    const uploadPath = `/upload/v1/${randomUUID()}`;
    files.set(id, file);
    uploads.set(uploadPath, file);
    return { file, uploadPath };
  }

  async function take(path: string, request: IncomingMessage): Promise<Answer> {
    const file = uploads.get(path);
    if (file === undefined) return text(404, 'no such upload');
    folder ??= mkdtemp(join(tmpdir(), 'ai-usage-slack-'));
    const received = await receive(request, file.size, join(await folder, randomUUID()));
    if (typeof received === 'string') return text(400, received);
    file.received = received;
    return text(200, `OK - ${file.size}`);
  }

  async function send(path: string, response: ServerResponse): Promise<boolean> {
    const file = [...files.values()].find((candidate) => candidate.path === path);
    if (file?.received === undefined) return false;
    const { at, start } = file.received;
    const name = encodeURIComponent(file.name);
    response.writeHead(200, {
      'content-type': /\.csv$/i.test(file.name)
        ? 'text/csv; charset=utf-8'
        : 'application/octet-stream',
      'content-length': file.size,
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
      'x-content-type-options': 'nosniff',
    });
    await pipeline(createReadStream(at, { start, end: start + file.size - 1 }), response);
    return true;
  }

  async function close(): Promise<void> {
    if (folder !== undefined) await rm(await folder, { recursive: true, force: true });
  }

  return { announce, find: (id) => files.get(id), take, send, close };
}

function text(status: number, body: string): Answer {
  return { status, headers: { 'content-type': 'text/plain' }, body };
}
