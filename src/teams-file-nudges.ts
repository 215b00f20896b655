import { z } from 'zod';
import {
  DEFAULT_NUDGE_POLICY,
  type Money,
  type NudgeDays,
  type NudgePolicy,
  type TeamNudges,
} from './domain/nudge-settings.ts';
import { isZone } from './domain/zones.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
const PRICE = /^(?<amount>\d{1,7}(?:\.\d{1,2})?) ?(?<currency>[A-Z]{3})$/;
const ANSWERS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
};

/** Numbers are read from text, as every value of the file is. */
function whole(least: number, most: number) {
  const error = `must be a whole number from ${least} to ${most}`;
  return z
    .string({ error })
    .regex(/^\d{1,6}$/, { error })
    .transform(Number)
    .refine((count) => count >= least && count <= most, { error });
}

function yesOrNo() {
  const error = 'must be true or false';
  return z
    .string({ error })
    .refine((text) => Object.hasOwn(ANSWERS, text.toLowerCase()), { error })
    .transform((text) => ANSWERS[text.toLowerCase()] === true);
}

const link = z
  .string({ error: 'must be a link' })
  .trim()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
    error: 'must be a link that begins with https://',
  });

const priceError = 'must be a month’s price of a seat, such as 20 CNY';
const price = z
  .string({ error: priceError })
  .trim()
  .transform((text, context): Money => {
    const { amount = '', currency = '' } = PRICE.exec(text)?.groups ?? {};
    if (!CURRENCIES.has(currency)) context.addIssue({ code: 'custom', message: priceError });
    return { amount: Number(amount), currency };
  });

/** A section of which every line is left out: what is read then is empty text. */
function orEmpty<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (value === '' || value === null ? {} : value), schema);
}

const product = orEmpty(
  z.strictObject(
    {
      setup: z.array(link, { error: 'must be a list of links' }).default([]),
      price: price.optional(),
    },
    { error: 'must hold setup and price' },
  ),
);

const days = {
  first: whole(7, 365).optional(),
  again: whole(1, 365).optional(),
  reclaim: whole(14, 730).optional(),
};

/** What a team has of its own: `nudges: off`, or other days. */
export const teamNudges = z
  .preprocess(
    (value) => (typeof value === 'string' && value !== '' ? { off: notThat(value) } : value),
    orEmpty(
      z.strictObject(
        { off: yesOrNo().default(false), ...days },
        { error: 'must be off, or hold first, again and reclaim' },
      ),
    ),
  )
  .optional();

/** `nudges: off` is `off: true`, and the other way round. */
function notThat(text: string): string {
  const answer = ANSWERS[text.toLowerCase()];
  return answer === undefined ? text : String(!answer);
}

const policy = z
  .strictObject(
    {
      auto: yesOrNo().default(DEFAULT_NUDGE_POLICY.auto),
      ...days,
      between: whole(1, 365).default(DEFAULT_NUDGE_POLICY.betweenDays),
      grace: whole(0, 365).default(DEFAULT_NUDGE_POLICY.graceDays),
      keep: whole(1, 730).default(DEFAULT_NUDGE_POLICY.keepDays),
      perMinute: whole(1, 600).default(DEFAULT_NUDGE_POLICY.perMinute),
      day: z
        .string({ error: 'must be a day of the week' })
        .transform((text) => text.trim().toLowerCase())
        .refine((text) => WEEKDAYS.includes(text), { error: 'must be a day such as monday' })
        .default('monday'),
      at: z
        .string({ error: 'must be a time such as 10:00' })
        .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time such as 10:00' })
        .default(DEFAULT_NUDGE_POLICY.schedule.at),
      tz: z
        .string({ error: 'must be a time zone' })
        .refine(isZone, { error: 'must be a time zone such as Asia/Shanghai' })
        .optional(),
      contact: z
        .string({ error: 'must be text' })
        .trim()
        .min(1, { error: 'must not be empty' })
        .max(200, { error: 'must have at most 200 characters' })
        .optional(),
      lingma: product.optional(),
      windsurf: product.optional(),
    },
    { error: 'must hold the policy of nudges' },
  )
  .superRefine((section, context) => {
    if (comesLater(daysOf(section))) return;
    context.addIssue({ code: 'custom', path: ['reclaim'], message: NOT_LATER });
  });

/** The section `nudges:`. */
export const nudges = orEmpty(policy);

const NOT_LATER = 'must be more days than first: nobody loses a seat before they were asked';

type NudgesInFile = z.output<typeof nudges>;

/** The policy as the bot goes by it; the product's own where the file has no section. `teams` are what teams have of their own. */
export function toPolicy(
  section: NudgesInFile | undefined,
  teams: Readonly<Record<string, TeamNudges>>,
): NudgePolicy {
  if (!section) return { ...DEFAULT_NUDGE_POLICY, teams };
  const { auto, between, grace, keep, perMinute, at, day, tz, contact } = section;
  const products = Object.entries({ lingma: section.lingma, windsurf: section.windsurf });
  return {
    ...daysOf(section),
    auto,
    betweenDays: between,
    graceDays: grace,
    keepDays: keep,
    perMinute,
    schedule: {
      every: { kind: 'weekdays', days: [WEEKDAYS.indexOf(day) + 1] },
      at,
      zone: tz ?? null,
    },
    contact: contact ?? null,
    setUp: Object.fromEntries(products.flatMap(([id, of]) => (of ? [[id, of.setup]] : []))),
    prices: Object.fromEntries(products.flatMap(([id, of]) => (of?.price ? [[id, of.price]] : []))),
    teams,
  };
}

/** What a team has of its own, in the domain's words. */
export function toTeamNudges({
  off,
  ...own
}: NonNullable<z.output<typeof teamNudges>>): TeamNudges {
  const { first, again, reclaim }: OwnDays = own;
  return {
    off,
    ...(first === undefined ? {} : { firstDays: first }),
    ...(again === undefined ? {} : { againDays: again }),
    ...(reclaim === undefined ? {} : { reclaimDays: reclaim }),
  };
}

/** What is wrong with a team's own days beside the policy's; null where nothing is. */
export function clashOf(own: TeamNudges, policy: NudgeDays): string | null {
  return own.off || comesLater({ ...policy, ...own }) ? null : NOT_LATER;
}

/** Says which keys there are in the section, or in a team's. */
export function knownNudgeKeys(path: readonly PropertyKey[]): string {
  if (path[0] === 'teams') return 'A team’s nudges have off, first, again and reclaim.';
  if (path.length > 1) return `${String(path[1])} has setup and price.`;
  return `nudges has ${Object.keys(policy.shape).join(', ')}.`;
}

type OwnDays = {
  readonly first?: number | undefined;
  readonly again?: number | undefined;
  readonly reclaim?: number | undefined;
};

function daysOf({ first, again, reclaim }: OwnDays): NudgeDays {
  return {
    firstDays: first ?? DEFAULT_NUDGE_POLICY.firstDays,
    againDays: again ?? DEFAULT_NUDGE_POLICY.againDays,
    reclaimDays: reclaim ?? DEFAULT_NUDGE_POLICY.reclaimDays,
  };
}

function comesLater({ firstDays, reclaimDays }: NudgeDays): boolean {
  return reclaimDays > firstDays;
}
