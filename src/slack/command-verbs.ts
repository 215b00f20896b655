import type { Command } from './command.ts';
import { COMMAND, foldWord, listed, nearest, type KeyWord } from './command-words.ts';

/** One thing that can be asked: its word, null where a command without a verb means it, how it is asked, and with which keys. */
export type VerbRow = {
  readonly verb: Command['verb'];
  readonly word: string | null;
  /** How a sentence names it. */
  readonly called: string;
  /** A command that works. */
  readonly example: string;
  /** What the answer holds, in a few words. */
  readonly about: string;
  readonly keys: readonly KeyWord[];
};

/** A team's summary, which is what a command without a verb asks for. */
export const REPORT: VerbRow = {
  verb: 'report',
  word: null,
  called: 'a team’s summary',
  example: `${COMMAND} team=backend`,
  about: 'a team’s summary; view=details shows all of it',
  keys: ['team', 'period', 'provider', 'view'],
};

/** One person's summary, which is what a command without a verb asks for where a person is named. */
export const PERSON: VerbRow = {
  verb: 'person',
  word: null,
  called: 'a person’s summary',
  example: `${COMMAND} user=@ann`,
  about: 'one person’s summary',
  keys: ['user', 'period', 'provider'],
};

/** Everything that can be asked, in the order in which the help shows it. */
export const VERB_ROWS: readonly VerbRow[] = [
  REPORT,
  {
    verb: 'mine',
    word: null,
    called: 'your own summary',
    example: COMMAND,
    about: 'your own summary, if you hold a seat',
    keys: [],
  },
  {
    verb: 'me',
    word: 'me',
    called: '“me”',
    example: `${COMMAND} me period=7d`,
    about: 'your own summary, over another period',
    keys: ['period', 'provider'],
  },
  PERSON,
  {
    verb: 'top',
    word: 'top',
    called: '“top”',
    example: `${COMMAND} top team=backend by=chats limit=5`,
    about: 'who accepts most: by lines, completions or chats',
    keys: ['team', 'by', 'limit', 'period', 'provider'],
  },
  {
    verb: 'inactive',
    word: 'inactive',
    called: '“inactive”',
    example: `${COMMAND} inactive team=backend days=30`,
    about: 'seats that nobody has used for so many days, and why',
    keys: ['team', 'days', 'provider'],
  },
  {
    verb: 'teams',
    word: 'teams',
    called: '“teams”',
    example: `${COMMAND} teams period=last-month`,
    about: 'all teams side by side',
    keys: ['period', 'provider'],
  },
  {
    verb: 'export',
    word: 'export',
    called: '“export”',
    example: `${COMMAND} export team=backend period=last-month`,
    about: 'the rows as a CSV file, in a direct message to you; view=seats gives the seats',
    keys: ['team', 'user', 'period', 'provider', 'view'],
  },
  {
    verb: 'subscribe',
    word: 'subscribe',
    called: '“subscribe”',
    example: `${COMMAND} subscribe team=backend every=monday at=09:00 tz=Asia/Shanghai`,
    about: 'the team’s week into this channel, again and again; without a team, a form opens',
    keys: ['team', 'provider', 'every', 'at', 'tz', 'names', 'sections', 'channel'],
  },
  {
    verb: 'subscriptions',
    word: 'subscriptions',
    called: '“subscriptions”',
    example: `${COMMAND} subscriptions`,
    about: 'which digests there are, and when each comes next',
    keys: [],
  },
  {
    verb: 'unsubscribe',
    word: 'unsubscribe',
    called: '“unsubscribe”',
    example: `${COMMAND} unsubscribe 7`,
    about: 'ends a digest, by its number',
    keys: ['id'],
  },
  {
    verb: 'nudges',
    word: 'nudges',
    called: '“nudges”',
    example: `${COMMAND} nudges preview`,
    about: 'who would be asked about an idle seat; approve, pause, resume, reclaims, log (admins)',
    keys: ['action', 'user'],
  },
  {
    verb: 'exempt',
    word: 'exempt',
    called: '“exempt”',
    example: `${COMMAND} exempt user=@ann until=2027-01-31 reason="parental leave"`,
    about: 'leaves somebody alone until that day; until=now ends it (admins)',
    keys: ['user', 'until', 'reason'],
  },
  {
    verb: 'status',
    word: 'status',
    called: '“status”',
    example: `${COMMAND} status`,
    about: 'how fresh each provider’s data is; view=unmatched lists people whom nobody could match',
    keys: ['view'],
  },
  {
    verb: 'help',
    word: 'help',
    called: '“help”',
    example: `${COMMAND} help`,
    about: 'all of this',
    keys: [],
  },
];

/** The row of a verb. */
export function rowOf(verb: Command['verb']): VerbRow {
  return VERB_ROWS.find((row) => row.verb === verb) ?? REPORT;
}

/** The row whose verb a word is. */
export function verbNamed(word: string): VerbRow | null {
  const folded = foldWord(word);
  return VERB_ROWS.find((row) => row.word === folded) ?? null;
}

/** The verb that somebody probably meant by a word that is none, if one is near enough. */
export function nearestVerb(word: string): string | null {
  const folded = foldWord(word);
  // A word of two letters is near to half of all short words.
  if (folded.length < 3 || verbNamed(folded)) return null;
  const words = VERB_ROWS.flatMap((row) => row.word ?? []);
  return nearest(folded, words);
}

/** Says which keys something takes: “top” takes team, by and limit. */
export function keysSaid({ keys }: VerbRow): string {
  return keys.length === 0 ? 'takes no keys' : `takes ${listed(keys)}`;
}
