import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Message } from '../../sandbox/slack/transcript.ts';
import { ask } from '../support/asking.ts';
import { startOffice, type Office } from '../support/office.ts';
import { unescaped } from '../support/reading.ts';

let office: Office;

beforeAll(async () => {
  office = await startOffice();
});

afterAll(async () => {
  await office.end();
});

const HELP = '/ai-usage help';
const BACKEND = '/ai-usage team=backend';

/** What is typed, what the answer complains about, and the command that it offers instead. */
const WRONG: readonly (readonly [typed: string, complaint: string, offer: string])[] = [
  ['team=bakend', 'There is no team “bakend”', BACKEND],
  ['team=bakend period=7d', 'There is no team “bakend”', `${BACKEND} period=7d`],
  ['data ml', 'There is no team “data ml”', '/ai-usage team="Data & ML"'],
  ['team=zzzzzzzz', 'There is no team “zzzzzzzz”', HELP],
  ['team=<!channel>', 'There is no team “<!channel>”', HELP],
  ['team=https://evil.example', 'There is no team “https://evil.example”', HELP],
  ['backend period=lastweek', '“lastweek” is not a period', `${BACKEND} period=last-week`],
  ['backend period=2026-13', '“2026-13” is not a period', `${BACKEND} period=28d`],
  ['backend period=2999-01', 'has no finished day yet', `${BACKEND} period=28d`],
  ['backend perod=7d', '“perod” is not a key', `${BACKEND} period=7d`],
  ['backend colour=red', '“colour” is not a key', BACKEND],
  ['backend provider=windsrf', '“windsrf” is not a provider here', `${BACKEND} provider=windsurf`],
  ['backend provider=copilot', '“copilot” is not a provider here', BACKEND],
  ['team=', '“team=” has no value behind it', HELP],
  ['team=“”', '“team=” has no value behind it', HELP],
  ['period=7d', 'Which team?', '/ai-usage me period=7d'],
  ['team=backend team=qa', 'The team is given twice', BACKEND],
  ['team=@ann', '“@ann” is a person', '/ai-usage user=@ann'],
  ['team="backend', 'The quote before “backend” is not closed', BACKEND],
  [`team=${'x'.repeat(8000)}`, '…” is longer than any name', HELP],
  ['x '.repeat(4000), '…” is longer than any name', HELP],
  ['inactive backend period=45d', 'period', '/ai-usage inactive team=backend days=45'],
  ['top backend by=linse', '“linse”', '/ai-usage top team=backend'],
  ['tpo team=backend', '“tpo”', '/ai-usage top team=backend'],
  ['nudges staus', '“staus” is nothing to ask of nudges', '/ai-usage nudges'],
];

const ANSWERS =
  /^(?:Backend|Data &amp; ML) · |^I tell how people and teams use|^Ann Meyer|^Top acceptors · |^Inactive seats · |^Nudges · /;

it.each(WRONG.map((row) => [row[0].slice(0, 40), ...row] as const))(
  '%s: says what is wrong, and offers what is right',
  async (_start, typed, complaint, offer) => {
    const { message, shown } = await ask(office, `/ai-usage ${typed}`);
    expect(shown).toHaveLength(1);
    expect(unescaped(message.text)).toContain(complaint);
    expect(shownIn(message)).toContain(complaint);
    expect(offersIn(message.text)).toContain(offer);
    expect(codeIn(message)).toContain(offer);

    const followed = await ask(office, offer);
    expect(followed.message.text).toMatch(ANSWERS);
    if (offer === HELP) return;
    const pressed = await office.slack.press(message, { actionId: 'run-1' });
    const answer = await pressed.answer({ timeoutMs: 30_000 });
    expect(answer.text.split('\n')[0]).toBe(followed.message.text.split('\n')[0]);
  },
);

it.each(['help', '  HELP ', 'help top'])('“%s” shows what can be asked', async (typed) => {
  const { message } = await ask(office, `/ai-usage ${typed}`);
  expect(offersIn(message.text)).toEqual(expect.arrayContaining([BACKEND]));
  expect(message.text).toContain('lingma, windsurf, all');
});

it('answers to people only, whoever asks and wherever', async () => {
  const member = office.world.slackUsers.find(({ role }) => role === 'member');
  const channel = office.slack.channels.at(-1);
  const { message } = await ask(office, BACKEND, { user: member?.id, channel: channel?.id });
  expect(message).toMatchObject({ onlyTo: member?.id, channel: channel?.id });
});

/** The commands in a message's plain text, as they would be typed. */
function offersIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, command = '']) => unescaped(command));
}

function shownIn({ blocks }: Message): string {
  return valuesOf(blocks)
    .map(({ text }) => text)
    .join('');
}

function codeIn({ blocks }: Message): string[] {
  return valuesOf(blocks).flatMap(({ text, code }) => (code ? [text] : []));
}

function valuesOf(value: unknown): { text: string; code: boolean }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'text' && 'text' in value) {
    return [{ text: String(value.text), code: JSON.stringify(value).includes('"code":true') }];
  }
  return Object.values(value).flatMap(valuesOf);
}
