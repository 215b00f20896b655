import { z } from 'zod';
import type { ErrorCode } from '../../errors.ts';
import type { Complaint, Question } from '../http.ts';

const word = z.string().trim().optional().catch(undefined);

const errorBody = z.object({ error: word, message: word });

/** What the vendor writes, at any HTTP status, and what it means. The first that fits holds. */
const MEANINGS: readonly (readonly [RegExp, ErrorCode])[] = [
  [/invalid service.?key/i, 'unauthorized'],
  [/permission/i, 'forbidden'],
  [/(?:invalid|unknown|no such) group|group.*not (?:found|exist)/i, 'not_found'],
  [/rate.?limit|too many/i, 'rate_limited'],
  [/service.?key/i, 'unauthorized'],
  [/timestamp/i, 'invalid'],
];

/** Reads `{error}`: a failure where it is not empty, whatever the status. */
export function complaintIn(body: unknown, status: number, question: Question): Complaint | null {
  if (typeof body === 'string') return status >= 400 ? { text: body } : null;
  const { data } = errorBody.safeParse(body);
  const text = data?.error || (status >= 400 ? data?.message : undefined);
  if (!text) return null;
  const code = MEANINGS.find(([pattern]) => pattern.test(text))?.[1];
  if (!code) return { text };
  return { code, name: text, text, ...sayGroup(code, question) };
}

function sayGroup(code: ErrorCode, { body }: Question): Complaint {
  const group = body?.['group_name'];
  if (code !== 'not_found' || group === undefined) return {};
  return {
    sentence: `Windsurf knows no group “${group}”: check the exact name of the group in the teams file (TEAMS_FILE).`,
  };
}
