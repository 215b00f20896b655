import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../sandbox/slack/transcript.ts';
import { ask } from '../support/asking.ts';
import { startOffice, type Office } from '../support/office.ts';

let office: Office;

beforeAll(async () => {
  office = await startOffice({ mode: 'http' });
});

afterAll(async () => {
  await office.end();
});

/** Somebody by the handle that the sandbox's company gives them. */
function who(handle: string): string {
  const found = office.world.slackUsers.find((user) => user.handle === handle);
  if (!found) throw new Error(`There is no @${handle}.`);
  return found.id;
}

async function asks(handle: string, line: string): Promise<Message> {
  return (await ask(office, `/ai-usage ${line}`, { user: who(handle) })).message;
}

async function presses(handle: string, message: Message, label: string): Promise<Message> {
  const exchange = await office.slack.press(message, { label }, { user: who(handle) });
  return exchange.answer({ timeoutMs: 60_000 });
}

/** A holder of a seat that nobody uses, in the backend team. */
const NEVER_USED = 'Nora Fields';

describe('inactive seats', () => {
  it.each([
    ['ann', 'an admin', true],
    ['bob', 'the team’s manager', true],
    ['ravi', 'a developer', false],
  ])('are named to @%s, %s: %s', async (handle, _role, named) => {
    const { text } = await asks(handle, 'inactive team=backend');
    expect(text).toContain('Inactive seats · Backend');
    expect(text.includes(NEVER_USED)).toBe(named);
  });

  it('of another team are not named to a manager', async () => {
    const { text } = await asks('bob', 'inactive team=data');
    expect(text).not.toMatch(/by name/);
  });

  it('tell somebody of their own', async () => {
    const { text } = await asks('nora', 'inactive team=backend');
    expect(text).toMatch(/your own|yours?/i);
    expect(text).not.toContain('Lars Holm');
  });

  it('never leave with a share', async () => {
    const own = await asks('bob', 'inactive team=backend');
    expect(own.text).toContain(NEVER_USED);
    const shared = await presses('bob', own, 'Share in channel');
    expect(shared.onlyTo).toBeUndefined();
    expect(JSON.stringify(shared)).not.toContain(NEVER_USED);
    expect(JSON.stringify(shared.blocks)).toContain(who('bob'));
    const summary = await presses('bob', await asks('bob', 'backend'), 'Share in channel');
    expect(summary.onlyTo).toBeUndefined();
    expect(JSON.stringify(summary)).not.toContain(NEVER_USED);
    expect(summary.text).toContain('Lines accepted');
  });
});

describe('a channel that is shared with another organization', () => {
  it('gets no answer: only whoever would share it hears why', async () => {
    const channel = office.slack.channels.find(({ name }) => name === 'with-partner');
    const asked = await ask(office, '/ai-usage backend', {
      user: who('ann'),
      channel: channel?.id,
    });
    const answer = await presses('ann', asked.message, 'Share in channel');
    expect(answer.onlyTo).toBe(who('ann'));
    expect(answer.text).toContain('other organizations');
  });
});

describe('one person’s numbers', () => {
  it('are shown to themself, with whom they were shown to', async () => {
    const before = await asks('ravi', 'me');
    expect(before.text).toMatch(/^Ravi Iyer/);
    expect(before.text).toContain('Nobody was shown your data');

    const seen = await asks('bob', 'user=@ravi');
    expect(seen.text).toMatch(/^Ravi Iyer/);
    const after = await asks('ravi', '');
    expect(JSON.stringify(after.blocks)).toContain(who('bob'));
  });

  it.each(['user=@bob', 'user=bob@lantern.example', 'user=no@one.example', 'user=@sam'])(
    'are refused to others in the same words: %s',
    async (line) => {
      const { text } = await asks('ravi', line);
      expect(text).toBe((await asks('ravi', 'user=@ann')).text);
    },
  );

  it.each(['ada', 'ann'])('can be had by @%s, an admin of the workspace', async (handle) => {
    const { text } = await asks(handle, 'user=wang.wei@lantern.example');
    expect(text).toMatch(/^王伟/);
  });
});

describe('top lists', () => {
  it('leave out who does not want to be named, until they do again', async () => {
    const named = 'Ann Meyer';
    expect((await asks('ravi', 'top backend limit=50')).text).toContain(named);
    const off = await presses('ann', await asks('ann', 'me'), 'Take my name off top lists');
    expect(off.text).toMatch(/^Ann Meyer/);
    expect((await asks('ravi', 'top backend limit=50')).text).not.toContain(named);
    expect((await asks('ravi', 'backend')).text).not.toContain(named);
    await presses('ann', await asks('ann', 'me'), 'Put my name on top lists');
    expect((await asks('ravi', 'top backend limit=50')).text).toContain(named);
  });

  it('rank by lines, completions and chats, and no vendor against another', async () => {
    const { text } = await asks('ravi', 'top team=backend by=chats limit=3');
    expect(text).toMatch(/Lingma by chat turns/);
    expect(text).toMatch(/Windsurf: chat turns not provided/);
    expect((await asks('ravi', 'top by=completions')).text).toContain('completions accepted');
  });
});

describe('people from outside', () => {
  it.each(['gus', 'sam'])('@%s gets a refusal and no figure, whatever is asked', async (handle) => {
    for (const line of ['backend', 'teams', 'me', 'top', 'status', 'export']) {
      const { text, onlyTo } = await asks(handle, line);
      expect(onlyTo).toBe(who(handle));
      expect(text).not.toMatch(/\d{2,}|Lines accepted|held/);
    }
  });

  it('get nothing from a button in a channel either', async () => {
    const shared = await presses('bob', await asks('bob', 'backend'), 'Share in channel');
    const exchange = await office.slack.press(
      shared,
      { label: 'Full report' },
      { user: who('gus') },
    );
    const { text, onlyTo } = await exchange.answer({ timeoutMs: 60_000 });
    expect(onlyTo).toBe(who('gus'));
    expect(text).not.toContain('Lines accepted');
  });
});

describe('an export', () => {
  async function exported(handle: string, line: string): Promise<string> {
    const { text } = await asks(handle, line);
    expect(text).toMatch(/direct messages/);
    const sent = office.slack.transcript.events.findLast(
      (event) => event.kind === 'posted' && (event.message.files?.length ?? 0) > 0,
    );
    if (sent?.kind !== 'posted') throw new Error('No file was sent.');
    expect(sent.message.channel).toContain(who(handle));
    const file = await fetch(sent.message.files?.[0]?.url_private ?? '');
    return Buffer.from(await file.arrayBuffer()).toString();
  }

  it('has a team’s days for its manager, safe to open in a spreadsheet', async () => {
    const csv = await exported('bob', 'export team=backend period=7d');
    expect(csv.startsWith('\uFEFF')).toBe(true);
    const lines = csv.split('\r\n');
    expect(lines.filter((line) => line.includes('@lantern.example')).length).toBeGreaterThan(50);
    expect(lines.filter((line) => /(?:^|,)"?[=+@-]\D/.test(line))).toEqual([]);
    expect(csv).toContain('Ann Meyer');
  });

  it('has one’s own days for everybody else', async () => {
    const csv = await exported('ravi', 'export period=7d');
    const people = new Set(csv.match(/[\w.]+@lantern\.example/g));
    expect([...people]).toEqual(['ravi@lantern.example']);
  });

  it('of a team is refused to others', async () => {
    expect((await asks('ravi', 'export team=backend')).text).not.toMatch(/direct messages/);
  });
});

describe('status', () => {
  it('tells everybody how fresh the data is, and admins alone who is not matched', async () => {
    const { text } = await asks('ravi', 'status');
    expect(text).toMatch(/Version \d+\.\d+\.\d+/);
    expect(text).toContain('Lingma');
    expect((await asks('ravi', 'status view=unmatched')).text).not.toContain('Chidi Okoro');
    expect((await asks('ann', 'status view=unmatched')).text).toContain('Chidi Okoro');
  });
});
