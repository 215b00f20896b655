import fc from 'fast-check';
import { addDays, type Period } from '../../../src/domain/calendar.ts';
import type {
  Changed,
  Figures,
  InactiveSeat,
  ProviderSummary,
  SplitShare,
  TeamSummary,
} from '../../../src/domain/summary.ts';

const PAYLOADS = [
  '<!channel>',
  '<!here|x> <@U0123> <#C0123|general> <!subteam^S1>',
  '<https://evil.example|click>',
  'https://evil.example/x?a=1&b=2',
  'www.evil.example',
  '*bold* _it_ ~no~ `code` ```pre```',
  '> quote',
  '&lt;!channel&gt;',
  ':tada: @channel #general',
  '\u202egnp.exe\u2066\u2069\u200f',
  'a\u0000b\u001b[31m\r\nc\u2028d',
  '\ud800 lone \udc00',
  `Z${'\u0301'.repeat(400)}algo`,
  '👩‍👩‍👧‍👦'.repeat(80),
  'ש'.repeat(500),
  '"\\'.repeat(200),
  '',
  '   ',
];

/** Text as somebody outside may have written it: with markup, controls, lone surrogates, far too long. */
export const outsideText = fc.oneof(
  fc.constantFrom(...PAYLOADS),
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({ unit: 'grapheme-composite', maxLength: 60 }),
  fc.array(fc.constantFrom(...PAYLOADS), { maxLength: 60 }).map((parts) => parts.join(' ')),
);

export const number = fc.oneof(
  fc.nat(100_000),
  fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER),
  fc.double(),
);
export const maybe = fc.option(number);
export const changed: fc.Arbitrary<Changed> = fc.record({ now: maybe, before: maybe });
export const rate = fc.record({ part: maybe, whole: maybe });

export const day = fc.nat(2000).map((offset) => addDays('2024-01-01', offset));
export const period: fc.Arbitrary<Period> = fc
  .tuple(day, fc.nat(366))
  .map(([from, length]) => ({ from, to: addDays(from, length) }));

/** Known, or not in either way. */
export function figures<T>(known: fc.Arbitrary<T>): fc.Arbitrary<Figures<T>> {
  return fc.oneof(
    known.map((value) => ({ state: 'known', figures: value }) as const),
    fc.constantFrom({ state: 'not-provided' } as const, { state: 'not-available' } as const),
  );
}

const share: fc.Arbitrary<SplitShare> = fc.record({
  name: outsideText,
  part: number,
  of: fc.constantFrom('lines accepted', 'completions accepted', 'chat turns'),
});
const shares = fc.array(share, { maxLength: 30 });
const note = fc.record({
  kind: fc.constantFrom('trouble' as const, 'remark' as const),
  text: outsideText,
});
export const notes = fc.array(note, { maxLength: 20 });

const seatHeld = fc.record({
  personId: outsideText,
  name: fc.option(outsideText),
  email: fc.option(outsideText),
});
export const inactiveSeat: fc.Arbitrary<InactiveSeat> = fc
  .tuple(
    seatHeld,
    fc.record({
      reason: fc.constantFrom('never-used' as const, 'lapsed' as const),
      lastActiveAt: maybe,
      givenAt: maybe,
    }),
  )
  .map(([holder, state]) => ({ ...holder, ...state }));

export const seatFigures = fc.record({
  held: number,
  activeInPeriod: maybe,
  inactive: fc.option(fc.record({ count: number, neverUsed: number, lapsed: number })),
  usageSince: fc.option(day),
  fresh: number,
  pending: number,
  disabled: number,
});
export const chart = fc.record({
  grain: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
  points: fc.array(fc.record({ period, linesAccepted: maybe, activePeople: maybe }), {
    maxLength: 30,
  }),
});
export const usage = fc.record({
  linesAccepted: changed,
  linesChanged: changed,
  chatTurns: changed,
  completions: fc.record({ now: rate, before: rate }),
  source: fc.constantFrom('department-days' as const, 'person-days' as const),
});
export const splits = fc.record({ languages: shares, ides: shares, chatKinds: shares });

const provider: fc.Arbitrary<ProviderSummary> = fc.record({
  provider: outsideText,
  title: outsideText,
  groupWord: fc.constantFrom('department' as const, 'group' as const),
  dayZone: fc.constantFrom(null, 'Asia/Shanghai', 'Europe/Berlin'),
  dataTo: fc.option(day),
  fetchedAt: fc.option(fc.date()),
  seats: figures(seatFigures),
  inactiveSeats: fc.option(fc.array(inactiveSeat, { maxLength: 20 })),
  people: figures(fc.record({ active: changed, chat: changed, completion: changed })),
  usage: figures(usage),
  chart: figures(chart),
  top: figures(
    fc.array(
      fc.record({
        personId: outsideText,
        name: fc.option(outsideText),
        email: fc.option(outsideText),
        linesAccepted: number,
      }),
      { maxLength: 20 },
    ),
  ),
  splits: figures(splits),
  window: figures(
    fc.record({
      activeDays: fc.record({ sum: number, people: number }),
      lastUsedAt: maybe,
      lastUsedIsGuess: fc.boolean(),
      credits: maybe,
      cycle: fc.option(period),
    }),
  ),
  unmatched: fc.nat(),
  notes,
});

/** A summary with nothing nice in it: hostile names, any mixture of known and missing, more than a message can hold. */
export const hostileSummary: fc.Arbitrary<TeamSummary> = fc.record({
  team: fc.record({ id: outsideText, name: outsideText }),
  period,
  before: period,
  zone: fc.constantFrom('Asia/Shanghai', 'UTC', 'America/New_York'),
  inactiveDays: fc.nat(90),
  providers: fc.array(provider, { maxLength: 8 }),
  tooSmall: fc.option(fc.record({ minimum: fc.nat(20) })),
  notes,
});
