import type { Day } from './calendar.ts';
import type { Delivery } from './deliveries.ts';
import type { NoticeSubject } from './digests.ts';

type Subject = Delivery['subject'];

/** Which subscription's digest of which slot a delivery is; null where it is none. */
export function digestSubjectOf({ kind, subject }: Pick<Delivery, 'kind' | 'subject'>): {
  readonly subscriptionId: number;
  readonly slot: Day;
} | null {
  const { subscription: subscriptionId, date: slot } = subject;
  if (kind !== 'digest' || typeof subscriptionId !== 'number') return null;
  return typeof slot === 'string' ? { subscriptionId, slot } : null;
}

/** What a notice tells of, as it was written down; null where it is none. */
export function noticeSubjectOf({
  kind,
  subject,
}: Pick<Delivery, 'kind' | 'subject'>): NoticeSubject | null {
  const { about, subscriptionId } = subject;
  if (kind !== 'notice' || typeof subscriptionId !== 'number') return null;
  const [slot, reason] = [textIn(subject, 'slot'), textIn(subject, 'reason')];
  switch (about) {
    case 'suspended':
      return { about, subscriptionId, reason };
    case 'failed':
      return { about, subscriptionId, slot, reason };
    case 'unknown':
      return { about, subscriptionId, slot, deliveryId: textIn(subject, 'deliveryId') };
    case 'skipped': {
      const slots = countIn(subject, 'slots');
      return {
        about,
        subscriptionId,
        slot,
        slots,
        subscriptions: countIn(subject, 'subscriptions'),
        others: textIn(subject, 'others').split(',').filter(Boolean).map(Number),
      };
    }
    default:
      return null;
  }
}

/** What a notice tells of, as it is written down. */
export function noticeColumns(subject: NoticeSubject): Subject {
  return subject.about === 'skipped' ? { ...subject, others: subject.others.join() } : subject;
}

function textIn(subject: Subject, key: string): string {
  return String(subject[key] ?? '');
}

function countIn(subject: Subject, key: string): number {
  return Number(subject[key] ?? 1);
}
