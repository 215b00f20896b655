const UTF_8 = new TextDecoder();

/** Reads a body as text, or gives null, and reads no further, once it is longer than `maxBytes` after decompression. */
export async function readText(response: Response, maxBytes: number): Promise<string | null> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return UTF_8.decode(Buffer.concat(chunks, size));
}

/** Parses JSON; gives undefined, which JSON cannot hold, for anything else. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
