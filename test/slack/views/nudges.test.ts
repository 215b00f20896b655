import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_NUDGE_POLICY } from '../../../src/domain/nudge-settings.ts';
import type { SeatFate, Undelivered } from '../../../src/domain/nudges-shown.ts';
import {
  AUDIT_EVENTS,
  SKIP_REASONS,
  WRONG_KINDS,
  type AuditEntry,
  type Said,
} from '../../../src/domain/nudges.ts';
import { drawNudges } from '../../../src/slack/draw-nudges.ts';
import type { Message } from '../../../src/slack/views/blocks.ts';
import { nudgeLogMessage, nudgesSeenSections } from '../../../src/slack/views/nudge-log.ts';
import { nudgeMessage } from '../../../src/slack/views/nudge-message.ts';
import { roundMessage } from '../../../src/slack/views/nudge-round.ts';
import {
  exemptedMessage,
  nudgesStatusMessage,
  pausedMessage,
} from '../../../src/slack/views/nudge-status.ts';
import { fit } from '../../../src/slack/views/fit.ts';
import { decidedMessage, reclaimsMessage } from '../../../src/slack/views/reclaim-list.ts';
import { undeliveredMessage } from '../../../src/slack/views/undelivered.ts';
import { day, maybe, outsideText } from './hostile.ts';
import {
  answer,
  cost,
  longRound,
  NEVER,
  NO_PRICES,
  NOW,
  nudge,
  nudgeMonth,
  nudgeShown,
  nudgesSeen,
  nudgesStatus,
  plannedSeat,
  reclaimItem,
  round,
  roundShown,
  seat,
  SILENT,
  TITLES,
  undelivered,
  wrongReport,
} from './nudges.ts';
import { expectSafe, shownIn } from './safe.ts';

const ZONE = 'Asia/Shanghai';
const NO_FOOT = { foot: [] };

function buttonsOf({ blocks }: Pick<Message, 'blocks'>): string[] {
  return blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.map((element) =>
          element.type === 'button'
            ? `${element.action_id} ${element.value}`
            : `${element.type} ${element.action_id}`,
        )
      : [],
  );
}

const two = nudge({ seats: [seat(), NEVER] });

describe('a nudge', () => {
  it('names the product, the last activity, how far the data reaches, and what it misses', () => {
    const { text } = nudgeMessage(nudgeShown(), { now: null });
    expect(text).toContain('Your Lingma seat looks quiet: is it of use to you?');
    expect(text).toContain('last used on 2 Sep 2026');
    expect(text).toContain('Lingma’s data reaches to 21 Nov 2026');
    expect(text).toContain('Use with another account, or while signed out, is not in it.');
    expect(buttonsOf(nudgeMessage(nudgeShown(), { now: null }))).toEqual([
      'keep-seat-1 n-1:0',
      'set-up-seat-2 n-1:0',
      'away-3 n-1:all',
      'wrong-seat-4 n-1:0',
      'give-back-5 n-1:0',
      'no-tips-1 n-1:all',
    ]);
  });

  it('names the day on which a provider was asked that tells no days', () => {
    const textOf = (seenAt: number | null) =>
      nudgeMessage(nudgeShown({ nudge: nudge({ seats: [{ ...NEVER, seenAt }] }) }), { now: null })
        .text;
    expect(textOf(NOW.getTime())).toContain('Windsurf’s data is as of 23 Nov 2026.');
    expect(textOf(null)).toContain('Windsurf tells when a seat was last used, but not from day');
    const { text } = drawNudges.wrong(wrongReport({ seat: NEVER }));
    expect(text).toContain(
      'What I believed: not used since it was given on 3 Aug 2026, by data as of',
    );
  });

  it('is one message for several seats, and asks once whether somebody is away', () => {
    const message = nudgeMessage(nudgeShown({ nudge: two }), { now: null });
    expect(message.text).toContain('2 seats of yours look quiet');
    expect(message.text).toContain('Windsurf: as far as I can see, not used since you got it');
    expect(buttonsOf(message)).toEqual([
      'keep-seat-1 n-1:0',
      'set-up-seat-2 n-1:0',
      'wrong-seat-3 n-1:0',
      'give-back-4 n-1:0',
      'keep-seat-1 n-1:1',
      'set-up-seat-2 n-1:1',
      'wrong-seat-3 n-1:1',
      'give-back-4 n-1:1',
      'away-1 n-1:all',
      'no-tips-2 n-1:all',
    ]);
  });

  it.each<[string, Parameters<typeof seat>[0], string]>([
    [
      'was given before anything is known of its use',
      SILENT,
      'Lingma: no use since 25 Aug 2026, which is as far back as I can see; you got it on 13 Jul 2023.',
    ],
    [
      'has a holder of whom only the day of joining is known',
      { ...SILENT, givenIsGuess: true },
      'Lingma: no use since 25 Aug 2026, which is as far back as I can see; you have been in the organization since 13 Jul 2023.',
    ],
    [
      'was given on a day that nobody tells',
      { ...SILENT, givenAt: null },
      'Lingma: no use since 25 Aug 2026, which is as far back as I can see.',
    ],
    [
      'was given when its use was known already',
      { ...SILENT, usageSince: '2023-07-01' },
      'Lingma: as far as I can see, not used since you got it on 13 Jul 2023.',
    ],
    [
      'belongs to somebody who joined when its use was known already',
      { ...SILENT, usageSince: '2023-07-01', givenIsGuess: true },
      'Lingma: as far as I can see, not used since you joined the organization on 13 Jul 2023.',
    ],
    [
      'is of a vendor that tells the last use itself',
      { ...NEVER, provider: 'lingma', givenAt: null },
      'Lingma: as far as I can see, never used.',
    ],
    [
      'was planned before it was kept how far back use is known',
      { ...SILENT, givenAt: null, usageSince: null },
      'Lingma: no use that I can see.',
    ],
  ])('says no more than is known where the seat %s', (_which, change, text) => {
    const shown = nudgeShown({ nudge: nudge({ seats: [seat(change)] }) });
    expect(nudgeMessage(shown, { now: null }).text).toContain(text);
  });

  it('says when it is the second one', () => {
    const shown = nudgeShown({ nudge: nudge({ seats: [seat({ step: 'second' })] }) });
    expect(nudgeMessage(shown, { now: null }).text).toContain('Once more about your Lingma seat');
  });

  it('is no tip where a seat is proposed for reclaim', () => {
    const shown = nudgeShown({
      nudge: nudge({ seats: [seat({ step: 'reclaim' })] }),
      fates: [{ kind: 'listed' }],
    });
    const message = nudgeMessage(shown, { now: null });
    expect(message.text).toContain('Somebody else could use your Lingma seat. Nothing is taken');
    expect(message.text).toContain('Press “Keep it” and it stays yours');
    expect(buttonsOf(message)).toHaveLength(5);
  });

  it('leaves out the offer of no tips for whoever gets none', () => {
    const message = nudgeMessage(nudgeShown({ tipsOff: true }), { now: null });
    expect(buttonsOf(message).join()).not.toContain('no-tips');
  });

  it.each<[Said, string]>([
    [{ kind: 'keep' }, 'You keep it. I do not ask again before 22 Jan 2027.'],
    [{ kind: 'set-up' }, '<https://example.com/lingma/install|'],
    [{ kind: 'away', until: '2026-12-24' }, 'You are away until 24 Dec 2026.'],
    [{ kind: 'wrong', wrong: 'not-mine', text: '' }, '“It is not my seat” goes to those who'],
    [{ kind: 'give-back' }, 'Thank you! It goes to those who look after the seats'],
    [{ kind: 'no-tips' }, 'No more tips like this.'],
  ])('answered with %j says so, and can be undone for ten minutes', (said, text) => {
    const shown = nudgeShown({ answers: [answer(said)] });
    const message = nudgeMessage(shown, { now: NOW });
    expect(message.text).toContain(text);
    expect(message.text).not.toContain('is it of use');
    expect(buttonsOf(message)[0]).toBe('undo-nudge-1 n-1:0');
    const later = nudgeMessage(shown, { now: new Date(NOW.getTime() + 600_000) });
    expect(buttonsOf(later).join()).not.toContain('undo');
    expect(buttonsOf(later)).toHaveLength(said.kind === 'set-up' ? 4 : 0);
  });

  it('can still be decided by whoever asked for help', () => {
    const shown = nudgeShown({ answers: [answer({ kind: 'set-up' })] });
    expect(buttonsOf(nudgeMessage(shown, { now: null }))).toEqual([
      'keep-seat-1 n-1:0',
      'away-2 n-1:all',
      'wrong-seat-3 n-1:0',
      'give-back-4 n-1:0',
    ]);
    const help = answer({ kind: 'set-up' });
    const several = nudgeMessage(nudgeShown({ nudge: two, answers: [help, help] }), { now: null });
    expect(buttonsOf(several)).toEqual([
      'keep-seat-1 n-1:0',
      'wrong-seat-2 n-1:0',
      'give-back-3 n-1:0',
      'keep-seat-1 n-1:1',
      'wrong-seat-2 n-1:1',
      'give-back-3 n-1:1',
      'away-1 n-1:all',
    ]);
    const confirming = nudgeMessage(shown, { now: NOW, confirming: 0 });
    expect(buttonsOf(confirming)).toEqual(['give-back-yes-1 n-1:0', 'show-nudge-2 n-1:0']);
  });

  it('asks on about a seat that is proposed for reclaim where no tips are wanted', () => {
    const mixed = nudge({ seats: [seat(), { ...NEVER, step: 'reclaim' }] });
    const answers = [answer({ kind: 'no-tips' }), null];
    const fates = [{ kind: 'idle' }, { kind: 'listed' }] as const;
    const shown = nudgeShown({ nudge: mixed, answers, fates, tipsOff: true });
    const message = nudgeMessage(shown, { now: NOW });
    expect(message.text).toContain('Somebody else could use 1 seat of yours.');
    expect(message.text).toContain('Lingma: 🔕 No more tips like this.');
    expect(buttonsOf(message)).toEqual([
      'undo-nudge-1 n-1:0',
      'keep-seat-1 n-1:1',
      'set-up-seat-2 n-1:1',
      'wrong-seat-3 n-1:1',
      'give-back-4 n-1:1',
      'away-1 n-1:all',
    ]);
  });

  it('links to how it is set up, and to whom to ask, as the policy says', () => {
    const setUp = (contact: string | null, links: string[]) =>
      nudgeMessage(
        nudgeShown({ answers: [answer({ kind: 'set-up' })], contact, setUp: { lingma: links } }),
        { now: NOW },
      );
    const message = setUp('C0AIHELP1', ['https://example.com/?a=1&b=2', 'The wiki']);
    expect(JSON.stringify(message.blocks)).toContain('"url":"https://example.com/?a=1&b=2"');
    expect(message.text).toContain('Ask <#C0AIHELP1>');
    expect(message.text).toContain('• The wiki');
    expect(setUp('<@U0HELPER1|eve>', []).text).toContain('Ask <@U0HELPER1>');
    expect(setUp(null, []).text).toContain('There is no guide for it here yet.');
    expect(setUp(null, []).text).not.toContain('Questions');
    const odd = setUp('javascript:alert(1)', ['javascript:alert(1)', 'https://']);
    expect(JSON.stringify(odd.blocks)).not.toContain('"type":"link"');
  });

  it('shows an answer about the person once, and undoes it for all seats', () => {
    const away = answer({ kind: 'away', until: '2026-12-24' });
    const message = nudgeMessage(nudgeShown({ nudge: two, answers: [away, away] }), { now: NOW });
    expect(message.text).toBe(
      '🌴 You are away until 24 Dec 2026. I ask you about nothing before that is over.',
    );
    expect(buttonsOf(message)).toEqual(['undo-nudge-1 n-1:all']);
  });

  it('goes on asking about the seats that have no answer', () => {
    const shown = nudgeShown({ nudge: two, answers: [answer({ kind: 'keep' }), null] });
    const message = nudgeMessage(shown, { now: NOW });
    expect(message.text).toContain('Lingma: 👍 You keep it.');
    expect(buttonsOf(message)).toContain('keep-seat-1 n-1:1');
    expect(buttonsOf(message)).not.toContain('keep-seat-1 n-1:0');
  });

  it('asks once more before a seat is given back', () => {
    const message = nudgeMessage(nudgeShown(), { now: NOW, confirming: 0 });
    expect(message.text).toContain('Give it back? Somebody else gets to use it');
    expect(buttonsOf(message).slice(0, 2)).toEqual(['give-back-yes-1 n-1:0', 'show-nudge-2 n-1:0']);
  });

  it.each<[SeatFate, string]>([
    [{ kind: 'in-use', lastActiveAt: NOW.getTime() }, 'in use again, last on 23 Nov 2026'],
    [{ kind: 'gone' }, 'not yours any more'],
    [{ kind: 'given-back' }, 'You have given it back'],
    [{ kind: 'reclaimed', decidedAt: NOW }, 'given up on 23 Nov 2026'],
    [{ kind: 'kept', decidedAt: NOW }, 'stays yours'],
  ])('whose seat is %j says that instead of asking', (fate, text) => {
    const message = nudgeMessage(nudgeShown({ fates: [fate] }), { now: NOW });
    expect(message.text).toContain(text);
    expect(message.text).not.toContain('is it of use');
    expect(buttonsOf(message)).toEqual([]);
  });

  it('compares nobody, blames nobody, and speaks of no manager', () => {
    const steps = ['first', 'second', 'reclaim'] as const;
    const texts = steps.map(
      (step) => drawNudges.nudge(nudgeShown({ nudge: nudge({ seats: [seat({ step })] }) })).text,
    );
    const all = texts.join('\n');
    expect(all).not.toMatch(
      /manager|boss|lead\b|colleague|wast|should|must|cost|why (?:do|have)n/i,
    );
    for (const text of texts) expect(text.length).toBeLessThan(500);
  });
});

describe('a round', () => {
  it('says who gets what, who is skipped and why, and what can be decided', () => {
    const message = roundMessage(roundShown(), { blocks: 'all' });
    expect(message.text).toContain('1 person gets a message (1 first nudge).');
    expect(message.text).toContain('Skipped seats: 1 new, 1 exempt.');
    expect(message.text).toContain('Idle seats: 3 seats, 60 USD a month.');
    expect(message.text).toContain('free to be given to others: 1 seat, 20 USD a month.');
    const seen = shownIn(message);
    expect(seen).toMatch(/Bob Ray[^]*skipped[^]*exempt[^]*until 31 Jan 2027/);
    expect(buttonsOf(message)).toEqual([
      'approve-round-1 12',
      'decline-round-2 12',
      'users_select skip-person',
    ]);
  });

  const decided = { decidedBy: 'U0EVE', decidedAt: NOW };
  const moving = { planned: 3, queued: 2, sent: 4, skipped: 1, failed: 0, unknown: 0 };

  it.each([
    ['planned', {}, 'Waits for an approval until 26 Nov 2026, 10:05', 3],
    ['approved', decided, 'approved by <@U0EVE> on 23 Nov 2026, 10:05', 1],
    ['sending', decided, 'Messages: 4 sent, 2 on the way, 3 waiting, 1 skipped.', 1],
    ['sending', { decidedAt: NOW }, 'goes out by itself', 1],
    ['done', decided, 'and done', 0],
    ['declined', decided, 'Not this round: declined by <@U0EVE>', 0],
    ['expired', {}, 'Nobody approved it until 26 Nov 2026, 10:05', 0],
  ] as const)('that is %s says so', (state, change, text, pressable) => {
    const shown = roundShown({ round: round({ ...change, state }), progress: moving });
    const message = roundMessage(shown, { blocks: 'all' });
    expect(message.text).toContain(text);
    expect(buttonsOf(message)).toHaveLength(pressable);
  });

  it('says no more of a seat’s use than is known', () => {
    const { step, ...silent } = SILENT;
    const shown = (change: object) =>
      shownIn(
        roundMessage(
          roundShown({ seats: [plannedSeat({ ...silent, ...change }), plannedSeat({ ...NEVER })] }),
          { blocks: 'all' },
        ),
      );
    expect(step).toBe('first');
    expect(shown({})).toContain('not since 25 Aug 2026');
    expect(shown({})).toContain('13 Jul 2023');
    expect(shown({ givenIsGuess: true })).toContain('joined 13 Jul 2023');
    expect(shown({})).toContain('never');
  });

  it('that is not kept cannot be approved', () => {
    const message = roundMessage(roundShown({ round: null }), { blocks: 'all' });
    expect(message.text).toContain('Nothing of it is kept, and nothing is sent.');
    expect(buttonsOf(message)).toEqual([]);
  });

  it('says which feed stops it', () => {
    const stale = [
      { provider: 'lingma', title: 'Lingma', why: 'no-sync', since: NOW },
      { provider: 'windsurf', title: 'Windsurf', why: 'no-new-day', since: '2026-11-15' },
    ] as const;
    const { text } = roundMessage(roundShown({ stale }), { blocks: 'all' });
    expect(text).toContain('Lingma has not been read since 23 Nov 2026, 10:05. Nobody is written');
    expect(text).toContain('Windsurf has told of no new day since 15 Nov 2026');
  });

  it('says nothing of money where nothing has a price', () => {
    const shown = roundShown({ exposure: NO_PRICES, reassignable: NO_PRICES });
    expect(roundMessage(shown, { blocks: 'all' }).text).not.toContain('Idle seats');
  });

  it.each(['all', 'basic'] as const)(
    'of 500 people fits, page by page, with %s blocks',
    (blocks) => {
      const shown = longRound(500);
      const people = new Set<string>();
      let from = 0;
      let pages = 0;
      for (; pages < 50; pages += 1) {
        const message = roundMessage(shown, { blocks, from });
        expectSafe(message);
        expect(message.text).toContain('500 people get a message');
        expect(buttonsOf(message)).toContain('approve-round-1 12');
        for (const [name] of shownIn(message).matchAll(/Person Number \d+/g)) people.add(name);
        const more = buttonsOf(message).find((button) => button.startsWith('more-round'));
        if (!more) break;
        from = Number(more.split(':')[1]);
      }
      expect(people.size).toBe(500);
      expect(pages).toBeGreaterThan(3);
    },
  );
});

describe('the reclaim list', () => {
  it('says who, which product, since when, and every message with its answer', () => {
    const list = { items: [reclaimItem()], reassignable: cost(2), zone: ZONE };
    const message = reclaimsMessage(list);
    expect(message.text).toContain(
      'Ann Lee · ann@example.com · Lingma · last used on 2 Sep 2026 · idle for long',
    );
    expect(message.text).toContain('5 Oct 2026: first nudge, no answer');
    expect(message.text).toContain('20 Oct 2026: second nudge, asked for help to set it up');
    expect(message.text).toContain('Free to be given to others: 2 seats, 40 USD a month.');
    expect(buttonsOf(message)).toEqual(['reclaim-done-1 31', 'reclaim-keep-2 31']);
  });

  it('says no more of its use than is known', () => {
    const textOf = (use: typeof SILENT | null) =>
      reclaimsMessage({ items: [reclaimItem({ use })], reassignable: cost(0), zone: ZONE }).text;
    expect(textOf(SILENT)).toContain(
      'no use since 25 Aug 2026, which is as far back as I can see; it was given on 13 Jul 2023 ·',
    );
    expect(textOf({ ...SILENT, givenIsGuess: true })).toContain(
      'as far back as I can see; its holder has been in the organization since 13 Jul 2023 ·',
    );
    expect(textOf(null)).toContain('Lingma · nobody used it · idle for long');
  });

  it('has no buttons for what is decided, and says who did', () => {
    const item = reclaimItem({ state: 'kept', decidedBy: 'U0EVE', decidedAt: NOW });
    const message = reclaimsMessage({ items: [item], reassignable: cost(0), zone: ZONE });
    expect(message.text).toContain('stays (<@U0EVE>, 23 Nov 2026, 10:05)');
    expect(buttonsOf(message)).toEqual([]);
    expect(decidedMessage(item, false, ZONE).text).toContain('That was decided before: Ann Lee');
  });

  it('of 500 seats fits, page by page', () => {
    const items = Array.from({ length: 500 }, (_, index) => reclaimItem({ id: index + 1 }));
    const list = { items, reassignable: cost(500), zone: ZONE };
    const seen = new Set<string>();
    for (let from = 0, pages = 0; pages < 100; pages += 1) {
      const message = reclaimsMessage(list, { from });
      expectSafe(message);
      for (const button of buttonsOf(message)) seen.add(button);
      const more = buttonsOf(message).find((button) => button.startsWith('more-reclaims'));
      if (!more) break;
      from = Number(more.split(' ')[1]);
    }
    expect([...seen].filter((button) => button.startsWith('reclaim-done'))).toHaveLength(500);
  });

  it('is empty where there is none', () => {
    const list = { items: [], reassignable: cost(0), zone: ZONE };
    expect(reclaimsMessage(list).text).toBe('There is no seat to be reclaimed.');
  });

  it('says what the sync after Done found', () => {
    const gone = reclaimItem({ state: 'gone', decidedBy: 'U0EVE', decidedAt: NOW });
    expect(drawNudges.reclaimChecked(gone, ZONE).text).toContain(
      'The Lingma seat of Ann Lee is gone, as decided.',
    );
    const still = reclaimItem({ state: 'still-there', decidedBy: 'U0EVE', decidedAt: NOW });
    expect(drawNudges.reclaimChecked(still, ZONE).text).toContain(
      'is still there, although <@U0EVE> called it done on 23 Nov 2026, 10:05.',
    );
  });

  it('says of a seat that nobody decided about that it has left the list, and why', () => {
    const told = (state: 'gone' | 'withdrawn') =>
      drawNudges.reclaimChecked(reclaimItem({ state, decidedAt: NOW }), ZONE).text;
    expect(told('gone')).toBe('✅ The Lingma seat of Ann Lee is gone: it is off the list.');
    expect(told('withdrawn')).toBe(
      '↩️ The Lingma seat of Ann Lee is in use again: it is off the list.',
    );
  });

  it('marks seats of people who are left alone for now', () => {
    const list = (why: 'exempt' | 'on-leave') => ({
      items: [reclaimItem({ resting: { why, until: '2027-01-31' } })],
      reassignable: cost(0),
      zone: ZONE,
    });
    expect(reclaimsMessage(list('exempt')).text).toContain('exempt until 31 Jan 2027');
    expect(reclaimsMessage(list('on-leave')).text).toContain('away until 31 Jan 2027');
  });
});

describe('what else admins read', () => {
  it('is a month in seats and money', () => {
    const { text } = drawNudges.month(nudgeMonth(), TITLES);
    expect(text).toContain('Nudges in November 2026 (Lingma, Windsurf): nudged 40 seats, 800 USD');
    expect(text).toContain('Given back: 6 seats, 120 USD a month. Reclaimed: 4 seats, 80 USD');
    expect(text).toContain('2 “I do use it”, 1 something else');
    const plain = drawNudges.month(nudgeMonth({ nudged: NO_PRICES }), {});
    expect(plain.text).toContain('Nudges in November 2026: nudged 3 seats;');
  });

  it('is what somebody says is wrong, with what the bot believed and why', () => {
    const { text } = drawNudges.wrong(wrongReport());
    expect(text).toContain('<@U0ANN> says of a Lingma seat: “I do use it”.');
    expect(text).toContain('last used on 2 Sep 2026, by data reaching to 21 Nov 2026');
    expect(text).toContain('“I use it every day, in the office.”');
    expect(drawNudges.wrong(wrongReport({ seat: SILENT })).text).toContain(
      'What I believed: no use since 25 Aug 2026, which is as far back as I can see; it was given on 13 Jul 2023, by data',
    );
  });

  it('is how nudges stand', () => {
    const status = nudgesStatus({ paused: { by: 'U0EVE', at: NOW }, goesByItself: true });
    const { text } = nudgesStatusMessage(status, NO_FOOT);
    expect(text).toContain(
      'Next round: 30 Nov 2026, 10:00 (Asia/Shanghai), and goes out by itself',
    );
    expect(text).toContain('Paused by <@U0EVE> since 23 Nov 2026, 10:05');
    expect(text).toContain('bob@example.com until 31 Jan 2027 (parental leave), by <@U0EVE>');
    expect(text).toContain('asked after 30 days, once more 15 days later');
    const none = nudgesStatusMessage(nudgesStatus({ latest: null, exemptions: [] }), NO_FOOT);
    expect(none.text).toContain('There was no round yet.');
  });

  it.each<[Partial<Undelivered>, string, readonly string[]]>([
    [
      { of: 'round' },
      'The nudge round could not be posted into <#C0ADMINS1>: I am not in the channel any more. It is in `/ai-usage nudges preview`.',
      [],
    ],
    [
      { of: 'wrong', reason: 'x' },
      'wrong with what I believed of their seat could not be posted into <#C0ADMINS1>: Slack says “x”. It is in `/ai-usage nudges log`.',
      [],
    ],
    [
      { to: { slackUserId: 'U0ANN' } },
      'The message to <@U0ANN> about their seats was not delivered: I am not in the channel any more. Others of the round',
      [],
    ],
    [
      { to: { slackUserId: 'U0ANN' }, trouble: 'unknown' },
      'The message to <@U0ANN> about their seats was sent, but Slack never said whether it arrived',
      ['arrived-1 d-1', 'resend-2 d-1'],
    ],
  ])('is what was not delivered: %j', (change, text, buttons) => {
    const drawn = undeliveredMessage(undelivered(change));
    expect(drawn.text).toContain(text);
    expect(buttonsOf(drawn)).toEqual(buttons);
  });

  it('is what was not delivered lately, and that nobody is told where there is no channel', () => {
    const newest = [{ ...undelivered({ of: 'round' }), at: NOW }];
    const status = nudgesStatus({ undelivered: { failed: 2, unknown: 0, newest } });
    const { text } = nudgesStatusMessage(status, NO_FOOT);
    expect(text).toContain('Nudges, in the last seven days: 2 messages not delivered.');
    expect(text).toContain('The nudge round → <#C0ADMINS1>: I am not in');
    expect(text).toContain('and 1 before');
    expect(text).not.toContain('ADMIN_CHANNEL');
    const alone = nudgesStatusMessage(nudgesStatus({ hasChannel: false }), NO_FOOT).text;
    expect(alone).toContain('ADMIN_CHANNEL is not set, so that nothing is posted to admins.');
    expect(alone).not.toContain('not delivered');
  });

  it('is the log, newest first, with where all of it is', () => {
    const entry: AuditEntry = {
      id: 9,
      at: NOW,
      by: 'U0EVE',
      what: 'round-approved',
      email: null,
      provider: null,
      roundId: 12,
      why: null,
    };
    const { text } = nudgeLogMessage({ entries: [entry], inAll: 1234, zone: ZONE }, NO_FOOT);
    expect(text).toContain('1,234 log entries in all');
    expect(text).toContain('23 Nov 2026, 10:05 · round approved by <@U0EVE> · round 12');
    expect(text).toContain('`/ai-usage nudges export`');
  });

  it('is what was paused and who is exempt', () => {
    expect(pausedMessage(true, true, NO_FOOT).text).toContain(
      'also those of a round that is being',
    );
    expect(pausedMessage(true, false, NO_FOOT).text).toContain('paused already');
    expect(pausedMessage(false, true, NO_FOOT).text).toContain('Nudges go on');
    const [exemption = null] = nudgesStatus().exemptions;
    expect(exemptedMessage('bob@example.com', exemption, NO_FOOT).text).toContain(
      'exempt until 31 Jan 2027 (parental leave)',
    );
    expect(exemptedMessage('bob@example.com', null, NO_FOOT).text).toContain('not exempt any more');
  });
});

describe('what a person sees of it', () => {
  it('is what was sent and answered, and what is off', () => {
    const sections = nudgesSeenSections(
      nudgesSeen({ tipsOff: true, awayUntil: '2026-12-24', exemptUntil: '2027-01-31' }),
      ZONE,
    );
    const { text } = fit(sections);
    expect(text).toContain(
      '23 Nov 2026: Lingma, second nudge: answered, keeps it; Windsurf, first nudge: no answer',
    );
    expect(text).toContain('and 2 before');
    expect(text).toContain('You get no tips');
    expect(text).toContain('You are away until 24 Dec 2026.');
    expect(text).toContain('I ask you about no seat until 31 Jan 2027.');
  });

  it('is nothing where nothing was sent', () => {
    expect(nudgesSeenSections(nudgesSeen({ sent: [], inAll: 0 }), ZONE)).toEqual([]);
  });
});

describe('whatever is in it', () => {
  const instant = fc.date();
  const moment = fc.option(instant);
  const userId = fc.constantFrom('U0ANN', '<!channel>', '<@U0123>', '');
  const provider = fc.constantFrom('lingma', 'windsurf', '<!channel>', '__proto__', 'constructor');
  const step = fc.constantFrom('first' as const, 'second' as const, 'reclaim' as const);
  const zone = fc.constantFrom(ZONE, 'UTC', 'America/New_York');
  const titles = fc.record({ lingma: outsideText, windsurf: outsideText });
  const said: fc.Arbitrary<Said> = fc.oneof(
    fc.record({ kind: fc.constantFrom('keep', 'set-up', 'give-back', 'no-tips') }),
    fc.record({ kind: fc.constant('away'), until: fc.oneof(day, outsideText) }),
    fc.record({
      kind: fc.constant('wrong'),
      wrong: fc.constantFrom(...WRONG_KINDS),
      text: outsideText,
    }),
  );
  const fate: fc.Arbitrary<SeatFate> = fc.oneof(
    fc.record({ kind: fc.constantFrom('idle', 'gone', 'given-back', 'listed') }),
    fc.record({ kind: fc.constant('in-use'), lastActiveAt: fc.oneof(fc.nat(), fc.double()) }),
    fc.record({ kind: fc.constantFrom('reclaimed', 'kept'), decidedAt: instant }),
  );
  const use = {
    lastActiveAt: maybe,
    givenAt: maybe,
    givenIsGuess: fc.boolean(),
    dataTo: fc.option(fc.oneof(day, outsideText)),
    usageSince: fc.option(fc.oneof(day, outsideText)),
    seenAt: maybe,
  };
  const who = {
    provider,
    personId: outsideText,
    email: outsideText,
    name: fc.option(outsideText),
    ...use,
  };
  const hostileSeat = fc.record({
    ...who,
    standing: fc.constantFrom('never-used' as const, 'lapsed' as const),
    step,
  });
  const money = fc.record({
    seats: fc.nat(),
    unpriced: fc.nat(),
    perMonth: fc.array(fc.record({ amount: fc.double(), currency: outsideText }), { maxLength: 9 }),
  });
  const hostileNudge = fc.record({
    id: fc.uuid(),
    roundId: fc.nat(),
    email: outsideText,
    name: fc.option(outsideText),
    slackUserId: userId,
    state: fc.constantFrom('planned', 'queued', 'sent', 'skipped', 'failed', 'unknown'),
    why: fc.option(outsideText),
    dueAt: moment,
    changedAt: instant,
    seats: fc.array(hostileSeat, { minLength: 1, maxLength: 12 }),
  });
  // Links and mentions are what the operator wrote: they are tested by themselves.
  const setting = outsideText.map((text) => text.replace(/^\s*https?:/i, 'ftp:'));
  const hostileShown = fc
    .record({
      nudge: hostileNudge,
      titles,
      contact: fc.option(setting),
      links: fc.array(setting, { maxLength: 9 }),
      tipsOff: fc.boolean(),
      zone,
      saids: fc.array(fc.option(said), { maxLength: 12 }),
      fates: fc.array(fate, { maxLength: 12 }),
      at: instant,
    })
    .map(({ saids, links, at, ...shown }) => ({
      ...shown,
      setUp: { lingma: links },
      policy: DEFAULT_NUDGE_POLICY,
      answers: saids.map((one) => one && answer(one, { at, undoUntil: at })),
    }));

  it('in a nudge, it is safe and taken by Slack', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(
        hostileShown,
        moment,
        fc.constantFrom(null, 0, 'all' as const),
        (shown, now, confirming) => {
          const content = drawNudges.nudge(shown);
          expectSafe({ text: content.text, blocks: content.blocks });
          expectSafe(nudgeMessage(shown, { now, confirming }));
        },
      ),
      { numRuns: 300 },
    );
  });

  const progress = fc.record({
    planned: fc.nat(),
    queued: fc.nat(),
    sent: fc.nat(),
    skipped: fc.nat(),
    failed: fc.nat(),
    unknown: fc.nat(),
  });
  const hostileRound = fc.record({
    round: fc.option(
      fc.record({
        id: fc.nat(),
        date: fc.oneof(day, outsideText),
        state: fc.constantFrom('planned', 'approved', 'sending', 'done', 'expired', 'declined'),
        plannedAt: instant,
        expiresAt: instant,
        decidedBy: fc.option(userId),
        decidedAt: moment,
      }),
    ),
    at: instant,
    nudges: fc.array(hostileNudge, { maxLength: 8 }),
    seats: fc.array(
      fc.record({
        ...who,
        standing: fc.constantFrom('never-used' as const, 'lapsed' as const, 'new' as const),
        decision: fc.oneof(
          fc.record({ kind: fc.constant('tell' as const), step }),
          fc.record({
            kind: fc.constant('skip' as const),
            reason: fc.constantFrom(...SKIP_REASONS),
            detail: fc.option(outsideText),
          }),
        ),
      }),
      { maxLength: 150 },
    ),
    counts: fc.record({
      inactive: fc.nat(),
      people: fc.nat(),
      steps: fc.record({ first: fc.nat(), second: fc.nat(), reclaim: fc.nat() }),
      skipped: fc.constantFrom({}, Object.fromEntries(SKIP_REASONS.map((one) => [one, 9999]))),
    }),
    progress,
    exposure: money,
    reassignable: money,
    stale: fc.array(
      fc.record({
        provider,
        title: outsideText,
        why: fc.constantFrom('no-sync' as const, 'no-new-day' as const),
        since: fc.oneof(instant, outsideText, fc.constant(null)),
      }),
      { maxLength: 9 },
    ),
    titles,
    zone,
  });

  it('in a round, it is safe and taken by Slack', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(
        hostileRound,
        fc.constantFrom('all' as const, 'basic' as const),
        fc.nat(200),
        outsideText,
        (shown, blocks, from, remark) => {
          expectSafe(roundMessage(shown, { blocks, from, remark: remark.trim() || null }));
          const paused = shown.round ? { by: shown.round.decidedBy ?? '', at: shown.at } : null;
          const exemptions = shown.nudges.map(({ email, name, slackUserId: by }) => ({
            email,
            until: '2027-01-31',
            reason: name,
            by,
            at: shown.at,
          }));
          const status = nudgesStatus({ latest: shown, paused, stale: shown.stale, exemptions });
          expectSafe(nudgesStatusMessage(status, NO_FOOT));
        },
      ),
      { numRuns: 150 },
    );
  });

  const hostileItem = fc.record({
    id: fc.nat(),
    source: fc.constantFrom('candidate' as const, 'give-back' as const),
    provider,
    title: outsideText,
    personId: outsideText,
    email: outsideText,
    name: fc.option(outsideText),
    slackUserId: userId,
    idleSince: maybe,
    use: fc.option(fc.record(use)),
    openedAt: instant,
    state: fc.constantFrom('open', 'done', 'kept', 'withdrawn', 'gone', 'still-there'),
    decidedBy: fc.option(userId),
    decidedAt: moment,
    history: fc.array(
      fc.record({ at: instant, step, answer: fc.option(said), answeredAt: moment }),
      { maxLength: 20 },
    ),
  });
  const entry = fc.record({
    id: fc.nat(),
    at: instant,
    by: fc.option(userId),
    what: fc.constantFrom(...AUDIT_EVENTS),
    email: fc.option(outsideText),
    provider: fc.option(outsideText),
    roundId: fc.option(fc.nat()),
    why: fc.option(outsideText),
  });

  it('a message of no known kind is called one about nudges, whatever its word', () => {
    const { text } = drawNudges.undelivered(undelivered({ of: 'valueOf', trouble: 'unknown' }));
    expect(text).toContain('A message about nudges was sent');
    const failed = drawNudges.undelivered(undelivered({ reason: 'valueOf', trouble: 'failed' }));
    expect(failed.text).toContain('Slack says “valueOf”');
  });

  it('in lists and reports, it is safe and taken by Slack', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(
        fc.array(hostileItem, { minLength: 1, maxLength: 12 }),
        fc.array(entry, { maxLength: 40 }),
        money,
        hostileNudge,
        fc.record({ month: outsideText, titles, text: outsideText, zone }),
        (items, entries, cost, told, { month, titles, text, zone }) => {
          const [item = reclaimItem()] = items;
          const { title } = item;
          const [seat] = told.seats;
          const list = { items, reassignable: cost, zone };
          const costs = { nudged: cost, backInUse: cost, givenBack: cost, reclaimed: cost };
          expectSafe(reclaimsMessage(list, { remark: { item, decided: true } }));
          expectSafe(drawNudges.reclaimChecked(item, zone));
          expectSafe(nudgeLogMessage({ entries, inAll: entries.length, zone }, NO_FOOT));
          expectSafe(drawNudges.month({ month, ...costs, blocked: { other: 2 } }, titles));
          if (seat) expectSafe(drawNudges.wrong(wrongReport({ nudge: told, seat, text, zone })));
          const seen = nudgesSeen({
            sent: items.map(({ openedAt, title, provider, history }) => ({
              at: openedAt,
              seats: history.map(({ step, answer }) => ({ title, provider, step, said: answer })),
            })),
          });
          expectSafe(fit(nudgesSeenSections(seen, zone)));
          const lost = undelivered({
            of: title,
            reason: text,
            to: { slackUserId: told.slackUserId },
          });
          expectSafe(drawNudges.undelivered(lost));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('has a word for every reason, and for every event', () => {
    const seats = SKIP_REASONS.map((reason) =>
      plannedSeat({ decision: { kind: 'skip', reason, detail: null } }),
    );
    const seen = shownIn(roundMessage(roundShown({ seats }), { blocks: 'all' }));
    expect(seen).not.toContain('undefined');
    const entries = AUDIT_EVENTS.slice(0, 20).map((what, id) => ({
      id,
      at: NOW,
      by: null,
      what,
      email: null,
      provider: null,
      roundId: null,
      why: null,
    }));
    const log = nudgeLogMessage({ entries, inAll: entries.length, zone: ZONE }, NO_FOOT);
    expect(log.text).not.toContain('undefined');
  });
});
