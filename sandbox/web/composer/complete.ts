import { COMMAND, KEY_NOTES, REPORT_KEYS, USAGE, VALUES, VERBS } from './grammar.ts';

/** Something that could be typed next. */
export interface Offer {
  /** What the whole line reads once it is taken. */
  line: string;
  shown: string;
  about: string;
}

/** Names that the workspace has. */
export interface Known {
  teams: readonly { id: string; name: string }[];
  people: readonly { handle: string; name: string }[];
  channels: readonly string[];
}

const MOST = 24;
const MOST_TEAMS = 3;

/** What could stand where the line ends. Nothing where the line is no command of this app. */
export function complete(line: string, known: Known): Offer[] {
  if (!line.startsWith('/')) return [];
  const rest = /^\/ai-usage\s+(.*)$/su.exec(line)?.[1];
  if (rest === undefined) {
    if (line === COMMAND || !COMMAND.startsWith(line)) return line === COMMAND ? firstOffers() : [];
    return [{ line: `${COMMAND} `, shown: COMMAND, about: USAGE }];
  }
  const words = rest.split(/\s+/);
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1).filter((word) => word !== '');
  const head = line.slice(0, line.length - last.length);
  return offersFor(last, before, known)
    .filter(({ text }) => text !== last && text.toLowerCase().startsWith(last.toLowerCase()))
    .slice(0, MOST)
    .map(({ text, about }) => ({
      line: head + text + (text.endsWith('=') ? '' : ' '),
      shown: text,
      about,
    }));
}

function firstOffers(): Offer[] {
  return VERBS.slice(0, MOST).map(({ word, about }) => ({
    line: `${COMMAND} ${word} `,
    shown: word,
    about,
  }));
}

type Text = { text: string; about: string };

function offersFor(last: string, before: readonly string[], known: Known): Text[] {
  const key = /^([a-z]+)=/i.exec(last)?.[1]?.toLowerCase();
  const verb = VERBS.find(({ word }) => word === before[0]?.toLowerCase());
  if (key === 'view' && verb?.view !== undefined) return [{ text: `view=${verb.view}`, about: '' }];
  if (key !== undefined) return valuesOf(key, known);
  const given = before.map((word) => word.split('=')[0]);
  const keys = (verb?.keys ?? REPORT_KEYS)
    .filter((word) => !given.includes(word))
    .map((word) => ({ text: `${word}=`, about: KEY_NOTES[word] ?? '' }));
  const seconds = Object.entries(verb?.seconds ?? {}).map(([text, about]) => ({ text, about }));
  if (before.length === 1) return [...seconds, ...keys];
  if (before.length > 0) return keys;
  const teams = valuesOf('team', known).slice(0, last === '' ? MOST_TEAMS : MOST);
  const verbs = VERBS.map(({ word, about }) => ({ text: word, about }));
  return last === '' ? [...teams, ...verbs] : [...verbs, ...teams, ...keys];
}

function valuesOf(key: string, { teams, people, channels }: Known): Text[] {
  const write = (value: string, about = '') => ({ text: `${key}=${value}`, about });
  if (key === 'team') return teams.map(({ id, name }) => write(id, name));
  if (key === 'user') return people.map(({ handle, name }) => write(`@${handle}`, name));
  if (key === 'channel') return channels.map((name) => write(`#${name}`));
  return (VALUES[key] ?? []).map((value) => write(value));
}
