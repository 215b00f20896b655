import { z } from 'zod';
import { knownNudgeKeys, nudges, teamNudges } from './teams-file-nudges.ts';

const words = z.array(
  z.string({ error: 'must be text' }).trim().min(1, { error: 'must not be empty' }),
  { error: 'must be a list' },
);
const email = z
  .string({ error: 'must be an e-mail address' })
  .trim()
  .regex(/^[^\s@]+@[^\s@]+$/, { error: 'must be an e-mail address' });
const manager = z
  .string({ error: 'must be a Slack member id (U…) or an e-mail address' })
  .trim()
  .regex(/^(?:[UW][A-Z0-9]+|[^\s@]+@[^\s@]+)$/, {
    error: 'must be a Slack member id (U…) or an e-mail address',
  });

/** One team. */
export const team = z.strictObject(
  {
    name: z
      .string({ error: 'must be text' })
      .trim()
      .min(1, { error: 'must not be empty' })
      .optional(),
    aliases: words.default([]),
    lingma: z.strictObject({ departments: words }, { error: 'must hold departments' }).optional(),
    windsurf: z.strictObject({ groups: words }, { error: 'must hold groups' }).optional(),
    members: z.array(email, { error: 'must be a list' }).default([]),
    managers: z.array(manager, { error: 'must be a list' }).default([]),
    nudges: teamNudges,
  },
  { error: 'must hold what the team is made of' },
);

/** What a team is called, as far as that can be read. */
export const naming = z
  .object({ name: z.string().catch(''), aliases: z.array(z.string().catch('')).catch([]) })
  .catch({ name: '', aliases: [] });

/** What says who belongs to a team. */
export const membership = z.object({
  lingma: team.shape.lingma.transform((entry) => entry?.departments ?? []),
  windsurf: team.shape.windsurf.transform((entry) => entry?.groups ?? []),
  members: team.shape.members,
});

/** The file, whose teams are looked at one by one. One with a policy alone leaves the teams to be the departments. */
export const file = z
  .strictObject(
    {
      teams: z
        .record(z.string(), z.unknown(), { error: 'must hold the teams, each by its key' })
        .optional(),
      nudges: nudges.optional(),
    },
    { error: 'must begin with “teams:”' },
  )
  .refine((outline) => outline.teams !== undefined || outline.nudges !== undefined, {
    path: ['teams'],
    error: 'must hold the teams, each by its key',
  });

export type TeamInFile = z.output<typeof team>;

/** Says which keys there are at a place in the file. */
export function knownKeys(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'The file holds “teams:” and “nudges:”.';
  if (path.includes('nudges')) return knownNudgeKeys(path);
  if (path.length === 2) return `A team has ${Object.keys(team.shape).join(', ')}.`;
  return path.at(-1) === 'lingma' ? 'lingma has departments.' : 'windsurf has groups.';
}
