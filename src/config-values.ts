import { z } from 'zod';
import { mayCarryKeys } from './plain-http.ts';

/** Some text; `problem` says what is wrong with any other. */
export function text(problem: string, pattern?: RegExp) {
  const schema = z.string({ error: problem });
  return pattern ? schema.regex(pattern, { error: problem }) : schema;
}

/** The same without a space, as keys and tokens are. */
export function secret(problem: string, pattern?: RegExp) {
  return text(problem, pattern).regex(/^\S+$/, {
    error: 'has a space or a line break in it: paste it again',
  });
}

/** A whole number between two. */
export function whole(least: number, most: number) {
  const problem = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error: problem })
    .transform(Number)
    .refine((count) => count >= least && count <= most, { error: problem });
}

/** An address with one of the protocols. */
export function url(problem: string, protocols: readonly string[]) {
  return z
    .string({ error: problem })
    .refine((value) => isUrl(value, protocols), { error: problem });
}

function isUrl(value: string, protocols: readonly string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol);
}

const HTTP = ['https:', 'http:'];

/** An address that gets a key. */
export const keyed = (problem: string) =>
  url(problem, HTTP)
    .refine((value) => !isUrl(value, HTTP) || !hasUser(new URL(value)), {
      error: 'must not carry a user name or a password',
    })
    .refine((value) => !isUrl(value, HTTP) || mayCarryKeys(new URL(value)), {
      error:
        'must begin with https://: over http:// everybody on the way could read the key, so that is only for this machine and private networks',
    });

function hasUser({ username, password }: URL): boolean {
  return username !== '' || password !== '';
}

/** The address of a vendor, without a slash at its end. */
export const base = (vendor: string, example: string) =>
  keyed(
    `must be ${vendor}'s address: scheme, host and, where there is one, the prefix before its API’s paths, such as ${example}`,
  ).transform((value) => value.replace(/\/+$/, ''));
