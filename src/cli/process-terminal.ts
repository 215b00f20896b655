import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Terminal } from './terminal.ts';

type Streams = {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Terminal['environment'];
};

/** This process's own. Whoever reads may stop reading, such as `head` does: that is no failure. */
export function processTerminal({ stdout, stderr, env }: Streams): Terminal {
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    environment: env,
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    outFile: (path) => pipeline(createReadStream(path), stdout, { end: false }),
  };
}
