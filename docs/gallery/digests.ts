import type { NoticeSubject } from '../../src/domain/digests.ts';
import { deadEndAnswer } from '../../src/slack/commands/answers.ts';
import { digestAnswer } from '../../src/slack/draw-deliveries.ts';
import { noticeMessage } from '../../src/slack/views/notices.ts';
import {
  decidedMessage,
  endedMessage,
  resumedMessage,
  staysMessage,
  subscribedMessage,
} from '../../src/slack/views/subscribed.ts';
import { subscriptionsMessage } from '../../src/slack/views/subscriptions-list.ts';
import { digest, shownSubscription, weekSummary } from '../../test/slack/views/digests.ts';
import { lingma, windsurf } from '../../test/slack/views/summaries.ts';
import type { Example } from './examples.ts';

const POSTED = { blocks: 'all', isTest: false, isLate: false } as const;

const THURSDAYS = {
  id: 8,
  schedule: { every: { kind: 'weekdays', days: [4] }, at: '10:00', zone: 'Asia/Shanghai' },
  nextRun: { date: '2026-11-26', at: new Date('2026-11-26T02:00:00Z') },
} as const;

const SUSPENDED = {
  id: 9,
  channelId: 'C0DATA',
  teamId: 'data',
  nextRun: null,
  suspended: { at: new Date('2026-11-20T01:00:00Z'), reason: 'is_archived' },
} as const;

/** Digests, and all that is said about the subscriptions to them. */
export function digests(): Example[] {
  return [...subscriptions(), ...posted(), ...notices()];
}

function subscriptions(): Example[] {
  const shown = shownSubscription();
  const asked = '/ai-usage subscribe team=backend every=monday at=09:00 tz=Asia/Shanghai';
  const usual = { differs: null, unchanged: null, goesOn: false } as const;
  const suspended = shownSubscription(SUSPENDED, { teamName: 'Data' });
  return [
    {
      title: 'A subscription',
      asked,
      about: 'The next run also on the reader’s own clock.',
      message: subscribedMessage({ shown, isNew: true, reach: 'in', twin: null, ...usual }),
    },
    {
      title: 'A subscription of a channel that the bot is not in, of a team that comes twice',
      asked,
      about: 'Nothing can be posted before somebody invites it.',
      message: subscribedMessage({
        shown,
        isNew: true,
        reach: 'invite',
        twin: shownSubscription(THURSDAYS),
        ...usual,
      }),
    },
    {
      title: 'A subscription that is there already',
      asked,
      about: 'Nothing is added.',
      message: subscribedMessage({ shown, isNew: false, reach: 'in', twin: shown, ...usual }),
    },
    {
      title: 'A subscription that is there already, but was suspended',
      asked,
      about: 'Whoever asks for it again means it to go on.',
      message: subscribedMessage({
        shown,
        isNew: false,
        reach: 'in',
        twin: shown,
        ...usual,
        goesOn: true,
      }),
    },
    {
      title: 'A subscription that was to be changed into what another one is',
      asked: 'Edit',
      about: 'Both stay; the last button ends the one that was edited.',
      message: subscribedMessage({
        shown,
        isNew: false,
        reach: 'in',
        twin: shown,
        ...usual,
        unchanged: shownSubscription(THURSDAYS),
      }),
    },
    {
      title: 'A subscription that is there already, but names people',
      asked: `${asked} names=off`,
      about: 'Nothing is added. The button opens the form, filled as it was asked for.',
      message: subscribedMessage({
        shown,
        isNew: false,
        reach: 'in',
        twin: shown,
        ...usual,
        differs: { names: false, sections: null },
      }),
    },
    {
      title: 'Subscriptions',
      asked: '/ai-usage subscriptions',
      about: 'One’s own and those of teams that one manages; to admins all.',
      message: subscriptionsMessage([shown, shownSubscription(THURSDAYS), suspended]),
    },
    {
      title: 'The end of a subscription',
      asked: '/ai-usage unsubscribe 7',
      about: '',
      message: endedMessage(shown),
    },
    {
      title: 'No such subscription',
      asked: '/ai-usage unsubscribe 70',
      about: '',
      message: deadEndAnswer({ kind: 'unknown-subscription', id: 70 }),
    },
    {
      title: 'A subscription that goes on',
      asked: 'Resume',
      about: '',
      message: resumedMessage({ shown, reach: 'joined' }),
    },
    {
      title: 'A subscription that cannot go on',
      asked: 'Resume',
      about: 'Its team, or the provider that it is narrowed to, is still gone.',
      message: staysMessage({ shown: suspended, reason: 'team_gone' }),
    },
  ];
}

function posted(): Example[] {
  const unnamed = weekSummary({ providers: [lingma({ inactiveSeats: null }), windsurf()] });
  const text = 'Lingma does not accept the token since 20 Nov 2026; an operator has to renew it.';
  const off = { state: 'not-available' } as const;
  const failed = lingma({
    seats: off,
    people: off,
    usage: off,
    chart: off,
    top: off,
    splits: off,
    dataTo: null,
    fetchedAt: null,
    inactiveSeats: null,
    unmatched: 0,
    notes: [{ kind: 'trouble', text }],
  });
  const asked = 'Monday, 09:00';
  return [
    {
      title: 'A digest',
      asked,
      about: 'Posted into the channel, with names.',
      message: digestAnswer(digest(), POSTED),
    },
    {
      title: 'A digest that is late, without names and splits',
      asked,
      about: 'With names=off and sections=.',
      message: digestAnswer(
        digest({
          summary: unnamed,
          names: false,
          sections: ['chart', 'inactive'],
        }),
        { ...POSTED, isLate: true },
      ),
    },
    {
      title: 'A digest of a week without news',
      asked,
      about: 'One line.',
      message: digestAnswer(digest({ news: false }), POSTED),
    },
    {
      title: 'A digest without any data',
      asked,
      about: 'What went wrong, and no zeros.',
      message: digestAnswer(
        digest({ noData: true, summary: weekSummary({ providers: [failed] }) }),
        POSTED,
      ),
    },
    {
      title: 'A test of a digest',
      asked: 'Send one now',
      about: 'Only the one who asked for it sees it.',
      message: digestAnswer(digest({ sections: ['top'] }), {
        blocks: 'all',
        isTest: true,
        isLate: false,
      }),
    },
  ];
}

function notices(): Example[] {
  const about = { subscriptionId: 7, slot: '2026-11-16' };
  const told: [string, string, NoticeSubject][] = [
    [
      'A subscription is suspended',
      'Told its owner in a direct message, once.',
      { about: 'suspended', ...about, reason: 'is_archived' },
    ],
    [
      'Digests were missed',
      'The bot was down for more than a day.',
      { about: 'skipped', ...about, slots: 3, subscriptions: 2, others: [8] },
    ],
    ['A digest was not sent', '', { about: 'failed', ...about, reason: 'internal_error' }],
    [
      'Nobody knows whether a digest arrived',
      'Where the bot may not read the channel’s history: a person decides.',
      { about: 'unknown', ...about, deliveryId: '2f6d3a1e-0000-4000-8000-000000000000' },
    ],
  ];
  const suspended = { about: 'suspended', subscriptionId: 7, reason: 'not_in_channel' } as const;
  return [
    ...told.map(([title, about, subject]) => ({
      title,
      asked: 'nobody asked',
      about,
      message: noticeMessage(subject, shownSubscription(), true),
    })),
    {
      title: 'A subscription is suspended, and its owner is gone',
      asked: 'nobody asked',
      about: 'Told the admins in their channel.',
      message: noticeMessage(suspended, shownSubscription(), false),
    },
    {
      title: 'A person has decided',
      asked: 'Send it again',
      about: '',
      message: decidedMessage(false),
    },
  ];
}
