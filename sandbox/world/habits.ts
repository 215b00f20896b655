import type { DayNumber } from './days.ts';
import type { Dice } from './dice.ts';

/** How somebody stands to Lingma. All but `no-seat` and `left` hold a seat; `starting` and `new` were given it lately. */
export type Kind =
  | 'heavy'
  | 'regular'
  | 'occasional'
  | 'chat-only'
  | 'completion-only'
  | 'starting'
  | 'new'
  | 'lapsed'
  | 'never'
  | 'left'
  | 'no-seat';

/** What a person's days are rolled from. Days of use lie from `from` to `until`, which is always one if it is finite. */
export type Habit = {
  readonly from: DayNumber;
  readonly until: DayNumber;
  /** The chance of use on a working day. */
  readonly chance: number;
  /** The chance of a row that says "not active". */
  readonly idle: number;
  readonly chat: boolean;
  readonly completion: boolean;
  readonly volume: number;
  /** The part of suggested completions that is taken. */
  readonly acceptance: number;
  readonly languages: readonly [string, ...string[]];
  readonly ides: readonly [string, ...string[]];
  readonly chatKinds: readonly [string, ...string[]];
};

// Cumulated, of a hundred people.
const MIX: readonly (readonly [Kind, number])[] = [
  ['heavy', 14],
  ['regular', 47],
  ['occasional', 65],
  ['chat-only', 72],
  ['completion-only', 79],
  ['lapsed', 84],
  ['never', 89],
  ['starting', 90],
  ['new', 91],
  ['left', 93],
  ['no-seat', 100],
];

export function rollKind(dice: Dice): Kind {
  const roll = dice.roll() * 100;
  return MIX.find(([, upTo]) => roll < upTo)?.[0] ?? 'regular';
}

const CHANCES: Readonly<Record<Kind, readonly [least: number, most: number]>> = {
  heavy: [0.9, 0.98],
  regular: [0.55, 0.85],
  occasional: [0.1, 0.3],
  'chat-only': [0.3, 0.7],
  'completion-only': [0.4, 0.8],
  starting: [0.7, 0.9],
  new: [0, 0],
  lapsed: [0.3, 0.6],
  never: [0, 0],
  left: [0.5, 0.8],
  'no-seat': [0, 0],
};

// The same editor comes in several spellings, and some clients name none.
const IDES: readonly [readonly [string, ...string[]], ...(readonly [string, ...string[]])[]] = [
  ['jetbrains'],
  ['JetBrains'],
  ['jetbrains', 'JetBrains'],
  ['vscode'],
  ['VS Code'],
  ['vscode', 'VS Code'],
  ['vscode', 'jetbrains'],
  ['visualstudio'],
  ['vscode', ''],
];

const BUILT_IN: readonly [string, ...string[]] = [
  'FREE_INPUT',
  'FREE_INPUT',
  'EXPLAIN_CODE',
  'GENERATE_TESTCASE',
  'OPTIMIZE_CODE',
  'CODE_GENERATE_COMMENT',
];

const CUSTOM: readonly [string, ...string[]] = [
  'review-pr',
  '写单元测试',
  'explain like <!here>',
  '=cmd|calc',
  '',
];

/** What a kind of person does, seen from the day the world was made. `firstDay` is the first day with usage. */
export function rollHabit(
  dice: Dice,
  kind: Kind,
  languages: readonly [string, ...string[]],
  { today, firstDay }: { today: DayNumber; firstDay: DayNumber },
): Habit {
  const [least, most] = CHANCES[kind];
  const custom = dice.chance(0.15) ? [dice.pick(CUSTOM)] : [];
  // Some files have no language that the vendor knows.
  const second = dice.chance(0.1) ? '' : dice.pick(languages);
  const secondLanguage = dice.chance(0.5) ? [second] : [];
  return {
    ...rollSpan(dice, kind, today, firstDay),
    chance: least + dice.roll() * (most - least),
    idle: kind === 'no-seat' || kind === 'left' ? 0 : dice.chance(0.3) ? 0.25 : 0.015,
    chat: kind !== 'completion-only',
    completion: kind !== 'chat-only',
    volume: (kind === 'heavy' ? 1.5 : 0.4) + dice.roll() * 1.2,
    acceptance: 0.18 + dice.roll() * 0.25,
    languages: [dice.pick(languages), ...secondLanguage],
    ides: dice.pick(IDES),
    chatKinds: [...BUILT_IN, ...custom],
  };
}

function rollSpan(
  dice: Dice,
  kind: Kind,
  today: DayNumber,
  firstDay: DayNumber,
): { from: DayNumber; until: DayNumber } {
  switch (kind) {
    case 'lapsed':
      return { from: firstDay, until: today - dice.between(30, 200) };
    case 'left':
      return { from: firstDay, until: today - dice.between(3, 24) };
    case 'starting':
      return { from: today - 3, until: Infinity };
    case 'new':
    case 'never':
    case 'no-seat':
      return { from: Infinity, until: Infinity };
    default:
      // A third was there from the start, the others came in over the first two thirds of the time.
      return {
        from: dice.chance(0.33)
          ? firstDay
          : firstDay + Math.floor(dice.roll() * 0.66 * (today - firstDay)),
        until: Infinity,
      };
  }
}
