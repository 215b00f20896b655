import { exchange, type Exchange, modeOf } from '../exchange.ts';
import type { Control } from '../views/controls.ts';
import { type OpenView, wireView } from '../views/open-view.ts';
import { withHeld, withInitial } from '../views/state.ts';
import { choose, type What } from './choose.ts';
import { actionOf, senderOf } from './payload.ts';
import type { Presser } from './press.ts';
import { holdsChoice, selection, type Wire } from './selection.ts';
import { type ViewParts, whoseView } from './whose-view.ts';

/** Presses something in a modal that is no input, and tells the bot. */
export async function pressInView(
  pressed: OpenView,
  what: What,
  presser: Presser,
  parts: ViewParts,
): Promise<Exchange> {
  const { view } = whoseView(pressed, presser, parts);
  const choice = choose(view.modal.blocks, what);
  const { element, label, blockId, actionId, picked } = choice;
  const held = view.state[blockId]?.[actionId];
  // What was picked before is where a further tick starts from.
  const state = { type: element.type, ...selection(withInitial(element, held), picked) };
  const now = holdsChoice(element)
    ? parts.views.hold(view, withHeld(view.state, choice, state))
    : view;
  const action = { ...actionOf(choice, parts.now()), ...(holdsChoice(element) && state) };
  return tellAction({ view: now, label, blockId, actionId, action }, parts);
}

/** Tells the bot of a field that was filled in and asks for that. */
export function tellFilled(
  view: OpenView,
  { blockId, actionId, element, input }: Control,
  held: Wire,
  parts: ViewParts,
): Promise<Exchange> {
  const action = {
    ...held,
    type: element.type,
    block_id: blockId,
    action_id: actionId,
    action_ts: (parts.now() / 1000).toFixed(6),
  };
  return tellAction({ view, label: input?.label ?? actionId, blockId, actionId, action }, parts);
}

function tellAction(
  {
    view,
    action,
    ...seen
  }: { view: OpenView; label: string; blockId: string; actionId: string; action: Wire },
  parts: ViewParts,
): Promise<Exchange> {
  const { transcript, triggers, workspace } = parts;
  const user = workspace.user(view.user);
  if (user === undefined) throw new Error(`nobody here has the id ${view.user}`);
  const id = `press-${transcript.events.length + 1}`;
  const where = { user: user.id, channel: view.context.channel };
  const mode = modeOf(parts, parts.requestUrl);
  transcript.record({ kind: 'press', command: id, ...seen, view: view.id, ...where, mode });
  const payload = {
    type: 'block_actions',
    ...senderOf(user),
    container: { type: 'view', view_id: view.id },
    trigger_id: triggers.issue({ id, ...where }),
    view: wireView(view),
    actions: [action],
  };
  return exchange(id, { type: 'interactive', payload }, parts);
}
