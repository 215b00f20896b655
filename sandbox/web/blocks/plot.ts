/** Round steps from 0 (or below, where values are) to at least the largest value, four or so. */
export function ticksFor(values: readonly number[]): number[] {
  const most = Math.max(...values, 0);
  const least = Math.min(...values, 0);
  const span = most - least || 1;
  const power = 10 ** Math.floor(Math.log10(span / 4));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= span / 4) ?? span;
  const first = Math.floor(least / step);
  const last = Math.max(Math.ceil(most / step), first + 1);
  return Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
}

/** How many labels stand between two that are shown, so that they do not touch. */
export function everyNth(labels: readonly string[], room: number): number {
  const characters = Math.max(...labels.map((label) => label.length), 1);
  const each = characters * 6.4 + 10;
  return Math.max(1, Math.ceil((labels.length * each) / Math.max(room, 1)));
}

/** A number on an axis, in short. */
export function shortNumber(value: number): string {
  return new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 }).format(
    value,
  );
}
