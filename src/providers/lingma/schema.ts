import { z } from 'zod';

// Whether a counter can be one is checked in counters.ts, where it takes a fraction of the time.
const counter = z.number().nullish();
const label = z.string().nullish();
const id = z.string().min(1).max(200);
const instant = z.union([z.number(), z.string()]).nullish();

const chatting = z.object({
  chatTurns: counter,
  chatTurnsAccepted: counter,
  chatType: label,
  ide: label,
});

const coding = z.object({ language: label, linesAccepted: counter, linesChanged: counter });

const completion = z.object({
  countAccepted: counter,
  countSuggested: counter,
  ide: label,
  language: label,
  linesAccepted: counter,
  linesSuggested: counter,
});

const breakdown = z
  .object({
    chatting: z.array(chatting).nullish(),
    coding: z.array(coding).nullish(),
    completion: z.array(completion).nullish(),
  })
  .nullish();

const totals = {
  totalChatTurns: counter,
  totalChatTurnsAccepted: counter,
  totalCountAcceptedCompletion: counter,
  totalCountSuggestedCompletion: counter,
  totalLinesAccepted: counter,
  totalLinesAcceptedChat: counter,
  totalLinesAcceptedCompletion: counter,
  totalLinesChanged: counter,
  totalLinesSuggestedCompletion: counter,
};

/** A row of `developerUsage`. https://help.aliyun.com/zh/lingma/ */
export const developerUsage = z.object({
  userId: id,
  date: z.union([z.number(), z.string()]),
  statusActive: z.boolean().nullish(),
  statusActiveChat: z.boolean().nullish(),
  statusActiveCompletion: z.boolean().nullish(),
  statusActiveLastedTime: instant,
  ...totals,
  breakdown,
});

/** A row of `departmentUsage`. An empty department id occurs, and means the one that was asked for. */
export const departmentUsage = z.object({
  departmentId: z.string().max(200).nullish(),
  date: z.union([z.number(), z.string()]),
  activeDeveloper: counter,
  activeDeveloperChat: counter,
  activeDeveloperCompletion: counter,
  ...totals,
  breakdown,
});

/** A row of `developer/members`; the vendor documents no field but the id, so the others may be anything. */
export const licensedDeveloper = z.object({
  userId: id,
  name: z.string().max(1000).nullish().catch(null),
  email: z.string().max(1000).nullish().catch(null),
});

/** A row of the platform's `members`. Its `id` is the membership; the person is `userId`. */
export const platformMember = z.object({
  userId: id,
  name: label,
  email: label,
  deptIds: z.array(id).nullish(),
  joined: instant,
  status: label,
});

/** A row of the platform's `departments`. */
export const platformDepartment = z.object({
  id,
  name: label,
  parentId: label,
  hasSub: z.boolean().nullish(),
});

export type DeveloperUsage = z.output<typeof developerUsage>;
export type DepartmentUsage = z.output<typeof departmentUsage>;
export type LicensedDeveloper = z.output<typeof licensedDeveloper>;
export type PlatformMember = z.output<typeof platformMember>;
export type PlatformDepartment = z.output<typeof platformDepartment>;
export type Breakdown = z.output<typeof breakdown>;
