/**
 * What was found about one thing. `subject` is a setting's name where there is one; `mend` says what to do. What could not be
 * asked is `open`: neither right nor wrong.
 */
export type Finding =
  | { readonly state: 'right'; readonly subject: string; readonly found: string }
  | {
      readonly state: 'wrong';
      readonly subject: string;
      readonly found: string;
      readonly mend: string;
    }
  | { readonly state: 'open'; readonly subject: string; readonly found: string };

export function right(subject: string, found: string): Finding {
  return { state: 'right', subject, found };
}

export function wrong(subject: string, found: string, mend: string): Finding {
  return { state: 'wrong', subject, found, mend };
}

/** What may be left out, and is; `so` tells what follows from it. */
export function unset(subject: string, so: string): Finding {
  return { state: 'open', subject, found: `not set: ${so}` };
}

export function open(subject: string, why: string): Finding {
  return { state: 'open', subject, found: `not checked: ${why}` };
}
