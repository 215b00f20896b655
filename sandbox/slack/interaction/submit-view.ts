import { exchange, type Exchange, modeOf } from '../exchange.ts';
import { type Control, findControls } from '../views/controls.ts';
import { IncompleteForm } from '../views/incomplete-form.ts';
import { type OpenView, wireView } from '../views/open-view.ts';
import { fillView, type Values } from './fill-view.ts';
import { senderOf } from './payload.ts';
import type { Presser } from './press.ts';
import { takeResponseAction } from './response-action.ts';
import type { Wire } from './selection.ts';
import { type ViewParts, whoseView } from './whose-view.ts';

/**
 * Fills in what is given and submits a modal: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
 * Rejects with an IncompleteForm where Slack would not send it.
 */
export async function submitView(
  opened: OpenView,
  values: Values,
  who: Presser,
  parts: ViewParts,
): Promise<Exchange> {
  await fillView(opened, values, who, parts);
  const { view, user } = whoseView(opened, who, parts);
  if (view.modal.submit === undefined) throw new Error('the modal has nothing to submit with');
  const missing = findControls(view.modal.blocks).flatMap((control) => complaints(control, view));
  if (missing.length > 0) throw new IncompleteForm(missing);

  const { transcript, triggers, views } = parts;
  const id = `submit-${transcript.events.length + 1}`;
  const mode = modeOf(parts, parts.requestUrl);
  transcript.record({ kind: 'submit', command: id, view, user: user.id, mode });
  const context = { id, user: user.id, channel: view.context.channel };
  const payload = {
    type: 'view_submission',
    ...senderOf(user),
    trigger_id: triggers.issue(context),
    view: wireView(view),
    response_urls: responseUrlsOf(view, id, parts),
  };
  return exchange(id, { type: 'interactive', payload }, parts, (body) => {
    const messages = takeResponseAction(body, { view, context, views });
    if (messages.length === 0) return undefined;
    const error = 'invalid_response_action';
    transcript.record({ kind: 'refused', via: 'ack', error, messages, command: id });
    return error;
  });
}

/** What the Slack client itself asks for before it submits anything. */
function complaints({ blockId, actionId, element, input }: Control, { state }: OpenView) {
  if (input === undefined) return [];
  const { label } = input;
  const complain = (problem: string) => [{ blockId, label, problem }];
  const held = heldIn(state[blockId]?.[actionId]);
  if (held === undefined) {
    return input.optional ? [] : complain('Please complete this required field.');
  }
  if (element.type !== 'plain_text_input' || typeof held !== 'string') return [];
  const { min_length: least = 0, max_length: most = 3000 } = element;
  if (held.length < least) return complain(`at least ${least} characters`);
  return held.length > most ? complain(`at most ${most} characters`) : [];
}

function heldIn(wire: Wire | undefined): unknown {
  const [held] = Object.entries(wire ?? {}).flatMap(([name, value]) =>
    name === 'type' || value === null ? [] : [value],
  );
  return Array.isArray(held) && held.length === 0 ? undefined : held;
}

function responseUrlsOf(view: OpenView, id: string, { responseUrls, origin }: ViewParts): Wire[] {
  return findControls(view.modal.blocks).flatMap(({ blockId, actionId, element }) => {
    const asked = 'response_url_enabled' in element && element.response_url_enabled === true;
    const channel = heldIn(view.state[blockId]?.[actionId]);
    if (!asked || typeof channel !== 'string') return [];
    const path = responseUrls.issue({ id, user: view.user, channel });
    return [
      {
        block_id: blockId,
        action_id: actionId,
        channel_id: channel,
        response_url: `${origin}${path}`,
      },
    ];
  });
}
