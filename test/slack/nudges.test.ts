import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSlack, type SlackSandbox } from '../../sandbox/slack/server.ts';
import type { Message } from '../../sandbox/slack/transcript.ts';
import type { Questions } from '../../src/domain/answers.ts';
import type { Nudges } from '../../src/domain/nudge-questions.ts';
import { drawNudges } from '../../src/slack/draw-nudges.ts';
import { ROUTES, startBot, type Bot } from './bot.ts';
import { personSummary } from './views/examples.ts';
import {
  answer,
  cost,
  nudge,
  nudgeShown,
  nudgesSeen,
  nudgesStatus,
  reclaimItem,
  round,
  roundShown,
} from './views/nudges.ts';

const LATER = 5000;
const LIST = { items: [reclaimItem()], reassignable: cost(1), zone: 'Asia/Shanghai' };
const NEXT = { date: '2026-11-30', at: new Date('2026-11-30T02:00:00Z') };
const REFUSED = { kind: 'refused', refusal: { reason: 'admins-only' } } as const;

let slack: SlackSandbox;
let bot: Bot;
const asked: unknown[] = [];

// What can be undone can be so long after the bot's clock.
const undoUntil = new Date('2026-11-22T00:10:00Z');

const NUDGES: Partial<Nudges> = {
  answerNudge: async (_actor, nudgeId, { seat, said, confirmed }) => {
    asked.push({ nudgeId, seat, said, confirmed });
    if (said.kind === 'give-back' && !confirmed) {
      return { kind: 'confirm', seat, shown: nudgeShown() };
    }
    return {
      kind: 'answered',
      said,
      shown: nudgeShown({ answers: [answer(said, { undoUntil })] }),
    };
  },
  undoAnswer: async (_actor, nudgeId, seat) => {
    asked.push({ undo: nudgeId, seat });
    return { kind: 'undone', shown: nudgeShown() };
  },
  showNudge: async (_actor, nudgeId) => {
    asked.push({ show: nudgeId });
    return { kind: 'nudge', shown: nudgeShown() };
  },
  setAway: async (_actor, until) => {
    asked.push({ away: until });
    return { kind: 'away', until };
  },
  setTips: async (_actor, on) => {
    asked.push({ tips: on });
    return { kind: 'tips', on };
  },
  previewRound: async () => ({
    kind: 'round',
    shown: roundShown({ nudges: [nudge({ slackUserId: 'U2', state: 'planned' })] }),
  }),
  decideRound: async (_actor, roundId, verdict) => {
    asked.push({ roundId, verdict });
    const state = verdict === 'approve' ? 'approved' : 'declined';
    const decidedAt = new Date('2026-11-23T02:05:00Z');
    const shown = roundShown({ round: round({ state, decidedBy: 'U1', decidedAt }) });
    return { kind: 'round-decided', decided: true, shown };
  },
  skipNudge: async (_actor, nudgeId) => {
    asked.push({ skip: nudgeId });
    return { kind: 'nudge-skipped', taken: true, nudge: nudge(), shown: roundShown() };
  },
  pauseNudges: async (_actor, paused) => {
    asked.push({ paused });
    return { kind: 'nudges-paused', paused, changed: true };
  },
  reportNudges: async () => ({ kind: 'nudges-status', status: nudgesStatus() }),
  listNudgeLog: async (_actor, ask) => {
    asked.push(ask);
    const entries = Array.from({ length: 20 }, (_, index) => ({
      id: 100 - index,
      at: undoUntil,
      by: null,
      what: 'nudge-sent' as const,
      email: 'ann@example.com',
      provider: null,
      roundId: 12,
      why: null,
    }));
    return { kind: 'nudge-log', entries, inAll: 500, zone: 'Asia/Shanghai' };
  },
  exportNudgeLog: async () => ({ kind: 'nudge-log-exported', file: 'nudges.csv', rows: 12_345 }),
  exemptPerson: async (_actor, ask) => {
    asked.push(ask);
    const [exemption = null] = nudgesStatus().exemptions;
    return {
      kind: 'exempted',
      email: 'bob@example.com',
      exemption: ask.until === null ? null : exemption,
    };
  },
  listReclaims: async () => ({ kind: 'reclaims', list: LIST }),
  decideReclaim: async (_actor, id, verdict) => {
    asked.push({ id, verdict });
    const state = verdict === 'done' ? 'done' : 'kept';
    const item = reclaimItem({ state, decidedBy: 'U1', decidedAt: undoUntil });
    return { kind: 'reclaim-decided', decided: true, item, list: LIST };
  },
};

beforeEach(async () => {
  asked.length = 0;
  slack = await startSlack({
    users: [
      { id: 'U1', handle: 'ann', realName: 'Ann' },
      { id: 'U2', handle: 'bob', realName: 'Bob' },
    ],
    channels: [{ id: 'C1', name: 'admins' }],
  });
});

afterEach(async () => {
  await bot.stop();
  await slack.close();
});

async function start(nudges: Partial<Nudges> = {}, questions: Partial<Questions> = {}) {
  bot = await startBot(slack, questions, ROUTES, {}, { ...NUDGES, ...nudges });
  slack.requestUrl = `http://127.0.0.1:${bot.port}/slack/events`;
}

function type(text: string) {
  return slack.command(`/ai-usage ${text}`, { user: 'U1', channel: 'C1' });
}

/** Sends a message as the bot does, to a person or into a channel. */
async function posted(
  content: { readonly text: string; readonly blocks: readonly unknown[] },
  channel = 'U1',
): Promise<Message> {
  const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${slack.botToken}` },
    body: JSON.stringify({ channel, ...content }),
  });
  expect(await response.json()).toMatchObject({ ok: true });
  const event = slack.transcript.events.findLast(({ kind }) => kind === 'posted');
  if (!event || !('message' in event)) throw new Error('nothing was posted');
  return event.message;
}

const theNudge = () => posted(drawNudges.nudge(nudgeShown()));

/** The last message of a kind of event that says something. */
async function last(kind: 'posted' | 'replaced', says: RegExp): Promise<Message> {
  const find = () =>
    slack.transcript.events.findLast(
      (event) => event.kind === kind && 'message' in event && says.test(event.message.text),
    );
  await vi.waitFor(() => expect(find()).toBeDefined(), LATER);
  const event = find();
  if (!event || !('message' in event)) throw new Error('nothing was said');
  return event.message;
}

async function modal(title: string) {
  const find = () => slack.openViews('U1').findLast((view) => view.modal.title.text === title);
  await vi.waitFor(() => expect(find()).toBeDefined(), LATER);
  const view = find();
  if (!view) throw new Error('nothing is open');
  return view;
}

const press = (message: Message, label: string, user = 'U1') =>
  slack.press(message, { label }, { user });

describe('a nudge in direct messages', () => {
  it.each([
    ['Keep it', { kind: 'keep' }, 0, /You keep it/],
    ['Help me set it up', { kind: 'set-up' }, 0, /This helps to set it up/],
    ['No more tips like this', { kind: 'no-tips' }, null, /No more tips/],
  ])('is replaced by what “%s” decides, with an undo', async (label, said, seat, says) => {
    await start();
    const message = await theNudge();
    await press(message, label);
    const replaced = await last('replaced', says);
    expect(replaced).toMatchObject({ channel: message.channel, ts: message.ts });
    expect(asked).toEqual([{ nudgeId: 'n-1', seat, said, confirmed: false }]);
    await press(replaced, 'Undo');
    await last('replaced', /is it of use to you/);
    expect(asked.at(-1)).toEqual({ undo: 'n-1', seat: 0 });
  });

  it('asks once more before a seat is given back', async () => {
    await start();
    await press(await theNudge(), 'Give it back');
    const confirming = await last('replaced', /Give it back\?/);
    await press(confirming, 'Yes, give it back');
    await last('replaced', /Thank you! It goes/);
    expect(asked).toEqual([
      { nudgeId: 'n-1', seat: 0, said: { kind: 'give-back' }, confirmed: false },
      { nudgeId: 'n-1', seat: 0, said: { kind: 'give-back' }, confirmed: true },
    ]);
  });

  it('goes back to the question where it is not given back', async () => {
    await start();
    await press(await theNudge(), 'Give it back');
    await press(await last('replaced', /Give it back\?/), 'No, not now');
    await last('replaced', /is it of use to you/);
    expect(asked.at(-1)).toEqual({ show: 'n-1' });
  });

  it('asks until when somebody is away', async () => {
    await start();
    await press(await theNudge(), 'I am away');
    await slack.submit(await modal('I am away'), { until: '2026-12-24' });
    await last('replaced', /away until 24 Dec 2026/);
    const said = { kind: 'away', until: '2026-12-24' };
    expect(asked).toEqual([
      { show: 'n-1' },
      { nudgeId: 'n-1', seat: null, said, confirmed: false },
    ]);
  });

  it('says in the form that a day does not fit', async () => {
    await start({
      answerNudge: async () => ({ kind: 'bad-day', asked: '2026-01-01', latest: '2027-11-24' }),
    });
    await press(await theNudge(), 'I am away');
    const form = await modal('I am away');
    await slack.submit(form, { until: '2026-01-01' });
    expect((await modal('I am away')).errors).toEqual({
      until: '1 Jan 2026 is over: give a day from today to 24 Nov 2027.',
    });
    expect(slack.transcript.events.filter(({ kind }) => kind === 'replaced')).toEqual([]);
  });

  it('asks what is wrong, and in which words', async () => {
    await start();
    await press(await theNudge(), 'This is wrong');
    const form = await modal('This is wrong');
    await slack.submit(form, { kind: 'I do use it', text: 'Every day.\nReally.' });
    await last('replaced', /“I do use it” goes to those/);
    const said = { kind: 'wrong', wrong: 'i-use-it', text: 'Every day. Really.' };
    expect(asked).toEqual([{ show: 'n-1' }, { nudgeId: 'n-1', seat: 0, said, confirmed: false }]);
  });

  it.each(['I am away', 'This is wrong'])(
    'opens no form where nothing is left to be said: %s',
    async (label) => {
      const gone = nudgeShown({ fates: [{ kind: 'gone' }] });
      await start({ showNudge: async () => ({ kind: 'nudge', shown: gone }) });
      await press(await theNudge(), label);
      await last('replaced', /This seat is not yours any more/);
      expect(slack.openViews('U1')).toEqual([]);
    },
  );

  it('opens a form unseen rather than too late', async () => {
    const shown = Promise.withResolvers<{ kind: 'not-yours' }>();
    await start({ showNudge: () => shown.promise });
    await press(await theNudge(), 'This is wrong');
    const form = await modal('This is wrong');
    shown.resolve({ kind: 'not-yours' });
    await slack.submit(form, { kind: 'I do use it', text: '' });
    await last('replaced', /“I do use it” goes to those/);
    expect(asked).toMatchObject([{ said: { wrong: 'i-use-it' } }]);
  });

  it('says so where Slack opens no form', async () => {
    await start();
    const message = await theNudge();
    slack.faults.set({ kind: 'status', status: 500 }, { path: 'views.open' });
    await press(message, 'I am away');
    await last('posted', /Slack did not open the form/);
    expect(asked).toEqual([{ show: 'n-1' }]);
  });

  it('stays as it is where somebody else answers, who is told alone', async () => {
    await start({ answerNudge: async () => ({ kind: 'not-yours' }) });
    const message = await posted(drawNudges.nudge(nudgeShown()), 'C1');
    await press(message, 'Keep it', 'U2');
    expect(await last('posted', /for somebody else/)).toMatchObject({ onlyTo: 'U2' });
    expect(slack.transcript.events.filter(({ kind }) => kind === 'replaced')).toEqual([]);
  });

  it('says what became of the seat where it is old', async () => {
    const fates = [{ kind: 'gone' as const }];
    await start({ answerNudge: async () => ({ kind: 'closed', shown: nudgeShown({ fates }) }) });
    await press(await theNudge(), 'Keep it');
    const replaced = await last('replaced', /not yours any more/);
    expect(JSON.stringify(replaced.blocks)).not.toContain('actions');
  });

  it('says that an undo comes too late', async () => {
    const shown = nudgeShown({ answers: [answer({ kind: 'keep' }, { undoUntil })] });
    await start({ undoAnswer: async () => ({ kind: 'too-late', shown }) });
    await press(await theNudge(), 'Keep it');
    await press(await last('replaced', /You keep it/), 'Undo');
    const late = await last('replaced', /Ten minutes have passed/);
    expect(JSON.stringify(late.blocks)).not.toContain('undo-nudge');
  });

  it('of which nothing is kept any more is left alone', async () => {
    await start({ answerNudge: async () => ({ kind: 'unknown-nudge' }) });
    await press(await theNudge(), 'Keep it');
    expect(await last('posted', /no record of that message/)).toMatchObject({ onlyTo: 'U1' });
  });
});

describe('a round in the admins’ channel', () => {
  const theRound = () =>
    posted(
      drawNudges.round(roundShown({ nudges: [nudge({ slackUserId: 'U2', state: 'planned' })] })),
      'C1',
    );

  it.each([
    ['Approve', 'approve', /approved by <@U1>/],
    ['Not this round', 'decline', /declined by <@U1>/],
  ])('is decided with “%s”, for everybody to see', async (label, verdict, says) => {
    await start();
    const message = await theRound();
    await press(message, label);
    const replaced = await last('replaced', says);
    expect(replaced).toMatchObject({ channel: 'C1', ts: message.ts });
    expect(JSON.stringify(replaced.blocks)).not.toContain('approve-round');
    expect(asked).toEqual([{ roundId: 12, verdict }]);
  });

  it('says that another admin was first', async () => {
    const shown = roundShown({ round: round({ state: 'approved', decidedBy: 'U2' }) });
    await start({
      decideRound: async () => ({ kind: 'round-decided', decided: false, shown }),
    });
    await press(await theRound(), 'Approve');
    const replaced = await last('replaced', /That was decided before; nothing has changed/);
    expect(replaced.text).toContain('approved by <@U2>');
  });

  it('is refused to whoever is no admin, and only they are told', async () => {
    await start({ decideRound: async () => REFUSED });
    await press(await theRound(), 'Approve', 'U2');
    expect(await last('posted', /for admins only/)).toMatchObject({ onlyTo: 'U2' });
    expect(slack.transcript.events.filter(({ kind }) => kind === 'replaced')).toEqual([]);
  });

  it('lets one person be taken out', async () => {
    await start();
    const message = await theRound();
    await slack.press(message, { actionId: 'skip-person', option: 'U2' }, { user: 'U1' });
    await last('replaced', /Ann Lee gets no message in this round/);
    expect(asked).toEqual([{ skip: 'n-1' }]);
  });

  it('says that somebody is not in it', async () => {
    await start();
    await slack.press(await theRound(), { actionId: 'skip-person', option: 'U1' }, { user: 'U1' });
    expect(await last('posted', /gets no message in this round/)).toMatchObject({ onlyTo: 'U1' });
    expect(asked).toEqual([]);
  });

  it('takes nobody out of another round than its own', async () => {
    const shown = roundShown({
      round: round({ id: 13 }),
      nudges: [nudge({ slackUserId: 'U2', state: 'planned' })],
    });
    await start({ previewRound: async () => ({ kind: 'round', shown }) });
    await slack.press(await theRound(), { actionId: 'skip-person', option: 'U2' }, { user: 'U1' });
    await last('posted', /gets no message in this round/);
    expect(asked).toEqual([]);
  });
});

describe('the reclaim list', () => {
  it.each([
    ['Done', 'done', /Noted: Ann Lee · Lingma · revoked, as an admin says/],
    ['Keep', 'keep', /Noted: Ann Lee · Lingma · stays/],
  ])('takes “%s”', async (label, verdict, says) => {
    await start();
    const message = await posted(drawNudges.reclaims(LIST), 'C1');
    await press(message, label);
    const replaced = await last('replaced', says);
    expect(replaced).toMatchObject({ channel: 'C1', ts: message.ts });
    expect(replaced.text).toContain('Seats to be reclaimed');
    expect(asked).toEqual([{ id: 31, verdict }]);
  });

  it('is not put in the place of what was found about one seat', async () => {
    await start();
    const item = reclaimItem({ state: 'still-there' });
    await press(await posted(drawNudges.reclaimChecked(item, 'Asia/Shanghai'), 'C1'), 'Keep');
    expect((await last('replaced', /Noted: Ann Lee/)).text).not.toContain('Seats to be reclaimed');
  });
});

describe('commands about nudges', () => {
  it.each([
    ['nudges', /^Nudges · Next round: 30 Nov 2026/, []],
    ['nudges preview', /^Nudge round · 23 Nov 2026/, []],
    ['nudges approve', /approved by <@U1>/, [{ roundId: null, verdict: 'approve' }]],
    ['nudges pause', /Nudges are paused/, [{ paused: true }]],
    ['nudges resume', /Nudges go on/, [{ paused: false }]],
    ['nudges reclaims', /Seats to be reclaimed/, []],
    ['nudges log', /500 log entries/, [{ person: null, limit: 20, before: null }]],
    ['nudges export', /nudges\.csv with 12,345 rows/u, []],
    [
      'exempt user=bob@example.com until=2027-01-31 reason="parental leave"',
      /exempt until 31 Jan 2027/,
      [
        {
          person: { kind: 'email', email: 'bob@example.com' },
          until: { kind: 'day', day: '2027-01-31' },
          reason: 'parental leave',
        },
      ],
    ],
    [
      'exempt user=bob@example.com until=now',
      /not exempt any more/,
      [{ person: { kind: 'email', email: 'bob@example.com' }, until: null, reason: null }],
    ],
  ])('are answered to the asker alone: %s', async (text, says, ask) => {
    await start();
    const answered = await (await type(text)).answer();
    expect(answered).toMatchObject({ onlyTo: 'U1', channel: 'C1' });
    expect(answered.text.replaceAll('\u2060', '')).toMatch(says);
    expect(asked).toEqual(ask);
  });

  it('are approved under a preview, which is replaced', async () => {
    await start();
    const preview = await (await type('nudges preview')).answer();
    await press(preview, 'Approve');
    expect(await last('replaced', /approved by/)).toMatchObject({ onlyTo: 'U1' });
  });

  it.each([
    ['nudges log', null],
    ['nudges log user=bob@example.com', { kind: 'email', email: 'bob@example.com' }],
  ])('go on from the last entry of %s', async (text, person) => {
    await start();
    await press(await (await type(text)).answer(), 'Older');
    await vi.waitFor(() => expect(asked).toHaveLength(2), LATER);
    expect(asked.at(-1)).toEqual({ person, limit: 20, before: 81 });
  });

  it('say when there is no round to approve', async () => {
    await start({
      decideRound: async () => ({ kind: 'no-round', next: NEXT, zone: 'Asia/Shanghai' }),
    });
    const answered = await (await type('nudges approve')).answer();
    expect(answered.text).toContain(
      'The next one is planned on 30 Nov 2026, 10:00 (Asia/Shanghai)',
    );
  });

  it('are for admins', async () => {
    await start({ reportNudges: async () => REFUSED });
    expect((await (await type('nudges')).answer()).text).toContain('for admins only');
  });

  it('say that a day is too far away', async () => {
    await start({
      exemptPerson: async () => ({ kind: 'bad-day', asked: '2031-01-01', latest: '2029-11-23' }),
    });
    const answered = await (await type('exempt user=b@example.com until=2031-01-01')).answer();
    expect(answered.text).toContain('is too far away: give a day from today to 23 Nov 2029.');
  });
});

describe('one’s own summary', () => {
  const person = (tipsOff: boolean, awayUntil: string | null = null) => {
    const { privacy, ...summary } = personSummary();
    if (!privacy) throw new Error('nobody is told of their privacy');
    return {
      kind: 'person' as const,
      summary: { ...summary, privacy: { ...privacy, nudges: nudgesSeen({ tipsOff, awayUntil }) } },
      offers: { share: false, details: false, download: false, providers: ['lingma'] },
    };
  };

  it.each([
    [false, 'Turn tips off', /No more tips like this/],
    [true, 'Turn tips on', /Tips are on again/],
  ])('says what was sent, and turns tips on and off (off: %s)', async (tipsOff, label, says) => {
    await start({}, { reportPerson: async () => person(tipsOff) });
    const summary = await (await type('me')).answer();
    expect(summary.text).toContain('What I wrote to you about your seats:');
    await press(summary, label);
    expect(await last('posted', says)).toMatchObject({ onlyTo: 'U1' });
    expect(asked).toEqual([{ tips: tipsOff }]);
  });

  it('asks until when somebody is away, and takes it that they are back', async () => {
    await start({}, { reportPerson: async () => person(false) });
    await press(await (await type('me')).answer(), 'I am away');
    await slack.submit(await modal('I am away'), { until: '2026-12-24' });
    const away = await last('posted', /You are away until 24 Dec 2026/);
    expect(away).toMatchObject({ onlyTo: 'U1' });
    await press(away, 'I am back');
    await last('posted', /Welcome back/);
    expect(asked).toEqual([{ away: '2026-12-24' }, { away: null }]);
  });

  it('offers to be back where somebody is away', async () => {
    await start({}, { reportPerson: async () => person(false, '2026-12-24') });
    const summary = await (await type('me')).answer();
    expect(summary.text).toContain('You are away until 24 Dec 2026.');
    await press(summary, 'I am back');
    await last('posted', /Welcome back/);
    expect(asked).toEqual([{ away: null }]);
  });

  it('says in the form that nobody is away until then, or that no form opens', async () => {
    const refusal = { kind: 'bad-day', asked: '2031-01-01', latest: '2027-11-24' } as const;
    await start({ setAway: async () => refusal }, { reportPerson: async () => person(false) });
    const summary = await (await type('me')).answer();
    await press(summary, 'I am away');
    await slack.submit(await modal('I am away'), { until: '2031-01-01' });
    expect((await modal('I am away')).errors).toEqual({
      until: '1 Jan 2031 is too far away: give a day from today to 24 Nov 2027.',
    });
    slack.faults.set({ kind: 'status', status: 500 }, { path: 'views.open' });
    await press(summary, 'I am away');
    await last('posted', /Slack did not open the form/);
  });
});
