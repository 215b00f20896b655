import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FailedMessage, HomePart, HomeShown } from '../../../src/domain/home.ts';
import { homeAnswer } from '../../../src/slack/commands/home-answer.ts';
import { answerModal } from '../../../src/slack/views/answer-modal.ts';
import type { Message } from '../../../src/slack/views/blocks.ts';
import { loadingHome, noHome } from '../../../src/slack/views/home.ts';
import { failureMessage } from '../../../src/slack/views/replies.ts';
import { shownSubscription } from './digests.ts';
import { statusSummary, teamsSummary } from './examples.ts';
import {
  adminHome,
  adminsHome,
  failed,
  homeShown,
  managersHome,
  ownHome,
  PRIVACY,
  shown,
} from './homes.ts';
import { day, notes, outsideText } from './hostile.ts';
import { hostilePerson, hostileStatus, hostileTeams } from './hostile-answers.ts';
import { nudgesSeen, nudgesStatus, roundShown } from './nudges.ts';
import { expectSafeHome, shownIn } from './safe.ts';

function home(of: HomeShown, remark: string | null = null): Message {
  return homeAnswer({ kind: 'home', shown: of }, remark);
}

/** Every button of a home as its action and value, in their order. */
function buttonsOf({ blocks }: Message): string[] {
  return blocks.flatMap((block) => {
    const elements =
      block.type === 'actions'
        ? block.elements
        : block.type === 'section' && block.accessory
          ? [block.accessory]
          : [];
    return elements.map((element) =>
      element.type === 'button'
        ? `${element.action_id?.replace(/-\d+$/, '')} ${element.value}`
        : '',
    );
  });
}

describe('a home', () => {
  it('tells everybody their seats and use, what they were sent, who saw their data, and their settings', () => {
    const message = home(homeShown());
    const text = shownIn(message);
    expect(text).toContain('As of 22 Nov 2026, 12:03');
    expect(text).toContain('Lines accepted: \n1,876');
    expect(text).toContain('data to 20 Nov 2026');
    expect(text).toContain('Who was shown your data');
    expect(text).toContain('What I wrote to you about your seats');
    expect(buttonsOf(message)).toEqual(
      expect.arrayContaining(['home-list off', 'home-tips off', 'home-run /ai-usage me']),
    );
    expect(text).not.toMatch(/Your teams|ubscriptions|Providers|Nudge round/);
    expectSafeHome(message);
  });

  it('offers the settings the other way round where they are off', () => {
    const privacy = { ...PRIVACY, listed: false, nudges: nudgesSeen({ tipsOff: true }) };
    const message = home(homeShown({ own: shown(ownHome({ privacy })) }));
    expect(buttonsOf(message)).toEqual(expect.arrayContaining(['home-list on', 'home-tips on']));
  });

  it('says what is known of somebody without a seat', () => {
    const own = ownHome({
      summary: null,
      notices: { sent: [{ at: new Date('2026-11-20T01:00:00Z'), about: 'suspended' }], inAll: 3 },
    });
    const text = shownIn(home(homeShown({ own: shown(own) })));
    expect(text).toContain('I looked for ann@example.com at every provider');
    expect(text).toContain('20 Nov 2026: one was suspended');
    expect(text).toContain('and 2 before');
    expect(text).toContain('Who was shown your data');
  });

  it('says so to somebody whose address Slack does not tell', () => {
    const sent = [{ at: new Date('2026-11-20T01:00:00Z'), about: 'skipped' }] as const;
    const own = { email: null, summary: null, privacy: null, notices: { sent, inAll: 1 } };
    const message = home(homeShown({ own: shown(own) }));
    // What was written to their account needs no address.
    expect(shownIn(message)).toContain('20 Nov 2026: a digest was missed');
    expect(shownIn(message)).toContain('Slack tells me no e-mail address for you');
    expect(buttonsOf(message).join()).not.toMatch(/home-(?:list|tips)/);
  });

  it('gives managers their teams, each with a way into it, and their subscriptions', () => {
    const message = home(managersHome());
    const text = shownIn(message);
    expect(text).toContain('*Backend*\nLingma: 37 of 45 seats active, 5 inactive');
    expect(text).toContain('Your subscriptions');
    expect(buttonsOf(message)).toEqual(
      expect.arrayContaining([
        'home-run /ai-usage team=team-1',
        'home-run /ai-usage teams',
        'home-run /ai-usage subscribe',
      ]),
    );
    expect(text).not.toMatch(/Providers|Nudge round|Last failures/);
  });

  it('gives admins seats and idle cost, freshness, subscriptions, the round, and how many are not matched', () => {
    const message = home(adminsHome());
    const text = shownIn(message);
    expect(text).toContain('Lingma: 145 seats · Windsurf: 20 seats');
    expect(text).toMatch(/Idle\n: 3 seats, 60 USD a month/);
    expect(text).toMatch(/Lingma\n: data to 20 Nov 2026 · last answered/);
    expect(text).toContain('12 subscriptions, ⏸ 2 suspended.');
    expect(text).toContain('Waits for an approval until');
    expect(text).toMatch(/5 not matched \(1 not in the directory/);
    expect(buttonsOf(message)).toEqual(
      expect.arrayContaining([
        'home-run /ai-usage nudges preview',
        'home-run /ai-usage nudges reclaims',
        'home-run /ai-usage status view=unmatched',
        'home-run /ai-usage inactive',
        'home-resume 1',
      ]),
    );
  });

  it('names nobody whom it only counts', () => {
    const status = shown({ ...statusSummary(), unmatchedPeople: null });
    const round = shown(roundShown());
    const text = shownIn(home(adminsHome(0, { status, round })));
    expect(text).not.toMatch(/Ann Lee|p-ann/);
  });

  it('tells admins what failed first, with what can be done about it', () => {
    const message = home(adminsHome());
    const id = failed().deliveryId;
    expect(buttonsOf(message).slice(4, 8)).toEqual([
      'home-sync windsurf',
      `home-retry ${id}`,
      `home-arrived ${id}`,
      `home-resend ${id}`,
    ]);
    const text = shownIn(message);
    expect(text).toContain('was given up on 22 Nov 2026');
    expect(text).toContain('The next round looks at these seats again.');
    expect(text).toContain('and 5 before, of the last 7 days.');
  });

  it.each([
    ['too-old', 'too old to be sent now'],
    ['ended', 'Its subscription has ended'],
  ] as const)('offers no retry where that is %s, and says why', (mend, why) => {
    const failures = shown({ messages: [failed({ mend })], inAll: 1, days: 7 });
    const message = home(adminsHome(0, { failures }));
    expect(shownIn(message)).toContain(why);
    expect(buttonsOf(message).join()).not.toContain('home-retry');
  });

  it('says that all is well where nothing failed', () => {
    const [lingma] = statusSummary().providers;
    const status = shown({ ...statusSummary(), providers: lingma ? [lingma] : [] });
    const failures = shown({ messages: [], inAll: 0, days: 7 });
    const text = shownIn(home(adminsHome(0, { status, failures })));
    expect(text).not.toContain('Last failures');
    expect(text).toContain('Everything that was to be sent in the last 7 days was sent.');
  });

  it('says which part is missing and why; the others hold', () => {
    const broken = { state: 'failed', why: 'The database is away.' } as const;
    const text = shownIn(
      home({ ...adminsHome(), own: broken, admin: adminHome({ round: broken }) }),
    );
    expect(text).toContain('⚠️ Your seats cannot be shown now: The database is away.');
    expect(text).toContain('⚠️ What idle seats cost cannot be shown now');
    expect(text).toContain('People with seats');
  });

  it('says above everything what a button has done', () => {
    expect(shownIn(home(homeShown(), '✅ Noted.'))).toContain('✅ Noted.');
  });
});

describe('whatever its size', () => {
  it.each([
    [500, 200],
    [500, 0],
    [2, 15],
  ])('fits with %i subscriptions and %i teams', (subscriptions, teams) => {
    const { admin, subscriptions: all } = adminsHome(subscriptions);
    const summary = teamsSummary(teams);
    const message = home({
      ...managersHome(),
      subscriptions: all,
      admin,
      teams: shown({ summary, more: 0 }),
    });
    expectSafeHome(message);
    expect(message.blocks.length).toBeLessThanOrEqual(100);
    expect(JSON.stringify(message.blocks)).not.toContain('does not fit here');
  });

  it('says how many more there are, and what lists them', () => {
    const text = shownIn(home(adminsHome(500)));
    expect(text).toContain('500 subscriptions, ⏸ 2 suspended.');
    expect(text).toMatch(/and 493 more: \n\/ai-usage subscriptions/);
    const many = homeShown({ teams: shown({ summary: teamsSummary(200), more: 30 }) });
    expect(shownIn(home(many))).toContain('and 215 more teams of yours: /ai-usage teams');
  });
});

describe('no home', () => {
  const refusal = { reason: 'membership', membership: 'guest' } as const;

  it('is a sentence for those who get none', () => {
    const message = noHome(homeAnswer({ kind: 'refused', refusal }, null), true);
    expect(shownIn(message)).toContain('guests see no figures');
    expect(buttonsOf(message)).toEqual([]);
    expectSafeHome(message);
  });

  it('says what happened, what holds and what to do where none could be made', () => {
    const message = noHome(failureMessage('The database is away.', 'a1b2'), false);
    expect(shownIn(message)).toMatch(
      /The database is away\.[^]*a1b2[^]*Nothing was changed or lost/,
    );
    expect(buttonsOf(message)).toEqual(['home-refresh refresh']);
    expectSafeHome(message);
  });

  it('says that it is being made', () => {
    expect(shownIn(loadingHome())).toContain('⏳');
    expectSafeHome(loadingHome());
  });
});

describe('whatever is in it', () => {
  const instant = fc.date();
  const part = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<HomePart<T>> =>
    fc.oneof(
      { weight: 5, arbitrary: value.map((value) => shown(value)) },
      { weight: 1, arbitrary: outsideText.map((why) => ({ state: 'failed', why }) as const) },
    );
  const subscription = fc
    .record({ teamName: outsideText, teamId: outsideText, reason: fc.option(outsideText) })
    .map(({ teamName, teamId, reason }) =>
      shownSubscription(
        { teamId, suspended: reason === null ? null : { at: new Date(0), reason } },
        { teamName },
      ),
    );
  const failure: fc.Arbitrary<FailedMessage> = fc.record({
    deliveryId: fc.uuid(),
    state: fc.constantFrom('failed', 'unknown'),
    what: fc.oneof(
      fc.record({
        kind: fc.constant('digest' as const),
        shown: fc.option(subscription),
        slot: day,
      }),
      fc.constant({ kind: 'notice' as const }),
      fc.record({
        kind: fc.constant('nudge' as const),
        about: fc.constantFrom('nudge' as const, 'round' as const, null),
      }),
    ),
    to: fc.oneof(
      fc.record({ channelId: fc.constantFrom('C0BACKEND', '<!channel>') }),
      fc.record({ slackUserId: fc.constantFrom('U0ANN', '<@U0123>') }),
    ),
    at: instant,
    reason: fc.option(outsideText),
    mend: fc.constantFrom('retry', 'decide', 'too-old', 'ended', 'next-round'),
  });
  const own = fc.record({
    email: fc.option(outsideText),
    person: fc.option(hostilePerson),
    about: fc.constantFrom('suspended' as const, 'unknown' as const),
    inAll: fc.nat(9),
  });
  const stranger = fc.record({ title: outsideText, notes });
  const hostileHome: fc.Arbitrary<HomeShown> = fc
    .record({
      own: part(
        own.map(({ email, person, about, inAll }) => ({
          email,
          summary: person,
          privacy: person?.privacy ?? null,
          notices: { sent: inAll > 0 ? [{ at: new Date(0), about }] : [], inAll },
        })),
      ),
      teams: fc.option(part(fc.record({ summary: hostileTeams, more: fc.nat(200) }))),
      maySubscribe: fc.boolean(),
      subscriptions: part(fc.array(subscription, { maxLength: 30 })),
      status: part(hostileStatus),
      failures: part(
        fc.record({
          messages: fc.array(failure, { maxLength: 5 }),
          inAll: fc.nat(),
          days: fc.nat(9),
        }),
      ),
      stranger,
      isAdmin: fc.boolean(),
    })
    .map(({ status, failures, isAdmin, stranger, ...home }) => ({
      ...homeShown(home),
      admin: isAdmin
        ? adminHome({
            status,
            failures,
            nudges: shown(
              nudgesStatus({
                stale: [{ provider: 'lingma', title: stranger.title, why: 'no-sync', since: null }],
              }),
            ),
          })
        : null,
    }));

  it('fits, pings nobody, links nowhere and formats nothing', () => {
    fc.assert(
      fc.property(hostileHome, fc.option(outsideText), (of, remark) => {
        const message = home(of, remark);
        expectSafeHome(message);
        expect(message.blocks.length).toBeGreaterThan(2);
      }),
      { numRuns: 60 },
    );
  });

  it('a modal takes an answer without what it cannot show', () => {
    const blocks: Message['blocks'] = [
      { type: 'divider' },
      { type: 'data_table', caption: 'x', rows: [] },
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'share-1', text: { type: 'plain_text', text: 'Share' } },
          { type: 'button', action_id: 'run-2', text: { type: 'plain_text', text: 'Run' } },
        ],
      },
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'share-1', text: { type: 'plain_text', text: 'Share' } },
        ],
      },
    ];
    const modal = answerModal('Somebody’s long and winding title', { text: 'x', blocks });
    expect(modal.title.text.length).toBeLessThanOrEqual(24);
    expect(modal.blocks).toEqual([
      { type: 'divider' },
      { type: 'actions', elements: [expect.objectContaining({ action_id: 'run-2' })] },
    ]);
    expect(answerModal('x', { text: 'Only words' }).blocks).toEqual([
      { type: 'section', text: { type: 'mrkdwn', text: 'Only words' } },
    ]);
  });
});
