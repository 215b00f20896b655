import { SETTINGS } from '../config.ts';
import type { Check } from './check.ts';
import { right, wrong, type Finding } from './finding.ts';
import type { Complaint } from './usable-settings.ts';

/** Each setting that is wrong, in the words in which a start refuses it. */
export const settingsCheck: Check = {
  subject: 'settings',
  look: async ({ complaints }) => settingsFindings(complaints),
};

export function settingsFindings(complaints: readonly Complaint[]): Finding[] {
  if (complaints.length === 0) return [right('settings', 'all can be read')];
  return complaints.map(({ where, problem }) => {
    const { found = problem, mend = describedIn(where) } = IN_TWO.exec(problem)?.groups ?? {};
    return wrong(where, found, mend);
  });
}

/** What is wrong, and what to do; in brackets are a system's own words, colons and all. */
const IN_TWO = /^(?<found>(?:\([^)]*\)|:(?! )|[^:(])+): (?<mend>.+)$/s;

function describedIn(where: string): string {
  return SETTINGS.includes(where)
    ? 'see .env.example, which describes every setting'
    : 'see teams.example.yml, which shows every key';
}
