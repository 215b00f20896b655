/** What went wrong, for machines. The outside's failures are given one of these once, at the edge. */
export type ErrorCode =
  | 'unavailable'
  | 'rate_limited'
  | 'unauthorized'
  | 'forbidden'
  | 'contract'
  | 'not_found'
  | 'invalid'
  | 'internal';

type Details = {
  /** Milliseconds to wait before another try, where the other side said so. */
  readonly retryAfterMs?: number;
  /** The permission that is missing, by the vendor's name. */
  readonly permission?: string;
  /** HTTP status and the vendor's own error code or request id: for the log, never a secret. */
  readonly context?: Readonly<Record<string, string | number>>;
  readonly cause?: unknown;
};

/** The one error that crosses rooms: `code` for machines, `message` a whole sentence for a person, without secrets. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly retryAfterMs: number | undefined;
  readonly permission: string | undefined;
  readonly context: Readonly<Record<string, string | number>>;

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.retryAfterMs = details.retryAfterMs;
    this.permission = details.permission;
    this.context = details.context ?? {};
  }

  /** Whether the same request may succeed later without anybody changing anything. */
  get retryable(): boolean {
    return this.code === 'unavailable' || this.code === 'rate_limited';
  }
}

/** Gives any thrown value as an AppError; what is not one already becomes `internal` with a general sentence. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return new AppError('internal', 'Something went wrong inside the bot.', { cause: thrown });
}
