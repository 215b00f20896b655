import type { Exchange } from '../exchange.ts';
import { type Control, findControls } from '../views/controls.ts';
import { fillIn, type FieldValue } from '../views/fill.ts';
import type { OpenView } from '../views/open-view.ts';
import { withHeld } from '../views/state.ts';
import type { Presser } from './press.ts';
import { tellFilled } from './press-view.ts';
import { type ViewParts, whoseView } from './whose-view.ts';

/** What goes into which field: by action_id, block_id or label. */
export type Values = Readonly<Record<string, FieldValue>>;

/** Fills fields of a modal, one after the other, and tells the bot of those that ask for it. */
export async function fillView(
  opened: OpenView,
  values: Values,
  who: Presser,
  parts: ViewParts,
): Promise<Exchange[]> {
  const told: Exchange[] = [];
  for (const [name, value] of Object.entries(values)) {
    const { view, user } = whoseView(opened, who, parts);
    const control = findControl(view, name);
    const held = hold(control, value, name, user.id, parts);
    const filled = parts.views.hold(view, withHeld(view.state, control, held));
    if (control.dispatches) told.push(await tellFilled(filled, control, held, parts));
  }
  return told;
}

function hold(
  control: Control,
  value: FieldValue,
  name: string,
  user: string,
  { workspace }: ViewParts,
) {
  try {
    return fillIn(control, value, user, workspace);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${control.input?.label ?? name}: ${reason}`, { cause: error });
  }
}

function findControl({ modal }: OpenView, name: string): Control {
  const controls = findControls(modal.blocks);
  const by = (is: (control: Control) => boolean) => controls.filter(is);
  const found = [
    by(({ actionId }) => actionId === name),
    by(({ blockId }) => blockId === name),
    by(({ input }) => input?.label === name),
  ].find((some) => some.length > 0);
  const [control] = found ?? [];
  if (control !== undefined && found?.length === 1) return control;
  const shown = controls.map(({ blockId, actionId, element, input }) =>
    JSON.stringify({ label: input?.label, type: element.type, actionId, blockId }),
  );
  const how = control === undefined ? 'no field' : 'more than one field';
  throw new Error(`the modal has ${how} ${JSON.stringify(name)}; it shows:\n${shown.join('\n')}`);
}
