import fc from 'fast-check';
import type { InactiveSummary, TeamsSummary, TopSummary } from '../../../src/domain/lists.ts';
import type { PersonSummary } from '../../../src/domain/person-summary.ts';
import type { StatusSummary } from '../../../src/domain/status.ts';
import type { TeamDetails } from '../../../src/domain/team-details.ts';
import {
  changed,
  chart,
  day,
  figures,
  inactiveSeat,
  maybe,
  notes,
  number,
  outsideText,
  period,
  rate,
  seatFigures,
  splits,
  usage,
} from './hostile.ts';

const instant = fc.date();
const zone = fc.constantFrom('Asia/Shanghai', 'UTC', 'America/New_York');
const tooSmall = fc.option(
  fc.record(
    { minimum: fc.nat(20), protects: fc.constant(true as const) },
    { requiredKeys: ['minimum'] },
  ),
);
const holder = { name: fc.option(outsideText), email: fc.option(outsideText) };
const provider = fc.constantFrom('lingma', 'windsurf', '<!channel>');
const common = {
  provider,
  title: outsideText,
  dataTo: fc.option(day),
  fetchedAt: fc.option(instant),
  notes,
};
const team = fc.option(fc.record({ id: outsideText, name: outsideText }));

export const hostilePerson: fc.Arbitrary<PersonSummary> = fc.record({
  person: fc.record({ ...holder, isSelf: fc.boolean() }),
  teams: fc.array(outsideText, { maxLength: 12 }),
  period,
  before: period,
  zone,
  inactiveDays: fc.nat(90),
  providers: fc.array(
    fc.record({
      ...common,
      dayZone: fc.constantFrom(null, 'Europe/Berlin'),
      seat: fc.option(
        fc.record({
          state: fc.constantFrom('held', 'pending', 'disabled', 'rejected', 'unspecified'),
          standing: fc.constantFrom('active', 'never-used', 'lapsed', 'new', 'unknown'),
          givenAt: maybe,
          lastActiveAt: maybe,
          lastActiveIsGuess: fc.boolean(),
        }),
      ),
      activeDays: figures(changed),
      usage: figures(usage),
      chart: figures(chart),
      splits: figures(splits),
      window: figures(fc.record({ credits: fc.option(outsideText), cycle: fc.option(period) })),
    }),
    { maxLength: 6 },
  ),
  privacy: fc.option(
    fc.record({
      listed: fc.boolean(),
      seen: fc.array(
        fc.record({
          at: instant,
          slackUserId: outsideText,
          what: fc.constantFrom('summary', 'export', 'inactive', 'details', 'nudges'),
        }),
        { maxLength: 8 },
      ),
      seenInAll: fc.nat(),
      nudges: fc.record({
        sent: fc.array(
          fc.record({
            at: instant,
            seats: fc.array(
              fc.record({
                provider,
                title: outsideText,
                step: fc.constantFrom('first', 'second', 'reclaim'),
                said: fc.option(
                  fc.oneof(
                    fc.record({ kind: fc.constantFrom('keep', 'set-up', 'give-back', 'no-tips') }),
                    fc.record({ kind: fc.constant('away' as const), until: day }),
                  ),
                ),
              }),
              { maxLength: 8 },
            ),
          }),
          { maxLength: 7 },
        ),
        inAll: fc.nat(),
        tipsOff: fc.boolean(),
        awayUntil: fc.option(day),
        exemptUntil: fc.option(day),
      }),
    }),
  ),
  notes,
});

export const hostileDetails: fc.Arbitrary<TeamDetails> = fc.record({
  providers: fc.array(
    fc.record({
      provider,
      title: outsideText,
      points: figures(
        fc.record({
          grain: fc.constantFrom('day', 'week', 'month'),
          points: fc.array(
            fc.record({
              period,
              linesAccepted: maybe,
              activePeople: maybe,
              linesChanged: maybe,
              chatTurns: maybe,
              completions: rate,
            }),
            { maxLength: 120 },
          ),
        }),
      ),
      people: fc.option(
        fc.array(
          fc.record({
            ...holder,
            personId: outsideText,
            activeDays: number,
            linesAccepted: maybe,
            chatTurns: maybe,
            completions: rate,
          }),
          { maxLength: 150 },
        ),
      ),
    }),
    { maxLength: 4 },
  ),
});

export const hostileTop: fc.Arbitrary<TopSummary> = fc.record({
  team,
  by: fc.constantFrom('lines', 'completions', 'chats'),
  limit: fc.nat(100),
  period,
  zone,
  providers: fc.array(
    fc.record({
      ...common,
      ranking: figures(
        fc.array(fc.record({ ...holder, personId: outsideText, value: number }), {
          maxLength: 100,
        }),
      ),
      people: fc.nat(),
      unlisted: fc.nat(),
    }),
    { maxLength: 6 },
  ),
  tooSmall,
  notes,
});

export const hostileInactive: fc.Arbitrary<InactiveSummary> = fc.record({
  team,
  days: fc.nat(365),
  graceDays: fc.nat(30),
  zone,
  providers: fc.array(
    fc.record({
      ...common,
      counts: figures(seatFigures),
      seats: fc.option(fc.array(inactiveSeat, { maxLength: 150 })),
      own: fc.option(inactiveSeat),
    }),
    { maxLength: 6 },
  ),
  tooSmall,
  notes,
});

export const hostileTeams: fc.Arbitrary<TeamsSummary> = fc.record({
  period,
  before: period,
  zone,
  inactiveDays: fc.nat(90),
  providers: fc.array(fc.record({ ...common, hasLines: fc.boolean() }), { maxLength: 5 }),
  teams: fc.array(
    fc.record({
      id: outsideText,
      name: outsideText,
      within: fc.option(outsideText),
      withheld: fc.subarray(['lingma', 'windsurf']),
      cells: fc.array(
        fc.record({
          provider,
          held: maybe,
          active: maybe,
          inactive: maybe,
          linesAccepted: changed,
          linesChanged: maybe,
          chatTurns: maybe,
        }),
        { maxLength: 3 },
      ),
    }),
    { maxLength: 150 },
  ),
  tooSmall: fc.option(fc.record({ count: fc.nat(200), minimum: fc.nat(20) })),
  notes,
});

const unmatchedReason = fc.constantFrom('not-in-directory', 'no-email', 'not-in-slack');

export const hostileStatus: fc.Arbitrary<StatusSummary> = fc.record({
  version: outsideText,
  database: fc.constantFrom('pglite', 'postgres'),
  startedAt: instant,
  now: instant,
  zone,
  providers: fc.array(
    fc.record({
      provider,
      title: outsideText,
      dataTo: fc.option(day),
      lastAnswer: fc.option(instant),
      failure: fc.option(fc.record({ at: instant, message: fc.option(outsideText) })),
      rejected: fc.nat(),
      syncing: fc.boolean(),
      held: fc.option(period),
      seats: maybe,
    }),
    { maxLength: 10 },
  ),
  people: fc.record({
    withSeats: fc.nat(),
    matched: fc.nat(),
    waiting: fc.nat(),
    unmatched: fc.record({
      'not-in-directory': fc.nat(),
      'no-email': fc.nat(),
      'not-in-slack': fc.nat(),
    }),
  }),
  unmatchedPeople: fc.option(
    fc.record({
      people: fc.array(
        fc.record({ ...holder, provider, personId: outsideText, reason: unmatchedReason }),
        { maxLength: 100 },
      ),
      inAll: fc.nat(),
    }),
  ),
  notes,
});
