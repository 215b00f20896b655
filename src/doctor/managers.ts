import type { Check } from './check.ts';
import { open, unset, type Finding } from './finding.ts';
import { findEverybody } from './people.ts';

/** Managers in TEAMS_FILE, and admins, who are no one in Slack. */
export const managersCheck: Check = {
  subject: 'managers',
  async look({ settings, directory, isAsSet }): Promise<Finding[]> {
    const { teams } = settings;
    if (!isAsSet('TEAMS_FILE')) return [open('managers', 'TEAMS_FILE is wrong')];
    const named = (teams ?? []).flatMap(({ id, managers }) =>
      managers.map((who) => ({ who, where: `team ${id}` })),
    );
    if (named.length === 0) return [unset('managers', 'no team names any')];
    if (!isAsSet('SLACK_BOT_TOKEN')) return [open('managers', 'SLACK_BOT_TOKEN is not set right')];
    const mend = 'correct the manager in TEAMS_FILE';
    return findEverybody('managers', named, { directory, mend });
  },
};

export const adminsCheck: Check = {
  subject: 'ADMIN_USERS',
  async look({ settings, directory, isAsSet }): Promise<Finding[]> {
    const subject = 'ADMIN_USERS';
    const { adminUsers } = settings.config;
    if (!isAsSet(subject)) return [open(subject, 'it is not set right')];
    if (adminUsers.length === 0) {
      return [unset(subject, 'the workspace’s admins and owners are admins')];
    }
    if (!isAsSet('SLACK_BOT_TOKEN')) return [open(subject, 'SLACK_BOT_TOKEN is not set right')];
    const named = adminUsers.map((who) => ({ who, where: '' }));
    const mend = 'take them out, or correct the id or address';
    return findEverybody(subject, named, { directory, mend });
  },
};
