import { useState } from 'react';
import { type Control, findControls } from '../../slack/views/controls.ts';
import type { ModalView } from '../../web-host/contract.ts';
import { heldIn, type Held } from '../elements/held.ts';

type Place = Pick<Control, 'blockId' | 'actionId'>;

const keyOf = ({ blockId, actionId }: Place) => JSON.stringify([blockId, actionId]);

/** What stands in a modal's fields: what the person has changed since, else what the workspace holds. */
export function useForm({ blocks, state }: ModalView) {
  const [changed, setChanged] = useState<ReadonlyMap<string, Held>>(new Map());

  function heldBy(place: Place): Held {
    const key = keyOf(place);
    if (changed.has(key)) return changed.get(key) ?? null;
    return heldIn(state[place.blockId]?.[place.actionId]);
  }

  function hold(place: Place, held: Held): void {
    setChanged((before) => new Map(before).set(keyOf(place), held));
  }

  /** What is to be told: fields that the modal still has, and that hold something else than it knows. */
  function changes(also?: { place: Place; held: Held }) {
    const all = new Map(changed);
    if (also !== undefined) all.set(keyOf(also.place), also.held);
    return findControls(blocks).flatMap(({ blockId, actionId }) => {
      const held = all.get(keyOf({ blockId, actionId }));
      if (held === undefined) return [];
      const known = heldIn(state[blockId]?.[actionId]);
      if (JSON.stringify(held) === JSON.stringify(known)) return [];
      const value = typeof held === 'string' || held === null ? held : [...held];
      return [{ blockId, actionId, value }];
    });
  }

  return { heldBy, hold, changes };
}
