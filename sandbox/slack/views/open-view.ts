import type { Wire } from '../interaction/selection.ts';
import type { TriggerContext } from '../triggers.ts';
import { IDENTITY } from '../workspace.ts';
import type { Modal } from './modal.ts';
import type { ViewState } from './state.ts';

/** A modal that somebody has before them, as it stands. */
export interface OpenView {
  readonly id: string;
  readonly user: string;
  /** What the person did to get it, and where. */
  readonly context: TriggerContext;
  /** Changes whenever the bot changes the view. */
  readonly hash: string;
  /** The lowest view of the pile, and the one below this. */
  readonly rootId: string;
  readonly previousId: string | null;
  readonly modal: Modal;
  readonly state: ViewState;
  /** What the bot said is wrong, by block_id. */
  readonly errors: Readonly<Record<string, string>>;
}

/** A view as payloads and the Web API carry it. */
export function wireView({ id, hash, rootId, previousId, modal, state }: OpenView): Wire {
  return {
    id,
    team_id: IDENTITY.teamId,
    type: 'modal',
    blocks: modal.blocks,
    private_metadata: modal.private_metadata ?? '',
    callback_id: modal.callback_id ?? '',
    state: { values: state },
    hash,
    title: modal.title,
    clear_on_close: modal.clear_on_close ?? false,
    notify_on_close: modal.notify_on_close ?? false,
    close: modal.close ?? null,
    submit: modal.submit ?? null,
    previous_view_id: previousId,
    root_view_id: rootId,
    app_id: IDENTITY.appId,
    external_id: modal.external_id ?? '',
    app_installed_team_id: IDENTITY.teamId,
    bot_id: IDENTITY.botId,
  };
}
