import type { Value } from './command-tokens.ts';
import { KEYS, nearest } from './command-words.ts';

/** What is taken of a value, null where nothing can be; and what there is to say against it. */
export type ReadValue = {
  readonly accepted: string | null;
  readonly objection: { readonly problem: string; readonly form: string | null } | null;
};

type Reader = (value: Value, providers: readonly string[]) => ReadValue;

/** Keys whose values are not just any text. */
const READERS: Readonly<Record<string, Reader>> = { team: readTeam, provider: readProvider };

/** Reads a key's value; `providers` are the ids that can be asked for. */
export function readValueFor(key: string, value: Value, providers: readonly string[]): ReadValue {
  return READERS[key]?.(value, providers) ?? { accepted: value.text, objection: null };
}

function readTeam({ text, kind }: Value): ReadValue {
  if (kind === 'text') return { accepted: text, objection: null };
  const what = {
    person: `“@${text}” is a person`,
    audience: `“@${text}” is everybody`,
    channel: `“#${text}” is a channel`,
  }[kind];
  const form = KEYS.find(({ word }) => word === 'team')?.form ?? null;
  return {
    // A team's channel often has its name.
    accepted: kind === 'channel' ? text : null,
    objection: { problem: `${what}, and a team is asked for by its name.`, form },
  };
}

function readProvider({ text }: Value, providers: readonly string[]): ReadValue {
  const known = [...providers, 'all'];
  const found = known.find((id) => id.toLowerCase() === text.toLowerCase());
  if (found) return { accepted: found, objection: null };
  return {
    accepted: nearest(text, known),
    objection: {
      problem: `“${text}” is not a provider here. These are: ${known.join(', ')}.`,
      form: `provider=${known.join('|')}`,
    },
  };
}
