import type { Department } from './departments.ts';
import { createDice, mix } from './dice.ts';
import type { Person } from './people.ts';

/** Somebody in the Slack workspace. `index` is the company's person, null for those who are not of the company. */
export type SlackUser = {
  readonly id: string;
  /** What follows an @. */
  readonly handle: string;
  /** At most 80 characters. */
  readonly realName: string;
  readonly email: string | null;
  /** IANA. */
  readonly tz: string;
  /** `stranger` is somebody of another workspace, met in a shared channel. */
  readonly role: 'owner' | 'admin' | 'member' | 'guest' | 'stranger' | 'bot';
  /** Whether the account was deactivated. */
  readonly deleted: boolean;
  readonly index: number | null;
};

export type SlackChannel = {
  readonly id: string;
  readonly name: string;
  readonly private: boolean;
  readonly archived: boolean;
  /** Whether another workspace takes part. */
  readonly shared: boolean;
  readonly memberIds: readonly string[];
  /** False where nobody has invited the bot. */
  readonly hasBot?: boolean;
};

const ZONES: readonly [string, ...string[]] = [
  'Asia/Shanghai',
  'Asia/Shanghai',
  'Asia/Shanghai',
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Sydney',
];

/** The workspace's people: most of the company, those who left as deactivated, and a few from outside. */
export function createSlackUsers(seed: number, people: readonly Person[]): SlackUser[] {
  const staff = people.flatMap((person): SlackUser[] => {
    const dice = createDice(mix(seed, person.index, 0x51));
    // A few have never joined the workspace.
    if (person.index >= 25 && dice.chance(0.02)) return [];
    return [
      {
        id: slackId('U', seed, person.index),
        handle: person.mail.split('@')[0] ?? person.mail,
        realName: person.name.slice(0, 80),
        email: person.mail,
        tz: dice.pick(ZONES),
        role: person.index === 0 ? 'owner' : 'member',
        deleted: person.kind === 'left',
        index: person.index,
      },
    ];
  });
  const outside = OUTSIDERS.map((outsider, at) => ({
    ...outsider,
    id: slackId('U', seed, -1 - at),
    tz: 'Europe/Berlin',
    deleted: false,
    index: null,
  }));
  return [...staff, ...outside];
}

const OUTSIDERS: readonly Pick<SlackUser, 'handle' | 'realName' | 'email' | 'role'>[] = [
  { handle: 'ada', realName: 'Ada Ops', email: 'ada@lantern.example', role: 'admin' },
  { handle: 'gus', realName: 'Gus Guest', email: 'gus@agency.example', role: 'guest' },
  { handle: 'sam', realName: 'Sam Stranger', email: 'sam@partner.example', role: 'stranger' },
  { handle: 'deploys', realName: 'Deploys', email: null, role: 'bot' },
];

/** A channel for all, one for each department with people, one for the admins, one archived, one shared and one without the bot. */
export function createChannels(
  seed: number,
  people: readonly Person[],
  users: readonly SlackUser[],
  workplaces: readonly Department[],
): SlackChannel[] {
  const staff = users.filter(({ deleted, role }) => !deleted && role !== 'stranger');
  const open = { private: false, archived: false, shared: false };
  const everyone = staff.map(({ id }) => id);
  const admins = staff.filter(({ role }) => role === 'owner' || role === 'admin');
  const strangers = users.filter(({ role }) => role === 'stranger');
  const channels = [
    { ...open, name: 'general', memberIds: everyone },
    ...workplaces.map(({ id, name }) => ({
      ...open,
      name: `team-${name.toLowerCase()}`,
      memberIds: staff.flatMap((user) =>
        user.index !== null && people[user.index]?.departmentIds.includes(id) ? [user.id] : [],
      ),
    })),
    { ...open, name: 'ai-usage-admins', private: true, memberIds: admins.map(({ id }) => id) },
    { ...open, name: 'old-project', archived: true, memberIds: everyone.slice(0, 5) },
    {
      ...open,
      name: 'with-partner',
      shared: true,
      memberIds: [...everyone.slice(0, 5), ...strangers.map(({ id }) => id)],
    },
    { ...open, name: 'random', memberIds: everyone, hasBot: false },
  ];
  return channels.map((channel, at) => ({ id: slackId('C', seed, at), ...channel }));
}

function slackId(letter: 'U' | 'C', seed: number, index: number): string {
  const digits = [0x52, 0x53]
    .map((purpose) => mix(seed ^ letter.charCodeAt(0), index, purpose).toString(36))
    .join('')
    .toUpperCase();
  return `${letter}0${digits.padEnd(9, '0').slice(0, 9)}`;
}
