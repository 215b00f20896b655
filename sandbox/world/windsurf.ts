import { DAY_MS, paceOf } from './days.ts';
import { createDice, mix, share, type Dice } from './dice.ts';
import { rollName } from './names.ts';
import type { Person } from './people.ts';

/** What every API key of the roster begins with, so that a leak can be searched for. */
export const API_KEY_MARK = 'sandbox-windsurf-api-key';

type TeamStatus = 'UNSPECIFIED' | 'PENDING' | 'APPROVED' | 'REJECTED';

/** Somebody in the Windsurf team. Use is one instant on each UTC day of use; nobody here has more than one. */
export type WindsurfUser = {
  readonly index: number;
  readonly name: string;
  /** In whatever letter case; null where there is none. */
  readonly email: string | null;
  readonly apiKey: string;
  readonly groups: readonly string[];
  readonly role: 'admin' | 'member';
  readonly status: TeamStatus;
  readonly disabled: boolean;
  readonly signupAt: number;
  /** Days ago, seen from the day the world was made. */
  readonly lapsedFor: number;
  readonly chance: number;
  readonly kinds: readonly UseKind[];
  readonly creditsAsText: boolean;
};

export type UseKind = 'autocomplete' | 'chat' | 'command';

const GROUPS: Readonly<Record<string, string>> = {
  'd-backend': 'backend',
  'd-data': 'data',
  'd-frontend': 'Web & Design',
};

const PART_WITH_SEAT: Readonly<Record<string, number>> = {
  'd-backend': 0.45,
  'd-data': 0.6,
  'd-frontend': 0.25,
};

/** The names of all groups. */
export const WINDSURF_GROUPS: readonly string[] = Object.values(GROUPS);

/** Makes the roster: some of the company's people, matched by e-mail alone, and some whom Lingma does not know. */
export function createRoster(
  seed: number,
  people: readonly Person[],
  madeAt: number,
): WindsurfUser[] {
  const staff = people.flatMap((person) => {
    const dice = createDice(mix(seed, person.index, 0x57));
    const part = PART_WITH_SEAT[person.departmentIds[0]] ?? 0.06;
    if (person.kind === 'left' || !dice.chance(person.index === 0 ? 1 : part)) return [];
    const group = GROUPS[person.departmentIds[0]];
    return [{ dice, name: person.name, email: person.mail, groups: group ? [group] : [] }];
  });
  const others = Array.from({ length: Math.ceil(people.length * 0.04) }, (_, index) => {
    const dice = createDice(mix(seed, index, 0x58));
    const { name, plain } = rollName(dice);
    const email = index === 1 ? null : `${plain.join('.')}${index}@contractor.example`;
    return { dice, name, email, groups: [dice.pick(['backend', 'data', 'Web & Design'])] };
  });
  return [...staff, ...others].map(({ dice, name, email, groups }, index) => ({
    index,
    name,
    email: email === null ? null : rollLetterCase(dice, email),
    apiKey: `${API_KEY_MARK}-${mix(seed, index, 0x59).toString(16).padStart(8, '0')}`,
    groups,
    role: index === 0 ? 'admin' : 'member',
    ...rollStanding(dice, index),
    signupAt: madeAt - dice.between(20, 700) * DAY_MS,
    ...rollUse(dice, index),
    creditsAsText: dice.chance(0.4),
  }));
}

// By position, so that even a small company has one of each.
function rollStanding(dice: Dice, index: number): { status: TeamStatus; disabled: boolean } {
  if (index % 17 === 5) return { status: 'PENDING', disabled: false };
  if (index % 29 === 9) return { status: 'REJECTED', disabled: false };
  if (index % 41 === 12) return { status: 'UNSPECIFIED', disabled: false };
  return { status: 'APPROVED', disabled: index % 13 === 7 || dice.chance(0.01) };
}

function rollUse(
  dice: Dice,
  index: number,
): { chance: number; kinds: UseKind[]; lapsedFor: number } {
  const all: UseKind[] = ['autocomplete', 'chat', 'command'];
  const never = index % 11 === 3;
  const kinds = never ? [] : all.filter((_, at) => at === index % 3 || dice.chance(0.5));
  const lapsedFor = index % 9 === 8 ? dice.between(30, 150) : 0;
  return { kinds, lapsedFor, chance: never ? 0 : 0.1 + 0.8 * dice.roll() };
}

function rollLetterCase(dice: Dice, email: string): string {
  if (dice.chance(0.15)) return email.toUpperCase();
  return dice.chance(0.2) ? email.replace(/^./, (letter) => letter.toUpperCase()) : email;
}

/** One day of use at Windsurf. */
type WindsurfUse = {
  readonly at: number;
  readonly kinds: readonly UseKind[];
  readonly credits: number;
};

/** A user's uses from `start` to `end` (epoch milliseconds, both included), oldest first. */
export type UsesOf = (user: WindsurfUser, start: number, end: number) => WindsurfUse[];

/** `madeAt` is when the world was made, `firstAt` when use began, and nothing is used after `now`. */
export function createUses(
  seed: number,
  { firstAt, madeAt }: { readonly firstAt: number; readonly madeAt: number },
  now: () => Date,
): UsesOf {
  return (user, start, end) => {
    const first = Math.max(start, firstAt, user.signupAt);
    const until = user.lapsedFor > 0 ? madeAt - user.lapsedFor * DAY_MS : Infinity;
    const last = Math.min(end, until, now().getTime());
    const uses: WindsurfUse[] = [];
    if (user.kinds.length === 0) return uses;
    for (let day = Math.floor(first / DAY_MS); day * DAY_MS <= last; day += 1) {
      if (share(seed ^ 0x5a, user.index, day) >= user.chance * paceOf(day)) continue;
      const roll = mix(seed ^ 0x5b, user.index, day);
      const at = day * DAY_MS + (60 + (roll % 840)) * 60_000;
      if (at < first || at > last) continue;
      const some = user.kinds.filter((_, index) => (roll >>> (20 + index)) % 2 === 0);
      const kinds = some.length > 0 ? some : user.kinds.slice(0, 1);
      uses.push({ at, kinds, credits: kinds.includes('chat') ? (roll >>> 8) % 900 : 0 });
    }
    return uses;
  };
}
