import type { Message } from '../transcript.ts';
import { clean } from './mrkdwn.ts';
import type { Paint } from './paint.ts';
import { clip } from './width.ts';

/** A message's files: name, size, the first lines, and where each can be opened. */
export function renderFiles(
  files: NonNullable<Message['files']>,
  width: number,
  paint: Paint,
): string[] {
  return files.flatMap(({ name, title, size, preview, url_private: url }) => {
    const called = title === name ? clean(name) : `${clean(title)} (${clean(name)})`;
    return [
      `📎 ${paint.bold(called)}, ${size.toLocaleString('en-US')} bytes`,
      ...preview.map((line) => paint.dim(`   ${clip(clean(line), width - 3)}`)),
      `   ${url}`,
    ];
  });
}
