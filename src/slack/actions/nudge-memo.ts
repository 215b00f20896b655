import { z } from 'zod';

/** A nudge and a seat's place in it; null for all of its seats. */
export type SeatNamed = { readonly nudgeId: string; readonly seat: number | null };

const memo = z.object({
  responseUrl: z.string(),
  /** Null where it is about no nudge. */
  nudgeId: z.string().nullable(),
  seat: z.number().int().nullable(),
});

/** Where a form was asked for, and what it is about. */
export type NudgeMemo = z.output<typeof memo>;

/** Reads a button's value; what is no place stands for all seats. */
export function seatNamed(value: string): SeatNamed {
  const at = value.lastIndexOf(':');
  if (at < 0) return { nudgeId: value, seat: null };
  const place = value.slice(at + 1);
  return { nudgeId: value.slice(0, at), seat: /^\d{1,4}$/.test(place) ? Number(place) : null };
}

/** Writes down which seat a form is about, and where its button was pressed. */
export function nudgeMemoOf(about: NudgeMemo): string {
  return JSON.stringify(about);
}

/** Reads what `nudgeMemoOf` wrote; null where something else did. */
export function readNudgeMemo(metadata: string): NudgeMemo | null {
  try {
    return memo.parse(JSON.parse(metadata));
  } catch {
    return null;
  }
}
