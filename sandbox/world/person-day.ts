import { midnightOf, paceOf, type DayNumber } from './days.ts';
import { createDice, mix, share, type Dice } from './dice.ts';
import type { Person } from './people.ts';

/** What everybody's days are rolled from: the seed, and the time that usage covers. */
export type Span = {
  readonly seed: number;
  readonly firstDay: DayNumber;
  /** The day the world was made: growth is measured up to it. */
  readonly madeOn: DayNumber;
};

type ChatPart = { kind: string; ide: string; turns: number; accepted: number };
type LinesPart = { language: string; accepted: number; changed: number; newLines: number };
export type CompletionPart = {
  language: string;
  ide: string;
  suggested: number;
  accepted: number;
  linesSuggested: number;
  linesAccepted: number;
};

/** One person's day in full. An idle day is one that Lingma has a row for, and no use. */
export type PersonDay = {
  readonly person: Person;
  readonly day: DayNumber;
  readonly active: boolean;
  readonly lastActiveAt: number | null;
  readonly linesAccepted: number;
  readonly linesChanged: number;
  readonly linesAcceptedChat: number;
  readonly chats: readonly ChatPart[];
  readonly lines: readonly LinesPart[];
  readonly completions: readonly CompletionPart[];
};

const PRESENCE = 0x11;
const FINISH = 0x22;
const WORK = 0x33;

/** Whether a person's day has a row, and whether that row tells of use. Cheap: it decides without rolling the day. */
export function presenceOn(
  { seed, firstDay, madeOn }: Span,
  { index, habit, joinedAt }: Person,
  day: DayNumber,
): 'active' | 'idle' | 'none' {
  if (day < firstDay) return 'none';
  if (day === habit.until) return 'active';
  const roll = share(seed ^ PRESENCE, index, day);
  const pace = paceOf(day);
  if (day >= habit.from && day < habit.until) {
    const grown = 0.6 + (0.4 * (day - firstDay)) / Math.max(madeOn - firstDay, 1);
    if (roll < habit.chance * pace * Math.min(grown, 1)) return 'active';
  }
  const idle = pace === 1 && roll > 1 - habit.idle && midnightOf(day) > joinedAt;
  return idle ? 'idle' : 'none';
}

/** Epoch milliseconds of the last use on a day of use: between 10:00 and 22:59 in UTC+8. */
export function lastActiveOn({ seed }: Span, { index }: Person, day: DayNumber): number {
  return midnightOf(day) + (600 + (mix(seed ^ FINISH, index, day) % 780)) * 60_000;
}

export function idleDay(person: Person, day: DayNumber): PersonDay {
  return {
    person,
    day,
    active: false,
    lastActiveAt: null,
    linesAccepted: 0,
    linesChanged: 0,
    linesAcceptedChat: 0,
    chats: [],
    lines: [],
    completions: [],
  };
}

/** Rolls a day of use. What the agent wrote is in the totals of lines, yet belongs to neither chat nor completion. */
export function activeDay(span: Span, person: Person, day: DayNumber): PersonDay {
  const { habit } = person;
  const dice = createDice(mix(span.seed ^ WORK, person.index, day));
  const volume = habit.volume * (0.4 + 1.2 * dice.roll());
  const chatting = habit.chat && (!habit.completion || dice.chance(0.6));
  const chats = chatting ? rollChats(dice, person, volume) : [];
  const completing = habit.completion && (!chatting || dice.chance(0.9));
  const completions = completing ? rollCompletions(dice, person, volume) : [];
  const fromChat = chats.reduce((sum, chat) => sum + chat.accepted * dice.between(2, 14), 0);
  const fromCompletion = completions.reduce((sum, part) => sum + part.linesAccepted, 0);
  const fromAgent = chatting && dice.chance(0.3) ? dice.between(5, 90) : 0;
  const linesAccepted = fromChat + fromCompletion + fromAgent;
  const linesChanged = linesAccepted + Math.floor((20 + linesAccepted) * (0.3 + 2 * dice.roll()));
  const told = dice.chance(0.1) ? linesAccepted - fromAgent : linesAccepted;
  return {
    person,
    day,
    active: true,
    lastActiveAt: lastActiveOn(span, person, day),
    linesAccepted,
    linesChanged,
    linesAcceptedChat: fromChat,
    chats,
    lines: splitLines(habit.languages, told, linesChanged, fromChat),
    completions,
  };
}

function rollChats(dice: Dice, { habit }: Person, volume: number): ChatPart[] {
  const kinds = new Set([dice.pick(habit.chatKinds), dice.pick(habit.chatKinds)]);
  const ide = dice.pick(habit.ides);
  return [...kinds].map((kind) => {
    const turns = 1 + Math.floor(dice.roll() * 6 * volume);
    return { kind, ide, turns, accepted: Math.floor(turns * dice.roll() * 0.8) };
  });
}

function rollCompletions(dice: Dice, { habit }: Person, volume: number): CompletionPart[] {
  const ide = dice.pick(habit.ides);
  return [...new Set(habit.languages)].map((language) => {
    const suggested = 4 + Math.floor(dice.roll() * 70 * volume);
    const accepted = Math.min(suggested, Math.round(suggested * habit.acceptance));
    return {
      language,
      ide,
      suggested,
      accepted,
      linesSuggested: Math.round(suggested * 1.7),
      linesAccepted: Math.round(accepted * 1.4),
    };
  });
}

function splitLines(
  languages: readonly [string, ...string[]],
  accepted: number,
  changed: number,
  newLines: number,
): LinesPart[] {
  const [first, second] = languages;
  if (second === undefined || second === first) {
    return [{ language: first, accepted, changed, newLines }];
  }
  const most = { accepted: Math.ceil(accepted * 0.7), changed: Math.ceil(changed * 0.6) };
  return [
    { language: first, ...most, newLines },
    {
      language: second,
      accepted: accepted - most.accepted,
      changed: changed - most.changed,
      newLines: 0,
    },
  ];
}
