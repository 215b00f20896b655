import type { DeadEnd } from '../domain/answers.ts';
import { type Period } from '../domain/calendar.ts';
import { DEFAULT_PERIOD, parsePeriod } from '../domain/period.ts';
import type { Provider } from '../providers/provider.ts';
import type { QuestionPorts } from './question-ports.ts';
import { lastDueOf } from './last-due.ts';

/** Reads `period=`; it ends at the latest with the newest day that is over in the zones of all providers. */
export function choosePeriod(
  text: string | null,
  providers: readonly Provider[],
  { clock, zone, retentionDays }: Pick<QuestionPorts, 'clock' | 'zone' | 'retentionDays'>,
): Period | DeadEnd {
  const last = lastDueOf(providers, clock(), zone);
  const period = parsePeriod(text ?? DEFAULT_PERIOD, last, retentionDays);
  return 'problem' in period ? { kind: 'bad-period', ...period } : period;
}
