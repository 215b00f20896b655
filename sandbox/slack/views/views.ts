import { randomBytes } from 'node:crypto';
import { assignIds } from '../blocks/ids.ts';
import type { Transcript } from '../transcript.ts';
import type { TriggerContext } from '../triggers.ts';
import type { Workspace } from '../workspace.ts';
import type { Modal } from './modal.ts';
import type { OpenView } from './open-view.ts';
import { firstState, type ViewState } from './state.ts';

const MOST_VIEWS = 3;

/** What everybody has open: each person one pile of up to three modals. */
export interface Views {
  /** A person's pile, the visible one last. */
  openFor(user: string): readonly OpenView[];
  /** A view that is still open, by its id. */
  find(id: string): OpenView | undefined;
  findExternal(externalId: string): OpenView | undefined;
  /** Opens a modal in place of whatever that person has open. */
  open(modal: Modal, context: TriggerContext): OpenView;
  /** Puts a modal on that person's pile. undefined where the pile is full. */
  push(modal: Modal, context: TriggerContext): OpenView | undefined;
  /** Changes what a view shows. What stands in fields that keep their ids stays. */
  update(view: OpenView, modal: Modal): OpenView;
  hold(view: OpenView, state: ViewState): OpenView;
  showErrors(view: OpenView, errors: Readonly<Record<string, string>>): OpenView;
  /** Takes a view off the pile, with what lies above it. */
  close(view: OpenView): void;
  clear(user: string): void;
}

/** Starts with nothing open. */
export function createViews(parts: {
  workspace: Workspace;
  transcript: Transcript;
  now: () => number;
}): Views {
  const { workspace, transcript } = parts;
  const piles = new Map<string, readonly OpenView[]>();
  let opened = 0;

  const openFor = (user: string) => piles.get(user) ?? [];
  const all = () => [...piles.values()].flat();
  const newHash = () => `${Math.floor(parts.now() / 1000)}.${randomBytes(4).toString('hex')}`;

  function add(modal: Modal, context: TriggerContext, below: readonly OpenView[]): OpenView {
    assignIds(modal.blocks);
    const id = `V0SANDBOX${String((opened += 1)).padStart(3, '0')}`;
    const { user } = context;
    const view = {
      id,
      user,
      context,
      hash: newHash(),
      rootId: below[0]?.id ?? id,
      previousId: below.at(-1)?.id ?? null,
      modal,
      state: firstState(modal, context.channel, workspace),
      errors: {},
    };
    piles.set(user, [...below, view]);
    transcript.record({ kind: 'modal', change: below.length > 0 ? 'pushed' : 'opened', view });
    return view;
  }

  function put(view: OpenView, change: 'updated' | 'filled' | 'errors'): OpenView {
    const pile = openFor(view.user).map((other) => (other.id === view.id ? view : other));
    piles.set(view.user, pile);
    transcript.record({ kind: 'modal', change, view });
    return view;
  }

  function keep(user: string, kept: readonly OpenView[]): void {
    const gone = openFor(user).slice(kept.length).toReversed();
    piles.set(user, kept);
    for (const view of gone) transcript.record({ kind: 'modal', change: 'closed', view });
  }

  return {
    openFor,
    find: (id) => all().find((view) => view.id === id),
    findExternal: (externalId) => all().find(({ modal }) => modal.external_id === externalId),
    open(modal, context) {
      keep(context.user, []);
      return add(modal, context, []);
    },
    push(modal, context) {
      const pile = openFor(context.user);
      return pile.length < MOST_VIEWS ? add(modal, context, pile) : undefined;
    },
    update(view, modal) {
      assignIds(modal.blocks);
      const state = firstState(modal, view.context.channel, workspace, view.state);
      return put({ ...view, modal, state, hash: newHash(), errors: {} }, 'updated');
    },
    hold: (view, state) => put({ ...view, state }, 'filled'),
    showErrors: (view, errors) => put({ ...view, errors }, 'errors'),
    close(view) {
      const pile = openFor(view.user);
      const at = pile.findIndex(({ id }) => id === view.id);
      if (at !== -1) keep(view.user, pile.slice(0, at));
    },
    clear: (user) => keep(user, []),
  };
}
