import { z } from 'zod';

/** What an object calls its type; empty where it does not. */
export function typeOf(item: unknown): string {
  const parsed = z.object({ type: z.string() }).safeParse(item);
  return parsed.success ? parsed.data.type : '';
}

/** A problem with the path to it, as Slack writes it. */
export function at(message: string, path: readonly PropertyKey[], root = '/blocks'): string {
  return `${message} [json-pointer:${[root, ...path.map(String)].join('/')}]`;
}

/** Slack's words for what a schema found. */
export function sentences(issue: z.core.$ZodIssue, root = '/blocks'): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => at(`invalid additional property: ${key}`, issue.path, root));
  }
  if (issue.code !== 'invalid_union' && issue.input === undefined) {
    const name = String(issue.path.at(-1) ?? 'blocks');
    return [at(`missing required field: ${name}`, issue.path.slice(0, -1), root)];
  }
  return [at(sentence(issue), issue.path, root)];
}

function sentence(issue: z.core.$ZodIssue): string {
  const counted = 'origin' in issue && issue.origin === 'array' ? 'items' : 'characters';
  switch (issue.code) {
    case 'too_big':
      if (counted === 'items') return `no more than ${issue.maximum} items allowed`;
      if (issue.origin === 'string')
        return `must be less than ${Number(issue.maximum) + 1} characters`;
      return `must be no more than ${issue.maximum}`;
    case 'too_small':
      if (counted === 'items') return `no less than ${issue.minimum} items allowed`;
      if (issue.origin === 'string')
        return `must be more than ${Number(issue.minimum) - 1} characters`;
      return `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
    case 'invalid_union':
      return unionSentence(issue);
    case 'invalid_value':
      return issue.path.at(-1) === 'type'
        ? `unsupported type: ${String(issue.input)}`
        : `must be one of: ${issue.values.join(', ')}`;
    case 'invalid_type':
      return `must provide ${article(issue.expected)}`;
    case 'custom':
      return issue.message;
    default:
      return 'failed to match all allowed schemas';
  }
}

function unionSentence(issue: z.core.$ZodIssueInvalidUnion): string {
  if (issue.path.at(-1) !== 'type') return 'failed to match all allowed schemas';
  const type = typeOf(issue.input);
  return type === '' ? 'missing required field: type' : `unsupported type: ${type}`;
}

function article(expected: string): string {
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}
