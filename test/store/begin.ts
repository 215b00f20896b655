import type { Content, Delivery } from '../../src/domain/deliveries.ts';
import type { DeliveryStore } from '../../src/domain/delivery-ports.ts';

const CONTENT: Content = { text: 'The week', blocks: [], basic: [] };

/** Begins to send what was drawn; draws it where it was not. */
export async function beginTo(
  store: Pick<DeliveryStore, 'keepContent' | 'begin'>,
  id: string,
  at: Date,
): Promise<Delivery> {
  await store.keepContent({ id, redrawn: 0 }, CONTENT);
  const begun = await store.begin(id, at);
  if (!begun) throw new Error('it is not waiting to be sent');
  return begun;
}
