import type { Delivery } from '../domain/deliveries.ts';
import { digestSubjectOf } from '../domain/delivery-subjects.ts';
import type { FailedMessage } from '../domain/home.ts';
import { nudgeSubjectOf } from '../domain/nudge-subjects.ts';
import { isTooOld } from './send-retries.ts';

type Failed = Pick<Delivery, 'kind' | 'subject' | 'dueAt'> & {
  readonly state: FailedMessage['state'];
};

/** What a person can do about a message that failed. `hasSubscription` tells whether that of a digest is there still. */
export function mendOf(
  delivery: Failed,
  hasSubscription: boolean,
  now: Date,
): FailedMessage['mend'] {
  if (digestSubjectOf(delivery) && !hasSubscription) return 'ended';
  if (delivery.state === 'unknown') return 'decide';
  // Its round has counted it as failed: whoever it was for is looked at again in the next one.
  if (nudgeSubjectOf(delivery)?.about === 'nudge') return 'next-round';
  return isTooOld(delivery, now) ? 'too-old' : 'retry';
}
