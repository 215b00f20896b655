import { toAppError } from '../errors.ts';
import { open, wrong, type Finding } from './finding.ts';

/** What a failed question tells of a setting: one that nobody answered says so itself, and is mended elsewhere. */
export function refusedBy(setting: string, thrown: unknown, mend: string): Finding {
  const { code, message, retryable, cause } = toAppError(thrown);
  // Whoever mends something and asks again comes to a limit soon, which is nothing to mend.
  if (code === 'rate_limited') return open(setting, message);
  const found = code === 'internal' && cause instanceof Error ? cause.message : message;
  return wrong(
    setting,
    found,
    retryable ? 'check that this machine may reach it, and try again' : mend,
  );
}
