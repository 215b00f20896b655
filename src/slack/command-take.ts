import { keyMeant, type Complaint } from './command-asked.ts';
import type { Entry } from './command-entries.ts';
import { shown, type Span, type Value } from './command-tokens.ts';
import { readInto, type Given } from './command-values.ts';
import { keysSaid, type VerbRow } from './command-verbs.ts';
import { foldWord, keyNamed, type KeyWord } from './command-words.ts';

/** What a command's keys were given so far, and what there is to say against it. */
export type Reading = {
  readonly row: VerbRow;
  readonly providers: readonly string[];
  readonly given: Given;
  /** The values as they were said. */
  readonly said: Map<KeyWord, string>;
  readonly complaints: Complaint[];
};

/** Takes an entry's value, as far as it can be taken; whatever is wrong with it is complained about. */
export function take(reading: Reading, entry: Entry): void {
  const { value, tail } = entry;
  if (value?.unclosed) {
    complain(reading, entry, `The quote before “${shown(value)}” is not closed.`);
  }
  const key = keyFor(reading, entry);
  if (!key) return;
  const { form } = keyNamed(key);
  if (!value) return complain(reading, entry, `“${key}=” has no value behind it.`, form);
  if (tail) {
    const [alone, behind] = [shown({ ...value, text: tail.text }), tail.behind];
    const problem = `“${alone}” stands alone behind “${behind}”: a name with spaces is put in quotes.`;
    complain(reading, tail, problem, `${key}="<name>"`);
  }
  if (value.tooLong) {
    return complain(reading, entry, `“${shown(value)}” is longer than any name.`, form);
  }
  if (isRepeated(reading, entry, key, value)) return;
  accept(reading, entry, key, value);
}

function complain(
  { complaints }: Reading,
  { from, to }: Span,
  problem: string,
  form: string | null = null,
): void {
  complaints.push({ problem, at: { from, to }, form });
}

/** The key that an entry is for, if there is one that the verb takes; if not, that is complained about. */
function keyFor(reading: Reading, entry: Entry): KeyWord | null {
  const { row } = reading;
  const { key: typed, value, joint } = entry;
  const key = keyMeant(entry, row.keys);
  if (typed === '') {
    const problem = `There is no key before “=${value ? shown(value) : ''}”.`;
    complain(reading, entry, problem, keyNamed('team').form);
  }
  if (typed && (!key || (key !== typed && !isTaken(row, key)))) {
    complain(reading, entry, `“${typed}” is not a key: ${row.called} ${keysSaid(row)}.`);
    return null;
  }
  if (!key || !isTaken(row, key)) {
    if (key) misplaced(reading, entry, key);
    return null;
  }
  const { form } = keyNamed(key);
  if (typed && key !== typed) {
    complain(reading, entry, `“${typed}” is not a key: did you mean “${key}”?`, form);
  } else if (joint) {
    const sign = joint === 'colon' ? '“:”' : 'a space';
    complain(reading, entry, `“${key}” and its value are joined by “=”, not by ${sign}.`, form);
  }
  return key;
}

// Without a verb, a command is about whichever of the two is named first.
function isTaken({ word, keys }: VerbRow, key: KeyWord): boolean {
  return keys.includes(key) || (word === null && isSubject(key));
}

function isSubject(key: KeyWord): key is 'team' | 'user' {
  return key === 'team' || key === 'user';
}

/** Says which keys the verb takes instead, and takes what was meant where that is plain. */
function misplaced(reading: Reading, entry: Entry, key: KeyWord): void {
  const { row, given, said } = reading;
  const text = entry.value ? foldWord(entry.value.text) : '';
  if (row.verb === 'inactive' && key === 'period') {
    const days = Number(/^(\d{1,3}) ?d(?:ays?)?$/.exec(text)?.[1] ?? 0);
    if (days >= 1 && days <= 365 && !said.has('days')) given.days = days;
    const problem = '“inactive” has no period: it counts the days since a seat was last used.';
    return complain(reading, entry, problem, keyNamed('days').form);
  }
  if (entry.key !== null || !entry.value) {
    return complain(
      reading,
      entry,
      `“${key}=” does not go with ${row.called}, which ${keysSaid(row)}.`,
    );
  }
  if (row.verb === 'status' && text === 'unmatched') {
    given.view = 'unmatched';
    return complain(reading, entry, '“unmatched” stands alone: it is a view.', 'view=unmatched');
  }
  const what = key === 'user' ? 'a person' : 'a team';
  const problem = `“${shown(entry.value)}” would be ${what}, but ${row.called} ${keysSaid(row)}.`;
  complain(reading, entry, problem);
}

const REPEATED: { readonly [K in KeyWord]?: string } = {
  days: 'number of days',
  every: 'day',
  at: 'time',
  tz: 'time zone',
  names: 'choice of names',
  sections: 'choice of sections',
  id: 'number',
  until: 'end',
};

function isRepeated(reading: Reading, entry: Entry, key: KeyWord, value: Value): boolean {
  const { said } = reading;
  const earlier = said.get(key);
  if (earlier !== undefined) {
    const what = REPEATED[key] ?? key;
    const problem = `The ${what} is given twice: “${earlier}” and “${shown(value)}”. Ask for one at a time.`;
    complain(reading, entry, problem, keyNamed(key).form);
    return true;
  }
  const other = isSubject(key) ? said.get(key === 'team' ? 'user' : 'team') : undefined;
  if (other === undefined) return false;
  const problem = `“${other}” and “${shown(value)}”: ask for a team or for a person, not for both at once.`;
  complain(reading, entry, problem);
  return true;
}

const VIEWS: { readonly [V in VerbRow['verb']]?: 'unmatched' | 'seats' } = {
  status: 'unmatched',
  export: 'seats',
};

function accept(reading: Reading, entry: Entry, key: KeyWord, value: Value): void {
  const { given, said, providers, row } = reading;
  const view = VIEWS[row.verb] ?? 'details';
  const objection = readInto(given, key, value, { providers, view });
  if (objection) complain(reading, entry, objection.problem, objection.form);
  if (given[key] !== undefined) said.set(key, shown(value));
  // Somebody who is asked for as a team was probably meant as a person.
  if (key === 'team' && value.kind === 'person' && isTaken(row, 'user')) {
    readInto(given, 'user', value, { providers, view });
    said.set('user', shown(value));
  }
}
