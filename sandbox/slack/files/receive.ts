import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { mediaType } from '../wire.ts';

/** What may stand around the file in a multipart body. */
const MOST_AROUND = 16_384;
const PREVIEW_BYTES = 2000;
const PREVIEW_LINES = 6;

/** Where a file's content is: in a file on disk, from a byte on. */
export interface Received {
  at: string;
  start: number;
  /** Its first lines. */
  preview: readonly string[];
}

/**
 * Writes the body of an upload to disk as it comes, as raw bytes or as the only part of a multipart form. The answer is
 * a sentence where that is not a file of exactly this size.
 */
export async function receive(
  request: IncomingMessage,
  size: number,
  at: string,
): Promise<Received | string> {
  const boundary = boundaryOf(request);
  const most = boundary === undefined ? size : size + MOST_AROUND;
  let written = 0;
  const tooMuch = new Error(`more than the announced ${size} bytes`);
  async function* counted(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      written += chunk.length;
      // What comes too much is read but not kept, so that the answer can still be told.
      if (written <= most) yield chunk;
    }
    if (written > most) throw tooMuch;
  }
  try {
    await pipeline(request, counted, createWriteStream(at));
  } catch (error) {
    if (error === tooMuch) return tooMuch.message;
    throw error;
  }
  const start = boundary === undefined ? 0 : await startOfPart(at, written, size, boundary);
  if (start === undefined) return `not one part of the announced ${size} bytes`;
  if (boundary === undefined && written !== size)
    return `${written} of the announced ${size} bytes`;
  return { at, start, preview: await readPreview(at, start, size) };
}

function boundaryOf(request: IncomingMessage): string | undefined {
  if (mediaType(request) !== 'multipart/form-data') return undefined;
  const found = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(request.headers['content-type'] ?? '');
  return found?.[1] ?? found?.[2];
}

/** Where the part begins, if the body is that part, its head and its end, and nothing else. */
async function startOfPart(
  at: string,
  written: number,
  size: number,
  boundary: string,
): Promise<number | undefined> {
  const head = await read(at, 0, Math.min(written, MOST_AROUND));
  const headEnd = head.indexOf('\r\n\r\n');
  if (headEnd < 0 || !head.toString('latin1').startsWith(`--${boundary}\r\n`)) return undefined;
  const start = headEnd + 4;
  const rest = written - start - size;
  if (rest < 0) return undefined;
  const end = (await read(at, start + size, rest)).toString('latin1');
  return end.trimEnd() === `\r\n--${boundary}--` ? start : undefined;
}

async function readPreview(at: string, start: number, size: number): Promise<string[]> {
  const bytes = await read(at, start, Math.min(size, PREVIEW_BYTES));
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/);
  // The last one may be cut off.
  const whole = size > PREVIEW_BYTES && lines.length > 1 ? lines.slice(0, -1) : lines;
  return whole
    .filter((line, index) => line !== '' || index < whole.length - 1)
    .slice(0, PREVIEW_LINES);
}

async function read(at: string, position: number, length: number): Promise<Buffer> {
  const file = await open(at);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
