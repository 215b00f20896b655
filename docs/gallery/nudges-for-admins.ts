import {
  exemptedAnswer,
  logExportedAnswer,
  nudgeDeadEndAnswer,
  nudgeLogAnswer,
  nudgesPausedAnswer,
  nudgesStatusAnswer,
  nudgeSkippedAnswer,
  reclaimDecidedAnswer,
  reclaimsAnswer,
  roundAnswer,
  roundDecidedAnswer,
} from '../../src/slack/commands/nudge-answers.ts';
import { AUDIT_EVENTS, SKIP_REASONS, type AuditEvent } from '../../src/domain/nudges.ts';
import type { Message } from '../../src/slack/views/blocks.ts';
import { nudgesSeenSections } from '../../src/slack/views/nudge-log.ts';
import { monthMessage, wrongMessage } from '../../src/slack/views/nudge-news.ts';
import { reclaimCheckedMessage } from '../../src/slack/views/reclaim-list.ts';
import { undeliveredMessage } from '../../src/slack/views/undelivered.ts';
import { fit } from '../../src/slack/views/fit.ts';
import {
  cost,
  NOW,
  nudge,
  nudgeMonth,
  nudgesSeen,
  nudgesStatus,
  reclaimItem,
  round,
  roundShown,
  TITLES,
  undelivered,
  wrongReport,
} from '../../test/slack/views/nudges.ts';
import type { Example } from './examples.ts';

const ZONE = 'Asia/Shanghai';
const ALL = { blocks: 'all' } as const;
const DECIDED = { decidedBy: 'U0EVE', decidedAt: NOW };
const TO_ANN = { to: { slackUserId: 'U0ANN' } };
const CHANNEL = 'the admins’ channel';

/** What admins read about nudges. */
export function nudgesForAdmins(): Example[] {
  return [...rounds(), ...commands(), ...lists()];
}

function rounds(): Example[] {
  const moving = { planned: 30, queued: 4, sent: 12, skipped: 2, failed: 0, unknown: 0 };
  const stale = [
    { provider: 'lingma', title: 'Lingma', why: 'no-new-day', since: '2026-11-15' },
  ] as const;
  const unread = [
    { provider: 'windsurf', title: 'Windsurf', why: 'no-sync', since: null },
    { provider: 'lingma', title: 'Lingma', why: 'no-sync', since: NOW },
  ] as const;
  const skipped = Object.fromEntries(SKIP_REASONS.map((reason, index) => [reason, index + 1]));
  const drawn = (one: ReturnType<typeof roundShown>) =>
    roundAnswer({ kind: 'round', shown: one }, ALL);
  return [
    posted('A round waits for an approval', 'Nothing is sent before.', drawn(roundShown())),
    posted('A round is being sent', '', drawn(roundIn({ ...DECIDED, state: 'sending' }, moving))),
    posted(
      'A round that goes out by itself',
      'With “auto” in the policy.',
      drawn(roundIn({ state: 'approved', decidedAt: NOW }, moving)),
    ),
    posted('A round that nobody approved', '', drawn(roundIn({ state: 'expired' }))),
    {
      title: 'A round is declined',
      asked: 'Not this round',
      about: '',
      message: roundDecidedAnswer(
        { kind: 'round-decided', decided: true, shown: roundIn({ ...DECIDED, state: 'declined' }) },
        ALL,
      ),
    },
    {
      title: 'A round that another admin has decided about',
      asked: 'Approve',
      about: '',
      message: roundDecidedAnswer(
        {
          kind: 'round-decided',
          decided: false,
          shown: roundIn({ ...DECIDED, state: 'approved' }),
        },
        ALL,
      ),
    },
    {
      title: 'Somebody is taken out of a round',
      asked: 'Skip this one…',
      about: '',
      message: nudgeSkippedAnswer(
        { kind: 'nudge-skipped', taken: true, nudge: nudge(), shown: roundShown() },
        ALL,
      ),
    },
    posted(
      'A round that waits, while a provider was not read',
      'With a word for each reason to leave a seat alone.',
      drawn(roundShown({ stale: unread, counts: { ...roundShown().counts, skipped } })),
    ),
    {
      title: 'What a round would be, while a feed is stale',
      asked: '/ai-usage nudges preview',
      about: 'Where no round waits.',
      message: drawn(roundShown({ round: null, stale })),
    },
  ];
}

function commands(): Example[] {
  const status = nudgesStatus();
  const [exemption = null] = status.exemptions;
  const paused = { by: 'U0EVE', at: NOW };
  const newest = [
    { ...undelivered({ of: 'round' }), at: NOW },
    { ...undelivered({ ...TO_ANN, trouble: 'unknown' }), at: NOW },
  ];
  const lost = { failed: 3, unknown: 1, newest };
  const exempt = {
    verb: 'exempt',
    user: { kind: 'email', email: 'bob@example.com' },
    until: { kind: 'day', day: '2027-01-31' },
    reason: 'parental leave',
  } as const;
  const entries = [
    logged(3, 'nudge-sent', null, 'first nudge'),
    logged(2, 'round-approved', 'U0EVE', null),
    logged(1, 'round-planned', null, null),
  ];
  const every = AUDIT_EVENTS.map((what, index) => logged(index, what, null, null));
  const log = { verb: 'nudges', action: 'log', user: null } as const;
  return [
    typed('How nudges stand', 'nudges', nudgesStatusAnswer({ kind: 'nudges-status', status })),
    typed(
      'How nudges stand, while they are paused',
      'nudges',
      nudgesStatusAnswer({ kind: 'nudges-status', status: { ...status, paused } }),
    ),
    typed(
      'How nudges stand, where messages were not delivered and there is no ADMIN_CHANNEL',
      'nudges',
      nudgesStatusAnswer({
        kind: 'nudges-status',
        status: { ...status, hasChannel: false, undelivered: lost },
      }),
    ),
    typed(
      'Nudges are paused',
      'nudges pause',
      nudgesPausedAnswer({ kind: 'nudges-paused', paused: true, changed: true }),
    ),
    typed(
      'Nudges go on',
      'nudges resume',
      nudgesPausedAnswer({ kind: 'nudges-paused', paused: false, changed: true }),
    ),
    typed(
      'No round to approve',
      'nudges approve',
      nudgeDeadEndAnswer({ kind: 'no-round', next: status.next, zone: ZONE }),
    ),
    typed(
      'The log',
      'nudges log',
      nudgeLogAnswer({ kind: 'nudge-log', entries, inAll: 3, zone: ZONE }, log),
    ),
    typed(
      'The end of the log',
      'nudges log',
      nudgeLogAnswer({ kind: 'nudge-log', entries: [], inAll: 3, zone: ZONE }, log),
    ),
    ...[0, 20].map((from) =>
      typed(
        `The log, with every word for what happens, ${from === 0 ? 'first' : 'second'} half`,
        'nudges log',
        nudgeLogAnswer(
          {
            kind: 'nudge-log',
            entries: every.slice(from, from + 20),
            inAll: every.length,
            zone: ZONE,
          },
          log,
        ),
      ),
    ),
    typed(
      'The log as a file',
      'nudges export',
      logExportedAnswer({ kind: 'nudge-log-exported', file: 'nudges-2026-11-23.csv', rows: 1234 }),
    ),
    typed(
      'Somebody is exempt',
      'exempt user=bob@example.com until=2027-01-31 reason="parental leave"',
      exemptedAnswer({ kind: 'exempted', email: 'bob@example.com', exemption }, exempt),
    ),
    typed(
      'An exemption is ended',
      'exempt user=bob@example.com until=now',
      exemptedAnswer({ kind: 'exempted', email: 'bob@example.com', exemption: null }, exempt),
    ),
    typed(
      'A day that is over',
      'exempt user=bob@example.com until=2020-01-01',
      nudgeDeadEndAnswer({ kind: 'bad-day', asked: '2020-01-01', latest: '2029-11-23' }),
    ),
    typed(
      'A day that is too far away',
      'exempt user=bob@example.com until=2031-01-01',
      nudgeDeadEndAnswer({ kind: 'bad-day', asked: '2031-01-01', latest: '2029-11-23' }),
    ),
    {
      title: 'What a person sees of nudges',
      asked: '/ai-usage me',
      about: 'Under their privacy.',
      message: fit(
        nudgesSeenSections(nudgesSeen({ tipsOff: true, awayUntil: '2026-12-24' }), ZONE),
      ),
    },
  ];
}

function typed(title: string, text: string, message: Message): Example {
  return { title, asked: `/ai-usage ${text}`, about: '', message };
}

function logged(id: number, what: AuditEvent, by: string | null, why: string | null) {
  const email = what === 'nudge-sent' ? 'ann@example.com' : null;
  return { id, at: NOW, by, what, email, provider: null, roundId: 12, why };
}

function lists(): Example[] {
  const done = reclaimItem({ ...DECIDED, id: 32, source: 'give-back', history: [], state: 'done' });
  const list = { items: [reclaimItem(), done], reassignable: cost(2), zone: ZONE };
  return [
    {
      title: 'Seats to be reclaimed',
      asked: '/ai-usage nudges reclaims',
      about: 'Also posted into the admins’ channel.',
      message: reclaimsAnswer({ kind: 'reclaims', list }),
    },
    {
      title: 'A seat is revoked, says an admin',
      asked: 'Done',
      about: '',
      message: reclaimDecidedAnswer(
        { kind: 'reclaim-decided', decided: true, item: done, list },
        false,
      ),
    },
    posted(
      'The seat is gone',
      'After the next sync.',
      reclaimCheckedMessage(reclaimItem({ ...DECIDED, state: 'gone' }), ZONE),
    ),
    posted(
      'A seat on the list is in use again',
      'Where the seat is gone by itself, that is said in the same way.',
      reclaimCheckedMessage(reclaimItem({ state: 'withdrawn' }), ZONE),
    ),
    posted(
      'The seat is still there',
      'After the next sync.',
      reclaimCheckedMessage(reclaimItem({ ...DECIDED, state: 'still-there' }), ZONE),
    ),
    posted('Somebody says that something is wrong', '', wrongMessage(wrongReport())),
    {
      title: 'The admins’ channel does not take a message',
      asked: 'a direct message',
      about: 'To each of ADMIN_USERS.',
      message: undeliveredMessage(undelivered({ of: 'round' })),
    },
    posted(
      'A nudge was not delivered',
      'Once for many of a round.',
      undeliveredMessage(undelivered({ ...TO_ANN, reason: 'cannot_dm_bot' })),
    ),
    posted(
      'Nobody knows whether a nudge arrived',
      '',
      undeliveredMessage(undelivered({ ...TO_ANN, trouble: 'unknown' })),
    ),
    posted('A month', 'On the first of the next.', monthMessage(nudgeMonth(), TITLES)),
  ];
}

function roundIn(change: Parameters<typeof round>[0], progress = roundShown().progress) {
  return roundShown({ round: round(change), progress });
}

function posted(title: string, about: string, message: Message): Example {
  return { title, asked: CHANNEL, about, message };
}
