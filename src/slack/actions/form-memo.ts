import { z } from 'zod';
import type { Asker } from '../commands/answering.ts';

/** What a form remembers of where it was opened, as its private metadata. */
const memo = z.object({
  responseUrl: z.string(),
  replaces: z.enum(['pressed', 'said', 'view', 'nothing']),
  edit: z.number().int().nullable(),
});

/** Writes down where a form was opened, and the subscription that it changes. */
export function formMemoOf({ responseUrl, replaces }: Asker, edit: number | null): string {
  return JSON.stringify({ responseUrl, replaces, edit });
}

/** Reads what `formMemoOf` wrote; null where something else did. */
export function readFormMemo(metadata: string): z.output<typeof memo> | null {
  try {
    return memo.parse(JSON.parse(metadata));
  } catch {
    return null;
  }
}
