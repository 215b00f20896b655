/** What there is to say against a value. */
export type Objection = { readonly problem: string; readonly form: string | null };

/** What is taken of a value, null where nothing can be, and what there is to say against it. */
export type Read<T> = { readonly accepted: T | null; readonly objection: Objection | null };

export function taken<T>(accepted: T): Read<T> {
  return { accepted, objection: null };
}

/** Gives what was probably meant, null where nobody can tell, with a sentence on what is wrong. */
export function objected<T>(problem: string, form: string | null, accepted: T | null): Read<T> {
  return { accepted, objection: { problem, form } };
}
