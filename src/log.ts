import { pino, type DestinationStream, type Logger } from 'pino';
import { AppError } from './errors.ts';

export type { Logger };

/**
 * Structured logs, one JSON object a line. Every value in `secrets` is struck out wherever it would appear,
 * also inside messages and stacks.
 */
export function createLogger(options: {
  level: string;
  secrets: readonly string[];
  destination?: DestinationStream;
}): Logger {
  const stream = options.destination ?? pino.destination({ dest: 1, sync: true });
  const strike = redactor(options.secrets);
  return pino(
    {
      level: options.level,
      base: { app: 'ai-usage-bot' },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: (error: unknown) => describeError(error) },
    },
    { write: (line) => stream.write(strike(line)) },
  );
}

function redactor(secrets: readonly string[]): (line: string) => string {
  const marks = secrets
    .filter((secret) => secret.length >= 6)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
    .toSorted((left, right) => right.length - left.length);
  return (line) => marks.reduce((text, mark) => text.replaceAll(mark, '[redacted]'), line);
}

// What was foreseen is told by its sentence and its context; only what was not needs the lines of code that it came by.
function describeError(error: unknown, foreseen = false): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const known = foreseen || (error instanceof AppError && error.code !== 'internal');
  return {
    name: error.name,
    message: error.message,
    ...('code' in error ? { code: error.code } : {}),
    ...(error instanceof AppError ? error.context : {}),
    ...(known ? {} : { stack: error.stack }),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause, known) }),
  };
}
