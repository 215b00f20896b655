import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ask } from '../support/asking.ts';
import { lingmaCard, windsurfCard } from '../support/expected-cards.ts';
import { askFigures } from '../support/figures.ts';
import { startOffice, type Office } from '../support/office.ts';
import { readBlocks, readText } from '../support/reading.ts';

const BACKEND = '/ai-usage team=backend';

/** Teams with a group that Windsurf does not know: alone, and beside one that it does. */
const ODD_TEAMS = `  ghost:
    lingma: { departments: [d-backend] }
    windsurf: { groups: [Back-End] }
  half:
    windsurf: { groups: [backend, Back-End] }
`;

let office: Office;

beforeAll(async () => {
  office = await startOffice({
    prepare: ({ windsurf }) => void windsurf.faults.set({ kind: 'unauthorized' }),
  });
});

beforeEach(() => {
  office.windsurf.faults.clear();
});

afterAll(async () => {
  await office.end();
});

// From here on each test goes on where the one before has left the bot.

it.each([
  [200, 'unauthorized', /^Windsurf refused the service key .+ check WINDSURF_SERVICE_KEY\. /],
  [401, 'unauthorized', /^Windsurf refused the service key .+ check WINDSURF_SERVICE_KEY\. /],
  [200, 'forbidden', /^Seats cannot be counted: .+ lack the permission Teams Read-only\.$/],
  [403, 'forbidden', /^Seats cannot be counted: .+ lack the permission Teams Read-only\.$/],
] as const)(
  'refused with status %s as %s, it says so and shows Lingma all the same',
  async (status, kind, sentence) => {
    office.windsurf.quirks.errorStatus = status;
    office.windsurf.faults.set({ kind });
    const { cards, due, read } = await askFigures(office, BACKEND, 'backend');
    expect(cards.text['Lingma']).toMatchObject(due.text['Lingma'] ?? {});
    expect(cards.blocks['Lingma']).toMatchObject(due.blocks['Lingma'] ?? {});
    expect(Object.keys(cards.text['Windsurf'] ?? {})).toEqual([]);
    expect(read.text.trouble).toEqual([expect.stringMatching(sentence)]);
    expect(read.blocks.trouble).toEqual(read.text.trouble);

    const alone = await ask(office, `${BACKEND} provider=windsurf`);
    expect(readText(alone.message).trouble).toEqual(read.text.trouble);
  },
);

it('shows it right once it is let in', async () => {
  const answer = await askFigures(office, BACKEND, 'backend');
  expect(answer.cards).toMatchObject(answer.due);
  expect(answer.read.text.trouble).toEqual([]);
});

it.each([
  ['html', /^Windsurf .+ not JSON .+ check WINDSURF_BASE_URL\. /],
  ['unauthorized', /^Windsurf refused .+ what is shown was fetched up to then and still holds\.$/],
] as const)('met by %s over another period, it still knows the seats', async (kind, sentence) => {
  office.windsurf.faults.set({ kind });
  const { message } = await ask(office, `${BACKEND} period=7d provider=windsurf`);
  const { cards, period, trouble } = readText(message);
  expect(trouble).toEqual([expect.stringMatching(sentence)]);
  const { Seats: seats = '' } = windsurfCard(office.world, 'backend', period, 'Asia/Shanghai');
  expect(cards['Windsurf']?.['Seats']).toBe(seats.replace(/ · \d+ active/, ''));
  expect(cards['Windsurf']).not.toHaveProperty('Active days');
});

it('says that a roster is missing, which may be an empty group', async () => {
  office.windsurf.quirks.withoutRoster = true;
  const { message } = await ask(office, '/ai-usage data provider=windsurf');
  expect(message.text).toContain('Windsurf sent no roster');
  expect(readText(message).cards['Windsurf']?.['Seats']).toMatch(/^0 held/);
  office.windsurf.quirks.withoutRoster = false;
});

it('names a group that Windsurf does not know, and counts the others', async () => {
  await office.bot.stop();
  const TEAMS_FILE = join(office.folder, 'odd-teams.yml');
  await writeFile(TEAMS_FILE, `${office.world.teamsYaml()}${ODD_TEAMS}`);
  await office.start({ TEAMS_FILE });
  const sentence =
    'Windsurf knows no group “Back-End”: check the exact name of the group in the teams file (TEAMS_FILE).';

  const ghost = await ask(office, '/ai-usage ghost');
  const { cards, period, trouble } = readText(ghost.message);
  expect(trouble).toEqual([sentence]);
  expect(cards['Lingma']).toMatchObject(lingmaCard(office.world, 'backend', period));
  expect(Object.keys(cards['Windsurf'] ?? {})).toEqual([]);

  const half = await ask(office, '/ai-usage half');
  expect(readText(half.message).trouble).toEqual([sentence]);
  const due = windsurfCard(office.world, 'backend', period, 'Asia/Shanghai');
  expect(readText(half.message).cards['Windsurf']).toMatchObject(due);
  expect(readBlocks(half.message).cards['Windsurf']).toMatchObject(due);
});
