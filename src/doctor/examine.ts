import { CHECKS } from './checks.ts';
import type { Patient } from './check.ts';
import type { Finding } from './finding.ts';
import { refusedBy } from './refused-by.ts';

/** Looks at everything, one after the other; what one check runs into keeps no other from being made. */
export async function examine(patient: Patient): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { subject, look } of CHECKS) {
    try {
      findings.push(...(await look(patient)));
    } catch (thrown) {
      findings.push(refusedBy(subject, thrown, 'mend what stands above, and ask again'));
    }
  }
  return findings;
}
