import { entriesOf, type Entry } from './command-entries.ts';
import { readUntil } from './command-nudge-values.ts';
import { shown, type Span, type Token, type Value } from './command-tokens.ts';
import { isAtName, isEmail } from './command-values.ts';
import {
  nearestVerb,
  PERSON,
  REPORT,
  rowOf,
  VERB_ROWS,
  verbNamed,
  type VerbRow,
} from './command-verbs.ts';
import { foldWord, nearestKey, type KeyWord } from './command-words.ts';

/** What there is to say against a command, where that stands in Slack's text, and how the part is written. */
export type Complaint = {
  readonly problem: string;
  readonly at: Span;
  readonly form: string | null;
};

/** What is asked for, by its verb or without one, and what was said to it. */
export type Asked = {
  readonly row: VerbRow;
  readonly entries: readonly Entry[];
  readonly complaint: Complaint | null;
};

/** Tells what a command asks for. */
export function readVerb(tokens: readonly Token[]): Asked {
  const [first] = tokens;
  if (!first) return { row: rowOf('mine'), entries: [], complaint: null };
  const row = verbOf(first);
  if (row) return asked(row, tokens.slice(1));
  return readVerbBehind(tokens) ?? readWithoutVerb(tokens);
}

/**
 * The key that an entry is for, or null where there is none like it. A bare word is a team, a person if it has the form of one,
 * or what else it can only be among the keys that are `taken`.
 */
export function keyMeant({ key, value }: Entry, taken: readonly KeyWord[] = []): KeyWord | null {
  if (key) return nearestKey(key, taken)?.word ?? null;
  if (key === '' || !value) return 'team';
  if (taken.includes('user') && isMe(value)) return 'user';
  if (namesPerson(value)) return 'user';
  if (taken.includes('action')) return 'action';
  if (taken.includes('until')) return readUntil(value.text).accepted ? 'until' : 'user';
  if (taken.includes('channel') && value.kind === 'channel') return 'channel';
  return taken.includes('id') ? 'id' : 'team';
}

function isMe({ kind, quoted, text }: Value): boolean {
  return kind === 'text' && !quoted && foldWord(text) === 'me';
}

function namesPerson({ kind, quoted, text }: Value): boolean {
  return kind === 'person' || (kind === 'text' && (isEmail(text) || (!quoted && isAtName(text))));
}

function verbOf(token: Token | undefined): VerbRow | null {
  const word = wordOf(token);
  return word === null ? null : verbNamed(word);
}

function wordOf(token: Token | undefined): string | null {
  if (token?.kind !== 'word' || token.value.quoted || token.value.kind !== 'text') return null;
  return token.value.text;
}

// Whatever stands behind “help” is let be.
function asked(row: VerbRow, tokens: readonly Token[], complaint: Complaint | null = null): Asked {
  if (row.verb === 'help') return { row, entries: [], complaint };
  return { row, entries: entriesOf(tokens, row.verb), complaint };
}

/** `team=backend top`: a verb that stands alone behind a pair or a person. */
function readVerbBehind(tokens: readonly Token[]): Asked | null {
  const index = tokens.findIndex(
    (token, at) => at > 0 && verbOf(token) && !isWord(tokens[at - 1]) && !isWord(tokens[at + 1]),
  );
  const token = tokens[index];
  const row = verbOf(token);
  if (!token || !row) return null;
  return asked(
    row,
    tokens.toSpliced(index, 1),
    complaintAt(token, `“${row.word ?? ''}” comes first, before everything else.`),
  );
}

function isWord(token: Token | undefined): boolean {
  return token?.kind === 'word' && !namesPerson(token.value);
}

function readWithoutVerb(tokens: readonly Token[]): Asked {
  const entries = entriesOf(tokens);
  const slip = readSlip(entries);
  if (slip) return slip;
  const subject = entries
    .map((entry) => keyMeant(entry))
    .find((key) => key === 'team' || key === 'user');
  const wish = subject === 'team' ? entries.find(isOfDigests) : undefined;
  if (wish) return ownedBy(rowOf('subscribe'), entries, wish);
  const end = subject === 'user' ? entries.find(({ key }) => key === 'until') : undefined;
  if (end) return ownedBy(rowOf('exempt'), entries, end);
  if (subject) return { row: subject === 'user' ? PERSON : REPORT, entries, complaint: null };
  for (const entry of entries) {
    const row = ownerOf(entry);
    if (row && entry.key !== null) return ownedBy(row, entries, entry);
  }
  return { row: REPORT, entries, complaint: null };
}

function ownedBy(row: VerbRow, entries: readonly Entry[], entry: Entry): Asked {
  const problem = `“${entry.key ?? ''}=” goes with ${row.called}.`;
  return { row, entries, complaint: complaintAt(entry, problem) };
}

/** `backend every=monday`: who says when, wants a digest. */
function isOfDigests({ key }: Entry): boolean {
  return key === 'every' || key === 'at' || key === 'tz';
}

/** The verb that alone takes an entry's key. */
function ownerOf(entry: Entry): VerbRow | null {
  const key = keyMeant(entry);
  if (!key) return null;
  if (key === 'view') {
    const view = foldWord(entry.value?.text ?? '');
    if (view === 'seats') return rowOf('export');
    return view === 'unmatched' ? rowOf('status') : null;
  }
  if (REPORT.keys.includes(key)) return null;
  return VERB_ROWS.find(({ keys }) => keys.includes(key)) ?? null;
}

/** `tpo team=backend`: a first word that is near a verb cannot be the team where another is named, or where the keys are that verb's. */
function readSlip(entries: readonly Entry[]): Asked | null {
  const [first, ...others] = entries;
  if (!first?.value || first.key !== null || first.value.quoted) return null;
  const meant = nearestVerb(first.value.text);
  const row = meant === null ? null : verbNamed(meant);
  if (!row) return null;
  const speaks = others.some((entry) => {
    const key = keyMeant(entry, row.keys);
    const isTelling = key === 'team' || !REPORT.keys.some((usual) => usual === key);
    return key !== null && row.keys.includes(key) && isTelling;
  });
  if (!speaks) return null;
  const problem = `“${shown(first.value)}” is no verb: did you mean “${meant}”?`;
  return { row, entries: others, complaint: complaintAt(first, problem) };
}

function complaintAt({ from, to }: Span, problem: string): Complaint {
  return { problem, at: { from, to }, form: null };
}
