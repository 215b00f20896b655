import type { Figures, ProviderSummary, SplitShare } from '../../domain/summary.ts';
import {
  bold,
  list,
  NOTHING,
  paragraph,
  passage,
  SPARE,
  type Run,
  type Section,
} from './blocks.ts';
import { count, counted } from './numbers.ts';
import { nameOf } from './people.ts';
import { mrkdwn, plain } from './text.ts';

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
export function topSection({ top }: Pick<ProviderSummary, 'top'>): Section {
  if (top.state !== 'known') return NOTHING;
  const title = bold('Top acceptors');
  if (top.figures.length === 0) {
    return passage(SPARE.people, title, ': nobody accepted a line.');
  }
  const named = top.figures.slice(0, TOP).map((acceptor) => ({
    name: nameOf(acceptor),
    lines: count(acceptor.linesAccepted),
  }));
  const items = named.map(({ name, lines }) => [name, ' · ', bold(lines)]);
  return {
    parts: [{ block: list([title, ' by lines accepted'], 'ordered', items), spare: SPARE.people }],
    lines: [
      `Top acceptors by lines: ${named.map(({ name, lines }) => `${mrkdwn(name)} ${lines}`).join(', ')}`,
    ],
  };
}

/** How much the same people accepted together, without saying who they are. */
export function unnamedTopSection({ top }: Pick<ProviderSummary, 'top'>): Section {
  if (top.state !== 'known' || top.figures.length === 0) return topSection({ top });
  const first = top.figures.slice(0, TOP);
  const lines = first.reduce((sum, { linesAccepted }) => sum + linesAccepted, 0);
  const who = counted(first.length, 'person', 'people');
  return passage(SPARE.people, bold('Top acceptors'), `: ${who} accepted ${count(lines)} lines.`);
}

/** The vendor's breakdown by language, IDE and kind of chat: the largest shares by name, at most `most` of each. */
export function splitSection(
  { splits }: Pick<ProviderSummary, 'splits'>,
  most = NAMED_SHARES,
): Section {
  if (splits.state !== 'known') return NOTHING;
  const { languages, ides, chatKinds } = splits.figures;
  const rows = [
    ...splitRows('By language', languages, most),
    ...splitRows('By IDE', ides, most),
    ...splitRows('By kind of chat', chatKinds, most),
  ];
  if (rows.length === 0) return NOTHING;
  const runs = rows.flatMap(({ title, of, shares }, index): Run[] => [
    index > 0 ? '\n' : '',
    bold(title),
    ` (${of}): ${shares}`,
  ]);
  return {
    parts: [{ block: paragraph(...runs), spare: SPARE.splits }],
    lines: rows.map(({ title, of, shares }) => `${title} (${of}): ${mrkdwn(shares)}`),
  };
}

type SplitRow = { readonly title: string; readonly of: string; readonly shares: string };

// Shares of different measures do not belong in one row.
function splitRows(title: string, shares: readonly SplitShare[], most: number): SplitRow[] {
  const measures = [...new Set(shares.map(({ of }) => of))];
  return measures.map((of) => {
    const own = shares
      .filter((share) => share.of === of)
      .toSorted((left, right) => right.part - left.part);
    const others = own.slice(most);
    const sum = others.reduce((total, { part }) => total + part, 0);
    const named = own
      .slice(0, most)
      .map(({ name, part }) => `${plain(name, 24) || 'unknown'} ${count(part)}`);
    const rest = others.length > 0 ? [`${count(others.length)} more ${count(sum)}`] : [];
    return { title, of, shares: [...named, ...rest].join(' · ') };
  });
}
