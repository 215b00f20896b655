import { exchange, type Exchange, modeOf } from '../exchange.ts';
import { type OpenView, wireView } from '../views/open-view.ts';
import { senderOf } from './payload.ts';
import type { Presser } from './press.ts';
import { type ViewParts, whoseView } from './whose-view.ts';

/** How a modal is closed: `all` takes the pile along, as the cross in its corner does. */
export type Closing = Presser & { all?: boolean };

/** Closes a modal and tells the bot of those that ask for it. */
export async function closeView(
  opened: OpenView,
  { all = false, ...who }: Closing,
  parts: ViewParts,
): Promise<Exchange[]> {
  const { view, user } = whoseView(opened, who, parts);
  const { views, transcript } = parts;
  const cleared = all || view.modal.clear_on_close === true;
  const gone = cleared ? views.openFor(user.id).toReversed() : [view];
  if (cleared) views.clear(user.id);
  else views.close(view);
  const told = gone.filter(({ modal }) => modal.notify_on_close === true);
  return Promise.all(
    told.map((closed) => {
      const id = `close-${transcript.events.length + 1}`;
      const mode = modeOf(parts, parts.requestUrl);
      transcript.record({ kind: 'close', command: id, view: closed, user: user.id, mode });
      const payload = {
        type: 'view_closed',
        ...senderOf(user),
        view: wireView(closed),
        is_cleared: cleared,
      };
      return exchange(id, { type: 'interactive', payload }, parts);
    }),
  );
}
