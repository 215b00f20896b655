import { z } from 'zod';

/** A nudge and a seat's place in it; null for all of its seats. */
export type SeatNamed = { readonly nudgeId: string; readonly seat: number | null };

const memo = z.object({
  responseUrl: z.string(),
  nudgeId: z.string(),
  seat: z.number().int().nullable(),
});

/** Reads a button's value; what is no place stands for all seats. */
export function seatNamed(value: string): SeatNamed {
  const at = value.lastIndexOf(':');
  if (at < 0) return { nudgeId: value, seat: null };
  const place = value.slice(at + 1);
  return { nudgeId: value.slice(0, at), seat: /^\d{1,4}$/.test(place) ? Number(place) : null };
}

/** Writes down which seat a form is about, and where its button was pressed. */
export function nudgeMemoOf(about: z.output<typeof memo>): string {
  return JSON.stringify(about);
}

/** Reads what `nudgeMemoOf` wrote; null where something else did. */
export function readNudgeMemo(metadata: string): z.output<typeof memo> | null {
  try {
    return memo.parse(JSON.parse(metadata));
  } catch {
    return null;
  }
}
