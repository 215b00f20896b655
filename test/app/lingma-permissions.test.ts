import { expect, it, vi } from 'vitest';
import type { Lingma } from '../../sandbox/lingma/server.ts';
import { makeWorld } from '../support/company.ts';
import { askFigures } from '../support/figures.ts';
import { startOffice } from '../support/office.ts';
import { readBlocks } from '../support/reading.ts';

// Several bots start at once here, on however few processors.
vi.setConfig({ testTimeout: 180_000 });

const world = makeWorld();

const USAGE = [
  'Lines accepted',
  'AI share of changed lines',
  'Completion acceptance',
  'Chat turns',
];
const PEOPLE = ['Active people', 'Of them using', 'Top acceptors'];
const SEATS = ['Seats', 'Adoption'];

type Permission = Parameters<Lingma['permissions']['delete']>[0];

type Lack = {
  /** The labels of the figures that are right without it. */
  readonly right: readonly string[];
  /** The labels that are not shown. */
  readonly gone: readonly string[];
  /** How the sentence begins. */
  readonly says: RegExp;
  /** What stands in the place of figures that need it. */
  readonly instead: Readonly<Record<string, RegExp>>;
};

const LACKS: readonly (readonly [Permission, Lack])[] = [
  [
    'lingma_developerUsage_read',
    {
      right: USAGE,
      gone: PEOPLE,
      says: /^Active people and top acceptors cannot be shown/,
      instead: {
        Seats: /^38 held · inactive: not known$/,
        Adoption: /^not known$/,
        'Inactive seats': /^not known/,
      },
    },
  ],
  [
    'lingma_departmentUsage_read',
    {
      right: [...USAGE, ...PEOPLE, ...SEATS],
      gone: [],
      says: /^Departments’ own totals cannot be shown/,
      instead: {},
    },
  ],
  [
    'lingma_developerMember_read',
    {
      right: [...USAGE, ...PEOPLE],
      gone: [...SEATS, 'Inactive seats'],
      says: /^Seats cannot be counted/,
      instead: {},
    },
  ],
  [
    'base_orgmember_read',
    {
      right: [...USAGE, 'Active people', 'Of them using', 'Adoption'],
      gone: [],
      says: /^Names cannot be shown/,
      instead: { 'Top acceptors': /^(?:id [0-9a-f-]+… [\d,]+(?:, |$)){5}$/ },
    },
  ],
  [
    'base_orgdepartment_read',
    {
      right: [...USAGE, ...PEOPLE, ...SEATS],
      gone: [],
      says: /^Departments cannot be listed/,
      instead: {},
    },
  ],
];

it.concurrent.each(LACKS)(
  'without %s it says what it cannot show, and all else is right',
  async (permission, { right, gone, says, instead }) => {
    await using office = await startOffice({
      world,
      settings: { WINDSURF_BASE_URL: '', WINDSURF_SERVICE_KEY: '' },
      prepare: ({ lingma }) => void lingma.permissions.delete(permission),
    });
    const answer = await askFigures(office, '/ai-usage team=engineering', 'engineering');
    const [sentence = '', ...more] = answer.read.text.trouble;
    expect(more).toEqual([]);
    expect(sentence).toMatch(says);
    expect(sentence).toContain(
      `: Lingma refuses, because the credentials lack the permission ${permission}.`,
    );
    expect(answer.read.blocks.trouble).toEqual(answer.read.text.trouble);
    const due = Object.entries(answer.due.text['Lingma'] ?? {});
    for (const { cards } of [answer.read.text, readBlocks(answer.message)]) {
      const card = cards['Lingma'] ?? {};
      expect(card).toMatchObject(
        Object.fromEntries(due.filter(([label]) => right.includes(label))),
      );
      expect(gone.filter((label) => label in card)).toEqual([]);
      for (const [label, pattern] of Object.entries(instead)) expect(card[label]).toMatch(pattern);
    }
  },
);
