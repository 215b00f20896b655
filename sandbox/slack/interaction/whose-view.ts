import type { ExchangeParts } from '../exchange.ts';
import type { SlackUser } from '../people.ts';
import type { OpenView } from '../views/open-view.ts';
import type { Presser } from './press.ts';

/** What acting in a modal stands on. */
export type ViewParts = ExchangeParts & { requestUrl: string | undefined };

/** A modal as it stands now, and the one who has it open. Throws where it is closed, or open for somebody else. */
export function whoseView(
  { id }: OpenView,
  { user: claimed }: Presser,
  { views, workspace }: ViewParts,
): { view: OpenView; user: SlackUser } {
  const view = views.find(id);
  const user = workspace.user(view?.user ?? '');
  if (view === undefined || user === undefined) throw new Error('the modal is closed');
  if (claimed !== undefined && claimed !== user.id) {
    const handle = workspace.user(claimed)?.handle ?? claimed;
    throw new Error(`@${handle} does not see that modal`);
  }
  if (views.openFor(user.id).at(-1)?.id !== id) throw new Error('another modal lies above this');
  return { view, user };
}
