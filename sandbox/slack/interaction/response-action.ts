import { z } from 'zod';
import type { TriggerContext } from '../triggers.ts';
import { checkModal } from '../views/modal.ts';
import type { OpenView } from '../views/open-view.ts';
import type { Views } from '../views/views.ts';

const action = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('clear') }),
  z.object({
    response_action: z.literal('errors'),
    errors: z.record(z.string(), z.string().min(1)),
  }),
  z.object({ response_action: z.enum(['update', 'push']), view: z.unknown() }),
]);

/**
 * Does what a submission was acknowledged with: https://docs.slack.dev/surfaces/modals
 * Nothing said closes the view. Gives what is wrong with it; the view is then left as it is.
 */
export function takeResponseAction(
  body: Record<string, unknown> | undefined,
  { view: submitted, context, views }: { view: OpenView; context: TriggerContext; views: Views },
): string[] {
  const view = views.find(submitted.id);
  if (view === undefined) return [];
  if (body === undefined || Object.keys(body).length === 0) {
    views.close(view);
    return [];
  }
  const { data } = action.safeParse(body);
  switch (data?.response_action) {
    case 'clear':
      views.clear(view.user);
      return [];
    case 'errors':
      return showErrors(view, data.errors, views);
    case 'update':
    case 'push': {
      const checked = checkModal(data.view);
      if ('error' in checked) return [checked.error, ...checked.messages];
      if (data.response_action === 'update') views.update(view, checked.modal);
      else if (views.push(checked.modal, context) === undefined) return ['push_limit_reached'];
      return [];
    }
    default:
      return [`no response_action that Slack knows: ${JSON.stringify(body).slice(0, 200)}`];
  }
}

function showErrors(
  view: OpenView,
  errors: Readonly<Record<string, string>>,
  views: Views,
): string[] {
  const inputs = view.modal.blocks.filter(({ type }) => type === 'input');
  const known = new Set(inputs.map(({ block_id: id }) => id));
  const unknown = Object.keys(errors).filter((id) => !known.has(id));
  if (unknown.length > 0) return unknown.map((id) => `no input block has the block_id ${id}`);
  if (Object.keys(errors).length === 0) return ['errors are empty'];
  views.showErrors(view, errors);
  return [];
}
