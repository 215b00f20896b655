import { appendFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { World } from '../../sandbox/world.ts';
import { ask } from '../support/asking.ts';
import { makeWorld, type Company } from '../support/company.ts';
import { lingmaCard } from '../support/expected-cards.ts';
import { startOffice, type Office } from '../support/office.ts';
import { readBlocks, readText, type Card } from '../support/reading.ts';

/** Names as somebody may have chosen them: they ping, link, steer the direction of text, format, and are far too long. */
const NAMES = [
  '<!channel>',
  '<!here|here> <@U0123> <#C0123|general>',
  '<https://evil.example|free seats>',
  'www.evil.example',
  '@everyone :tada: *bold* _it_ `code`',
  '\u202egnp.exe\u2066 \u200bhidden',
  'Eve\r\n> quote\u2028line',
  '&lt;!channel&gt;',
  'Z'.repeat(9000),
  '=HYPERLINK("http://evil.example")',
];

const TEAMS = ['backend', 'frontend', 'mobile', 'data', 'platform', 'qa'];

let office: Office;

beforeAll(async () => {
  office = await startOffice({
    world: withNames(makeWorld()),
    // A workspace that does not know charts yet.
    slack: { refuseBlocks: ['data_visualization'] },
    refusals: true,
    prepare: addHostileTeam,
  });
});

// What has been said until then must not ping or link: `end` holds every message against that.
afterAll(async () => {
  await office.end();
});

/** The same company, whose people are called by these names, at Lingma and at Windsurf. */
function withNames(world: World): World {
  const rename = <Named extends { readonly index: number }>(one: Named) => ({
    ...one,
    name: nameOf(one.index),
  });
  return {
    ...world,
    people: world.people.map(rename),
    windsurf: { ...world.windsurf, roster: world.windsurf.roster.map(rename) },
  };
}

function nameOf(index: number): string {
  return NAMES[index % NAMES.length] ?? '';
}

function addHostileTeam(company: Company): void {
  const text = JSON.stringify({
    name: '<!here> <https://evil.example|QA> \u202eknil',
    aliases: ['@everyone', '<!channel>'],
    lingma: { departments: ['d-qa'] },
    windsurf: { groups: ['<!channel>'] },
  });
  appendFileSync(company.settings('socket')['TEAMS_FILE'] ?? '', `  hostile: ${text}\n`);
}

/** A card without the names in it. */
function figuresIn({ 'Top acceptors': top = '', ...figures }: Card = {}) {
  return { ...figures, top: top.match(/ [\d,]+(?=, |$)/g) };
}

it('shows the figures without charts where there are none, and whatever people are called', async () => {
  const shown: string[] = [];
  const topNames: string[] = [];
  for (const team of TEAMS) {
    const { message } = await ask(office, `/ai-usage ${team}`);
    const { cards, period } = readText(message);
    const due = figuresIn(lingmaCard(office.world, team, period));
    expect(figuresIn(cards['Lingma'])).toMatchObject(due);
    expect(figuresIn(readBlocks(message).cards['Lingma'])).toMatchObject(due);
    expect(message.blocks.map(({ type }) => type)).not.toContain('data_visualization');
    expect(JSON.stringify(message.blocks)).toContain('rich_text_preformatted');
    shown.push(readBlocks(message).cards['Lingma']?.['Top acceptors'] ?? '');
    const top = office.world.expected.team(team, period).top.slice(0, 5);
    const people = new Map(office.world.people.map(({ userId, index }) => [userId, index]));
    topNames.push(...top.map(({ userId }) => nameOf(people.get(userId) ?? 0)));
  }
  for (const name of ['<!channel>', '<https://evil.example|free seats>', 'www.evil.example']) {
    expect(shown.join().includes(`${name} `)).toBe(topNames.includes(name));
  }
  expect(topNames).toContain('<!channel>');

  // It is tried once, and remembered.
  const refused = office.slack.transcript.events.filter(({ kind }) => kind === 'refused');
  expect(refused).toMatchObject([{ error: 'invalid_blocks', via: 'response_url' }]);
});

it.each(['hostile', '"<!channel>"', '"@everyone"', 'hostil', '"<!chanel>"'])(
  'answers to %s, a team whose name would ping everybody',
  async (team) => {
    const { message } = await ask(office, `/ai-usage team=${team}`);
    expect(message.text).toContain('&lt;!here&gt;');
  },
);
