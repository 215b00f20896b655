import { CAST, type CastMember } from './cast.ts';
import { midnightOf, type DayNumber } from './days.ts';
import { WORKPLACES, type Workplace } from './departments.ts';
import { createDice, mix, type Dice } from './dice.ts';
import { rollHabit, rollKind, type Habit, type Kind } from './habits.ts';
import { rollName } from './names.ts';

/** Somebody who works, or worked, in the company. Instants are epoch milliseconds. */
export type Person = {
  readonly index: number;
  /** Lingma's user id: hexadecimal for some, a UUID for others. */
  readonly userId: string;
  /** Lingma's membership id, which is not the user's. */
  readonly memberId: string;
  readonly name: string;
  /** As Lingma's directory has it, in whatever letter case; null where it has none. */
  readonly email: string | null;
  /** The company's own address of the person, in lower case. */
  readonly mail: string;
  readonly departmentIds: readonly [string, ...string[]];
  readonly kind: Kind;
  readonly habit: Habit;
  /** Whether the person holds a Lingma seat. */
  readonly seat: boolean;
  /** Whether Lingma's directory still knows the person. */
  readonly listed: boolean;
  /** Whether the account can sign in. */
  readonly enabled: boolean;
  readonly joinedAt: number;
};

const MAIL_DOMAIN = 'lantern.example';

/** Makes the company's people: the cast first, then as many others as are wanted. */
export function createPeople(
  seed: number,
  count: number,
  span: { readonly today: DayNumber; readonly firstDay: DayNumber },
): Person[] {
  const taken = new Set<string>(CAST.flatMap(({ mailbox }) => mailbox ?? []));
  return Array.from({ length: count }, (_, index) => {
    const dice = createDice(mix(seed, index, 0x50));
    const who = CAST[index] ?? rollSomebody(dice, index, taken);
    return createPerson(dice, seed, index, who, span);
  });
}

function rollSomebody(dice: Dice, index: number, taken: Set<string>): CastMember {
  const { name, plain } = rollName(dice);
  const usual = plain.join('.');
  const mailbox = taken.has(usual) ? `${usual}${index}` : usual;
  taken.add(mailbox);
  return {
    name,
    mailbox,
    departments: [rollWorkplace(dice).id],
    kind: rollKind(dice),
  };
}

function rollWorkplace(dice: Dice): Workplace {
  let left = dice.roll();
  const found = WORKPLACES.find(({ share }) => (left -= share) < 0);
  return found ?? dice.pick(WORKPLACES);
}

function createPerson(
  dice: Dice,
  seed: number,
  index: number,
  { name, mailbox, departments, kind, disabled = false }: CastMember,
  span: { readonly today: DayNumber; readonly firstDay: DayNumber },
): Person {
  const mail = `${mailbox ?? `staff${index}`}@${MAIL_DOMAIN}`;
  const languages = WORKPLACES.find(({ id }) => id === departments[0])?.languages ?? [''];
  const cast = index < CAST.length;
  const recent = kind === 'new' || kind === 'starting';
  const daysAgo = recent ? dice.between(4, 10) : dice.between(400, 1600);
  return {
    index,
    userId: rollUserId(seed, index),
    memberId: hex(seed, index, 3).slice(0, 24),
    name,
    email: mailbox === null || (!cast && dice.chance(0.02)) ? null : rollSpelling(dice, mail),
    mail,
    departmentIds: departments,
    kind,
    habit: rollHabit(dice, kind, languages, span),
    seat: kind !== 'left' && kind !== 'no-seat',
    listed: kind !== 'left',
    enabled: !disabled && !(kind === 'lapsed' && !cast && dice.chance(0.2)),
    joinedAt: midnightOf(span.today - daysAgo) + dice.between(9, 18) * 3_600_000,
  };
}

function rollSpelling(dice: Dice, mail: string): string {
  const roll = dice.roll();
  if (roll < 0.04) return mail.replace(/^.|(?<=[.@])./g, (letter) => letter.toUpperCase());
  return roll < 0.05 ? `${mail} ` : mail;
}

function rollUserId(seed: number, index: number): string {
  const digits = hex(seed, index, 1);
  if (index % 3 !== 0) return digits.slice(0, 24);
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** 32 hexadecimal digits. */
function hex(seed: number, index: number, purpose: number): string {
  return [0, 1, 2, 3]
    .map((part) =>
      mix(seed, index, purpose * 4 + part)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('');
}

/** An e-mail address as people are matched by it. */
export function foldMail(email: string): string {
  return email.trim().toLowerCase();
}
