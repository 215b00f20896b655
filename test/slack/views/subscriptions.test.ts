import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NoticeSubject, SubscriptionShown } from '../../../src/domain/digests.ts';
import type { Message } from '../../../src/slack/views/blocks.ts';
import { noticeMessage } from '../../../src/slack/views/notices.ts';
import {
  decidedMessage,
  endedMessage,
  resumedMessage,
  staysMessage,
  subscribedMessage,
} from '../../../src/slack/views/subscribed.ts';
import { subscriptionsMessage } from '../../../src/slack/views/subscriptions-list.ts';
import { shownSubscription } from './digests.ts';
import { day, outsideText } from './hostile.ts';
import { expectSafe } from './safe.ts';

const SUSPENDED = {
  nextRun: null,
  suspended: { at: new Date('2026-11-20T01:00:00Z'), reason: 'is_archived' },
};
const THURSDAYS = {
  id: 8,
  schedule: {
    every: { kind: 'weekdays', days: [4] },
    at: '10:00',
    zone: 'Asia/Shanghai',
  },
} as const;

function buttonsOf({ blocks }: Message) {
  return blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.map((element) =>
          element.type === 'button' ? `${element.action_id} ${element.value}` : '',
        )
      : [],
  );
}

function subscribed(over: Partial<Parameters<typeof subscribedMessage>[0]> = {}): Message {
  const shown = shownSubscription();
  const plain = { isNew: true, reach: 'in', twin: null, differs: null } as const;
  return subscribedMessage({ shown, ...plain, unchanged: null, goesOn: false, ...over });
}

describe('the confirmation', () => {
  it('names team, channel, schedule, and the next run on both clocks', () => {
    const { text } = subscribed();
    expect(text).toContain(
      'Subscribed: Backend → <#C0BACKEND>, every Monday at 09:00 (Asia/Shanghai).',
    );
    expect(text).toContain(
      'Next: Monday, 23 Nov 2026, 09:00 (Asia/Shanghai), for you Monday, 23 Nov 2026, 02:00 (Europe/Berlin)',
    );
  });

  it.each(['Asia/Shanghai', 'Asia/Singapore', null])(
    'names one clock to a reader in %s',
    (readerZone) => {
      const { text } = subscribed({ shown: shownSubscription({}, { readerZone }) });
      expect(text).not.toContain('for you');
    },
  );

  it('offers one now, to edit, and to cancel', () => {
    expect(buttonsOf(subscribed())).toEqual([
      'test-digest-1 7',
      'edit-digest-2 7',
      'end-digest-3 7',
    ]);
  });

  it('says what it tells of', () => {
    expect(subscribed().text).toContain('All providers · headline figures, chart, top acceptors');
    expect(subscribed().text).toContain('inactive seats by name');
    const shown = shownSubscription({ names: false, provider: 'lingma', sections: ['inactive'] });
    const { text } = subscribed({ shown });
    expect(text).toContain('Only lingma · headline figures, inactive seats ·');
  });

  it.each([
    ['joined', 'I have joined <#C0BACKEND>.'],
    ['invite', 'I am not in <#C0BACKEND> yet. Type `/invite @AI usage` there'],
    ['archived', '<#C0BACKEND> is archived'],
    ['unknown', 'I cannot tell whether I am in <#C0BACKEND>. Type `/invite @AI usage`'],
  ] as const)('says of a channel that it is %s', (reach, text) => {
    expect(subscribed({ reach }).text).toContain(text);
  });

  it('says nothing of a channel that it is in', () => {
    expect(subscribed().text).not.toMatch(/⚠️|👋/);
  });

  it('tells of a twin, and offers to edit it', () => {
    const message = subscribed({ twin: shownSubscription(THURSDAYS) });
    expect(message.text).toContain('also every Thursday at 10:00 (Asia/Shanghai) (subscription 8)');
    expect(buttonsOf(message).at(-1)).toBe('edit-digest-4 8');
  });

  it('says that nothing was added to what is there already', () => {
    const shown = shownSubscription();
    const message = subscribed({ isNew: false, shown, twin: shown });
    expect(message.text).toContain('There already, so nothing was added or changed: Backend');
    expect(message.text).not.toContain('twice');
    expect(buttonsOf(message)).toHaveLength(3);
  });

  it('says that what is there already goes on where it was suspended', () => {
    const shown = shownSubscription();
    const { text } = subscribed({ isNew: false, shown, twin: shown, goesOn: true });
    expect(text).toContain('There already, suspended. It goes on: Backend');
    expect(text).not.toContain('nothing');
  });

  it('says that what was to be changed into it stays, and offers to end that', () => {
    const shown = shownSubscription();
    const unchanged = shownSubscription(THURSDAYS);
    const message = subscribed({ isNew: false, shown, twin: shown, unchanged });
    expect(message.text).toContain(
      'Subscription 8, which you wanted to change, stays as it was: Backend → <#C0BACKEND> is still posted every Thursday at 10:00 (Asia/Shanghai).',
    );
    expect(buttonsOf(message).at(-1)).toBe('end-digest-4 8');
  });

  it('says what is not as asked for where something was there already, and offers to change that', () => {
    const shown = shownSubscription();
    const there = { isNew: false, shown, twin: shown } as const;
    const unnamed = subscribed({ ...there, differs: { names: false, sections: null } });
    expect(unnamed.text).toContain('inactive seats by name');
    expect(unnamed.text).toContain('It is not as you asked: you wanted nobody named. Change it?');
    expect(buttonsOf(unnamed)[0]).toBe('edit-digest-1 7 names=off');
    const { text, ...message } = subscribed({
      ...there,
      differs: { names: true, sections: ['chart', 'top'] },
    });
    expect(text).toContain('you wanted people named; headline figures, chart, top acceptors.');
    expect(buttonsOf({ text, ...message })[0]).toBe('edit-digest-1 7 names=on sections=chart,top');
    const bare = subscribed({ ...there, differs: { names: null, sections: [] } });
    expect(bare.text).toContain('you wanted headline figures.');
    expect(buttonsOf(bare)[0]).toBe('edit-digest-1 7 sections=none');
  });

  it('says what was changed', () => {
    expect(subscribed({ isNew: false }).text).toContain('✅ Changed: Backend');
  });
});

describe('the list', () => {
  it('says the next run of each, and suspended ones first with their reason', () => {
    const all = [shownSubscription(), shownSubscription({ ...THURSDAYS, ...SUSPENDED })];
    const message = subscriptionsMessage(all);
    const [, first, second] = message.text.split('\n');
    expect(first).toContain('8 · Backend → <#C0BACKEND> · every Thursday at 10:00');
    expect(first).toContain('suspended: the channel is archived');
    expect(second).toContain('7 · Backend');
    expect(second).toContain('next Monday, 23 Nov 2026, 09:00 (Asia/Shanghai), for you');
    expect(buttonsOf(message)).toEqual([
      'resume-digest-1 8',
      'edit-digest-2 8',
      'end-digest-3 8',
      'edit-digest-1 7',
      'end-digest-2 7',
    ]);
  });

  it('gives no buttons to those who may not use them', () => {
    expect(buttonsOf(subscriptionsMessage([shownSubscription({}, { isTheirs: false })]))).toEqual(
      [],
    );
  });

  it('says so where there is none', () => {
    expect(subscriptionsMessage([]).text).toContain('There is no subscription of yours');
  });

  it('fits with 500 subscriptions, and leads to every one of them', () => {
    const all = Array.from({ length: 500 }, (_, index) =>
      shownSubscription(
        { id: index + 1, ...(index % 7 === 0 && SUSPENDED) },
        { teamName: 'T'.repeat(40) },
      ),
    ).map((shown, index) => ({ ...shown, subscription: { ...shown.subscription, id: index + 1 } }));
    const seen: number[] = [];
    let [from, pages] = [0, 0];
    for (; pages < 40; pages += 1) {
      const message = subscriptionsMessage(all, from);
      expectSafe(message);
      expect(message.text).toContain(`500 subscriptions (${from + 1} to `);
      const here = JSON.stringify(message.blocks).matchAll(/"(\d+) · "/g);
      seen.push(...[...here].map(([, id]) => Number(id)));
      const next = buttonsOf(message).find((id) => id.startsWith('more-digests-1'));
      const place = Number(next?.split(' ')[1] ?? 0);
      if (place <= from) break;
      from = place;
    }
    expect(pages).toBeLessThan(30);
    expect(seen.toSorted((left, right) => left - right)).toEqual(all.map((_, index) => index + 1));
    expect(subscriptionsMessage(all, 9999).text).toContain('(1 to ');
    expect(buttonsOf(subscriptionsMessage(all, 33)).at(-1)).toBe('more-digests-2 0');
  });
});

describe('what became of it', () => {
  it('is said when it ends, goes on, or is decided', () => {
    expect(endedMessage(shownSubscription()).text).toContain(
      'Subscription 7 has ended: Backend → <#C0BACKEND>, every Monday',
    );
    const resumed = resumedMessage({ shown: shownSubscription(), reach: 'invite' });
    expect(resumed.text).toContain('It goes on: Backend');
    expect(resumed.text).toContain('/invite');
    expect(decidedMessage(true).text).toContain('it arrived');
    expect(decidedMessage(false).text).toContain('on its way again');
  });

  it.each<[string, NoticeSubject, RegExp, string[]]>([
    [
      'suspended',
      { about: 'suspended', subscriptionId: 7, reason: 'is_archived' },
      /is suspended: the channel is archived\. Once that is put right, resume it/,
      ['resume-digest-1 7', 'edit-digest-2 7', 'end-digest-3 7'],
    ],
    [
      'suspended by a word that nobody knows',
      { about: 'suspended', subscriptionId: 7, reason: 'some_word' },
      /is suspended: Slack says “some_word”/,
      ['resume-digest-1 7', 'edit-digest-2 7', 'end-digest-3 7'],
    ],
    [
      'skipped',
      {
        about: 'skipped',
        subscriptionId: 7,
        slot: '2026-11-16',
        slots: 1,
        subscriptions: 1,
        others: [],
      },
      /of 16 Nov 2026 was not sent: that was not possible in time\. Next: Monday, 23 Nov/,
      ['test-digest-1 7', 'edit-digest-2 7'],
    ],
    [
      'skipped with others',
      {
        about: 'skipped',
        subscriptionId: 7,
        slot: '2026-11-16',
        slots: 9,
        subscriptions: 3,
        others: [8, 9],
      },
      /9 digests of 3 subscriptions of yours were not sent/,
      ['test-digest-1 7', 'edit-digest-2 7'],
    ],
    [
      'failed',
      { about: 'failed', subscriptionId: 7, slot: '2026-11-16', reason: 'internal_error' },
      /of 16 Nov 2026 was not sent: Slack did not take it \(internal_error\)/,
      ['test-digest-1 7', 'edit-digest-2 7'],
    ],
    [
      'unknown',
      { about: 'unknown', subscriptionId: 7, slot: '2026-11-16', deliveryId: 'a-b' },
      /never said whether it arrived/,
      ['arrived-1 a-b', 'resend-2 a-b'],
    ],
  ])('is told when it is %s', (_name, subject, text, buttons) => {
    const message = noticeMessage(subject, shownSubscription(), true);
    expect(message.text).toMatch(text);
    expect(message.text).not.toContain('<@');
    expect(buttonsOf(message)).toEqual(buttons);
  });

  it('is told of another subscription where the one that was last has ended', () => {
    const counts = { slots: 9, subscriptions: 3, others: [7, 8] };
    const subject = { about: 'skipped', subscriptionId: 6, slot: '2026-11-16', ...counts } as const;
    const { text } = noticeMessage(subject, shownSubscription(), true);
    expect(text).toContain('not possible in time. One was of Backend → <#C0BACKEND>. Next: Monday');
    expect(text).not.toContain('16 Nov');
  });

  it('is told the admins with the owner’s name', () => {
    const subject = { about: 'suspended', subscriptionId: 7, reason: 'is_archived' } as const;
    expect(noticeMessage(subject, shownSubscription(), false).text).toContain(
      'because its owner, <@U0ANN>, cannot be',
    );
  });
});

describe('whatever is in it', () => {
  const zone = fc.constantFrom('Asia/Shanghai', 'UTC', 'America/New_York');
  const hostileShown: fc.Arbitrary<SubscriptionShown> = fc
    .record({
      teamName: outsideText,
      readerZone: fc.option(zone),
      isTheirs: fc.boolean(),
      zone,
      reason: fc.option(outsideText),
      at: fc.option(fc.date()),
      provider: fc.option(outsideText),
      teamId: outsideText,
      ids: fc.constantFrom(['C0BACKEND', 'U0ANN'], ['<!channel>', '<@U0123>'], ['D0ANN', '']),
    })
    .map(({ zone, reason, at, provider, teamId, ids, ...shown }) => {
      const { subscription } = shownSubscription({
        provider,
        teamId,
        channelId: ids[0] ?? '',
        ownerId: ids[1] ?? '',
        schedule: { every: { kind: 'first-working-day' }, at: '09:00', zone },
        nextRun: at && { date: '2026-11-23', at },
        suspended: reason === null ? null : { at: new Date(0), reason },
      });
      return { ...shown, subscription };
    });
  const reach = fc.constantFrom('in', 'joined', 'invite', 'archived', 'unknown');
  const told = { subscriptionId: fc.constant(7), slot: fc.oneof(day, outsideText) };
  const subject: fc.Arbitrary<NoticeSubject> = fc.oneof(
    fc.record({ ...told, about: fc.constant('suspended'), reason: outsideText }),
    fc.record({
      ...told,
      about: fc.constant('skipped'),
      slots: fc.nat(),
      subscriptions: fc.nat(),
      others: fc.array(fc.nat()),
    }),
    fc.record({ ...told, about: fc.constant('failed'), reason: outsideText }),
    fc.record({ ...told, about: fc.constant('unknown'), deliveryId: fc.uuid() }),
  );

  it('is safe and taken by Slack', () => {
    fc.assert(
      fc.property(
        fc.array(hostileShown, { minLength: 2, maxLength: 60 }),
        reach,
        subject,
        fc.boolean(),
        (all, reach, subject, flag) => {
          const [shown, other] = all;
          if (!shown || !other) throw new Error('the list is empty');
          const messages = [
            subscribedMessage({
              shown,
              isNew: flag,
              reach,
              twin: flag ? other : shown,
              differs: null,
              unchanged: flag ? null : other,
              goesOn: false,
            }),
            subscriptionsMessage(all),
            endedMessage(shown),
            resumedMessage({ shown, reach }),
            staysMessage({ shown, reason: shown.subscription.suspended?.reason ?? 'team_gone' }),
            noticeMessage(subject, shown, flag),
          ];
          for (const message of messages) expectSafe(message);
          expect(messages).toHaveLength(6);
        },
      ),
      { numRuns: 200 },
    );
  });
});
