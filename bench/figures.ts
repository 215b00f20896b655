/** The value below which `share` (0 to 1) of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = low] = [
    sorted[Math.ceil(middle) - 1],
    sorted[Math.floor(middle)],
  ];
  return (low + high) / 2;
}

export function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

export function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

export function seconds(value: number): string {
  return `${(value / 1000).toFixed(1)} s`;
}

export function megabytes(bytes: number): string {
  return `${count(bytes / 1024 / 1024)} MB`;
}

export function ratio(value: number): string {
  return `${value.toFixed(2)}×`;
}

/** The lowest and the highest of the values, where there are several. */
export function spread(values: readonly number[], format: (value: number) => string): string {
  if (values.length < 2) return '';
  return ` (${format(Math.min(...values))}–${format(Math.max(...values))})`;
}
