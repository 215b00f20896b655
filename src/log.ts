import { pino, type DestinationStream, type Logger } from 'pino';
import { AppError } from './errors.ts';
import { createRedactor, withoutQuotes } from './redact.ts';
import { requestId } from './request-id.ts';

export type { Logger };

/**
 * Structured logs, one JSON object a line, with the id of the work that it comes of. Every value in `secrets` is struck
 * out wherever it would appear, also inside messages and stacks and in other writings of it, and so is every e-mail address.
 * Names cannot be told from other words: nothing that may hold one is logged, and of errors not what they quote.
 */
export function createLogger(options: {
  level: string;
  secrets: readonly string[];
  destination?: DestinationStream;
}): Logger {
  const stream = options.destination ?? pino.destination({ dest: 1, sync: true });
  const strike = createRedactor(options.secrets);
  return pino(
    {
      level: options.level,
      base: { app: 'ai-usage-bot' },
      mixin: () => {
        const request = requestId();
        return request === undefined ? {} : { request };
      },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: (error: unknown) => describeError(error) },
    },
    { write: (line) => stream.write(strike(line)) },
  );
}

// What was foreseen is told by its sentence and its context; only what was not needs the lines of code that it came by.
function describeError(error: unknown, foreseen = false): unknown {
  if (!(error instanceof Error)) return { message: withoutQuotes(String(error)) };
  const known = foreseen || (error instanceof AppError && error.code !== 'internal');
  return {
    name: error.name,
    message: withoutQuotes(messageOf(error)),
    ...('code' in error ? { code: error.code } : {}),
    ...(error instanceof AppError ? error.context : {}),
    ...(known ? {} : { stack: framesOf(error) }),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause, known) }),
  };
}

/** Slack's SDK makes the message of an answer that it cannot read, all of it. */
function messageOf(error: Error): string {
  if (!('data' in error) || typeof error.data !== 'object' || error.data === null) {
    return error.message;
  }
  const word = 'error' in error.data ? String(error.data.error) : '';
  return /^\w*$/.test(word) ? error.message : 'An answer that cannot be read.';
}

/** A stack without the message at its head. */
function framesOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .join('\n');
}
