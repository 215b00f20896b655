import { AppError } from '../errors.ts';
import type { Question, Vendor } from './failure.ts';

/** No answer began: the name, the connection or its encryption failed. */
export function unreachable({ title, addressSettings }: Vendor, thrown: unknown): AppError {
  const code = causeCode(thrown);
  return new AppError(
    'unavailable',
    `${title} could not be reached${code ? ` (${code})` : ''}: try again later, or check ${addressSettings} and the network.`,
    { context: code ? { cause: code } : {} },
  );
}

// Only the system's own code: messages and stacks of fetch may hold headers and addresses.
function causeCode(thrown: unknown): string | undefined {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  if (!(cause instanceof Error) || !('code' in cause)) return undefined;
  return typeof cause.code === 'string' ? cause.code : undefined;
}

export function brokenOff({ title }: Vendor, { what }: Question): AppError {
  return new AppError(
    'unavailable',
    `The connection to ${title} broke off in the middle of ${what}: try again later.`,
  );
}

export function timedOut({ title }: Vendor, { what }: Question, timeoutMs: number): AppError {
  return new AppError(
    'unavailable',
    `${title} did not send ${what} within ${timeoutMs / 1000} seconds: try again later.`,
  );
}

export function tooLong(vendor: Vendor, { what }: Question, maxBytes: number): AppError {
  return new AppError(
    'contract',
    `${vendor.title} sent more than ${Math.floor(maxBytes / 1024)} KB for ${what}, which is more than one answer may hold: check ${vendor.addressSettings}.`,
  );
}

export function notJson(vendor: Vendor, { what }: Question, status: number): AppError {
  return new AppError(
    'contract',
    `${vendor.title} answered the question for ${what} with something that is not JSON (${status}): check ${vendor.addressSettings}.`,
    { context: { status } },
  );
}

/** Nothing was sent: an address or a header cannot be built of what was set. */
export function unbuildable({ title, addressSettings, secret }: Vendor): AppError {
  return new AppError(
    'invalid',
    `No request to ${title} can be made of the settings: check ${addressSettings} and ${secret.setting}.`,
  );
}

/** Throws where the signal was aborted: how every read ends that somebody stops. */
export function throwIfStopped(title: string, signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw new AppError('unavailable', `Reading from ${title} was stopped before it was done.`);
}
