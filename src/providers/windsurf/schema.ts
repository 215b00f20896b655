import { z } from 'zod';

const text = z.string().max(1000).nullish();
const count = z.union([z.int().min(0).max(100_000), z.string().regex(/^\d{1,5}$/)]).nullish();

/**
 * The answer of `UserPageAnalytics`. https://docs.windsurf.com/plugins/accounts/api-reference/user-page-analytics
 * Its rows are checked one by one, so that a bad one spoils no other.
 */
export const userPageAnalytics = z.object({
  userTableStats: z.array(z.unknown()).nullish(),
  billingCycleStart: text.catch(null),
  billingCycleEnd: text.catch(null),
});

/** A row of the roster. What is not named here is dropped, above all `apiKey`, which is a secret. */
export const userTableStat = z.object({
  name: text,
  email: text,
  signupTime: text,
  lastUpdateTime: text,
  lastAutocompleteUsageTime: text,
  lastChatUsageTime: text,
  lastCommandUsageTime: text,
  activeDays: count,
  disableCodeium: z.boolean().nullish(),
  promptCreditsUsed: z.union([z.number(), z.string().max(100)]).nullish(),
  teamStatus: text,
});

export type UserTableStat = z.output<typeof userTableStat>;
