import type { Changed, ChangedRate, Rate } from '../../domain/summary.ts';

const NOT_PROVIDED = 'not provided';
/** Where a figure has no value: a rate of nothing, a change that is not known. */
export const NO_VALUE = '—';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const tenths = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** A number in full, `12,345`; “not provided” where there is none. */
export function count(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return NOT_PROVIDED;
  return written(value, whole);
}

/** A rate as `34.5 %`; a dash where its whole is 0. */
export function percent(rate: Rate): string {
  const value = percentOf(rate);
  if (value === 'not-known') return NOT_PROVIDED;
  return value === null ? NO_VALUE : `${written(value, tenths)} %`;
}

/** The change against the period before: `▲ 12 %`, `▼ 3 %`, `no change`, `none before` where there was nothing, a dash where it is not known. */
export function change({ now, before }: Changed): string {
  if (!isKnown(now) || !isKnown(before)) return NO_VALUE;
  if (now === before) return 'no change';
  if (before === 0) return 'none before';
  const part = ((now - before) / Math.abs(before)) * 100;
  const size = Math.abs(part);
  return `${part > 0 ? '▲' : '▼'} ${size < 1 ? 'under 1' : written(Math.round(size), whole)} %`;
}

/** The change of a rate in points: `▲ 1.3 points`. */
export function changeInPoints({ now, before }: ChangedRate): string {
  const [left, right] = [percentOf(now), percentOf(before)];
  if (typeof left !== 'number' || typeof right !== 'number') return NO_VALUE;
  const points = left - right;
  if (points === 0) return 'no change';
  const size = Math.abs(points);
  return `${points > 0 ? '▲' : '▼'} ${size < 0.1 ? 'under 0.1' : written(size, tenths)} points`;
}

/** Two changing counts as a changing rate. */
export function rateOf(part: Changed, whole: Changed): ChangedRate {
  return {
    now: { part: part.now, whole: whole.now },
    before: { part: part.before, whole: whole.before },
  };
}

/** `1 seat`, `12,345 seats`; a word whose plural is not made with s gives its own. */
export function counted(value: number, word: string, plural = `${word}s`): string {
  return `${count(value)} ${value === 1 ? word : plural}`;
}

function percentOf({ part, whole }: Rate): number | 'not-known' | null {
  if (!isKnown(part) || !isKnown(whole)) return 'not-known';
  return whole === 0 ? null : (part / whole) * 100;
}

function isKnown(value: number | null): value is number {
  return value !== null && Number.isFinite(value);
}

// Past what a double holds exactly, digits in full would be made up.
function written(value: number, format: Intl.NumberFormat): string {
  return Math.abs(value) > Number.MAX_SAFE_INTEGER ? value.toExponential(3) : format.format(value);
}
