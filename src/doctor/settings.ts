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
    const [found = problem, mend] = problem.split(/: (.*)/s);
    return wrong(where, found, mend || 'see .env.example, which describes every setting');
  });
}
