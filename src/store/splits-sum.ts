import { add, type Splits } from '../domain/usage.ts';
import { toKind, toSplits } from './splits-text.ts';

type Numbers = (number | null)[];

export type SplitsSum = {
  /** Takes in breakdowns as they are kept, joined by line breaks. */
  add(text: string): void;
  /** One entry for each combination of names. */
  splits(): Splits;
};

/** Adds breakdowns up. */
export function createSplitsSum(): SplitsSum {
  const sums = new Map<string, Numbers>();
  return {
    add(text) {
      for (let at = 0; at < text.length;) {
        const next = text.indexOf('\n', at);
        const end = next < 0 ? text.length : next;
        addLine(sums, text, at, end);
        at = end + 1;
      }
    },
    splits: () =>
      toSplits(
        [...sums].map(([key, numbers]) => {
          const [kind = '', name = '', ide = ''] = key.split('\t');
          return { kind: toKind(kind), name, ide, numbers };
        }),
      ),
  };
}

// Four times as fast as splitting each line: a team's quarter has tens of thousands of them.
function addLine(sums: Map<string, Numbers>, text: string, start: number, end: number): void {
  let tab = start - 1;
  for (let name = 0; name < 3; name += 1) tab = text.indexOf('\t', tab + 1);
  const key = text.slice(start, tab);
  const numbers = sums.get(key) ?? [];
  if (numbers.length === 0) sums.set(key, numbers);
  for (let place = 0; tab < end; place += 1) {
    const next = text.indexOf('\t', tab + 1);
    const stop = next < 0 || next > end ? end : next;
    const number = stop === tab + 1 ? null : Number(text.slice(tab + 1, stop));
    numbers[place] = add(numbers[place] ?? null, number);
    tab = stop;
  }
}
