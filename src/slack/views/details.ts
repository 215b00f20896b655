import type {
  Acceptor,
  Figures,
  ProviderSummary,
  SeatFigures,
  SplitShare,
} from '../../domain/summary.ts';
import { dayText } from './dates.ts';
import { list, paragraph, SPARE, type Run, type Section } from './blocks.ts';
import { count, counted } from './numbers.ts';
import { mrkdwn, plain } from './text.ts';

const NOTHING: Section = { parts: [], lines: [] };
const TOP = 5;
const NAMED_SHARES = 5;

/** What a provider has no figure for, in the reader's words: never had, or not this time. */
export function missingOf(provider: ProviderSummary): {
  /** How many groups of figures there are. */
  readonly known: number;
  readonly notProvided: string[];
  readonly notAvailable: string[];
} {
  const parts: [Figures<unknown>, string][] = [
    [provider.seats, 'seats'],
    [provider.people, 'active people'],
    [
      provider.usage,
      'lines accepted, AI share of changed lines, completion acceptance, chat turns',
    ],
    [provider.chart, 'chart'],
    [provider.top, 'top acceptors'],
    [provider.splits, 'splits by language, IDE and kind of chat'],
  ];
  const named = (state: string) =>
    parts.flatMap(([figures, words]) => (figures.state === state ? [words] : []));
  // Only some providers count in windows, and the others are not missed there.
  const window =
    provider.window.state === 'not-available' ? ['active days, last use, credits'] : [];
  const all = [...parts.map(([figures]) => figures), provider.window];
  return {
    known: all.filter(({ state }) => state === 'known').length,
    notProvided: named('not-provided'),
    notAvailable: [...named('not-available'), ...window],
  };
}

/** The people who accepted most lines, at most five. */
export function topSection({ top }: ProviderSummary): Section {
  if (top.state !== 'known') return NOTHING;
  const title: Run = { text: 'Top acceptors', as: 'bold' };
  if (top.figures.length === 0) {
    return {
      parts: [{ block: paragraph(title, ': nobody accepted a line.'), spare: SPARE.people }],
      lines: ['Top acceptors: nobody accepted a line.'],
    };
  }
  const named = top.figures.slice(0, TOP).map((acceptor) => ({
    name: nameOf(acceptor),
    lines: count(acceptor.linesAccepted),
  }));
  const items = named.map(({ name, lines }) => [name, ' · ', { text: lines, as: 'bold' } as const]);
  return {
    parts: [{ block: list([title, ' by lines accepted'], 'ordered', items), spare: SPARE.people }],
    lines: [
      `Top acceptors by lines: ${named.map(({ name, lines }) => `${mrkdwn(name)} ${lines}`).join(', ')}`,
    ],
  };
}

function nameOf({ name, email, personId }: Acceptor): string {
  return plain(name ?? '', 40) || plain(email ?? '', 40) || `id ${plain(personId, 12) || '—'}`;
}

/** How many seats are inactive and why, then the states that are no part of them. */
export function inactiveSection({ seats }: ProviderSummary, inactiveDays: number): Section {
  if (seats.state !== 'known') return NOTHING;
  const text = inactiveText(seats.figures, inactiveDays);
  return {
    parts: [
      {
        block: paragraph({ text: 'Inactive seats', as: 'bold' }, `: ${text}`),
        spare: SPARE.people,
      },
    ],
    lines: [`Inactive seats: ${text}`],
  };
}

function inactiveText(seats: SeatFigures, inactiveDays: number): string {
  const { held, inactive, usageSince, fresh, pending, disabled } = seats;
  const besides = listed([
    [fresh, 'new'],
    [pending, 'pending'],
    [disabled, 'disabled'],
  ]);
  const tail = besides ? ` Besides: ${besides}.` : '';
  if (!inactive) return `not known.${tail}`;
  const reasons = listed([
    [inactive.neverUsed, usageSince ? `never used since ${dayText(usageSince)}` : 'never used'],
    [inactive.lapsed, `not used for ${counted(inactiveDays, 'day')}`],
  ]);
  return `${count(inactive.count)} of ${counted(held, 'seat')}${reasons && ` (${reasons})`}.${tail}`;
}

function listed(entries: readonly (readonly [number, string])[]): string {
  return entries
    .filter(([many]) => many > 0)
    .map(([many, word]) => `${count(many)} ${word}`)
    .join(', ');
}

/** The vendor's breakdown by language, IDE and kind of chat: the largest shares by name. */
export function splitSections({ splits }: ProviderSummary): Section[] {
  if (splits.state !== 'known') return [];
  const { languages, ides, chatKinds } = splits.figures;
  const rows = [
    ...splitRows('By language', languages),
    ...splitRows('By IDE', ides),
    ...splitRows('By kind of chat', chatKinds),
  ];
  return rows.map(({ title, of, shares }) => ({
    parts: [
      { block: paragraph({ text: title, as: 'bold' }, ` (${of}): ${shares}`), spare: SPARE.splits },
    ],
    lines: [`${title} (${of}): ${mrkdwn(shares)}`],
  }));
}

type SplitRow = { readonly title: string; readonly of: string; readonly shares: string };

// Shares of different measures do not belong in one row.
function splitRows(title: string, shares: readonly SplitShare[]): SplitRow[] {
  const measures = [...new Set(shares.map(({ of }) => of))];
  return measures.map((of) => {
    const own = shares
      .filter((share) => share.of === of)
      .toSorted((left, right) => right.part - left.part);
    const others = own.slice(NAMED_SHARES);
    const sum = others.reduce((total, { part }) => total + part, 0);
    const named = own
      .slice(0, NAMED_SHARES)
      .map(({ name, part }) => `${plain(name, 24) || 'unknown'} ${count(part)}`);
    const rest = others.length > 0 ? [`${count(others.length)} more ${count(sum)}`] : [];
    return { title, of, shares: [...named, ...rest].join(' · ') };
  });
}
