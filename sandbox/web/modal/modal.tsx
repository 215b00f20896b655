import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { WireBlock } from '../../slack/blocks/check.ts';
import { findControls } from '../../slack/views/controls.ts';
import type { ModalView, Outcome } from '../../web-host/contract.ts';
import { Blocks } from '../blocks/blocks.tsx';
import type { Held } from '../elements/held.ts';
import { Dialog } from '../parts/dialog.tsx';
import { keepsFocus, useKeptFocus } from '../parts/kept-focus.ts';
import { useDesk } from '../workspace/use-workspace.ts';
import { InputBlock } from './input-block.tsx';
import { useForm } from './use-form.ts';

/** A modal: its blocks, what stands in its fields, and what is wrong with it. */
export function Modal({ view, isPile }: { view: ModalView; isPile: boolean }) {
  const { act, workspace } = useDesk();
  const { user } = workspace;
  const form = useForm(view);
  const body = useRef<HTMLFormElement>(null);
  useKeptFocus(body);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>({ ok: true });
  const asked = outcome.ok ? {} : (outcome.fields ?? {});
  const errors = { ...view.errors, ...asked };
  const trouble = outcome.ok || outcome.fields !== undefined ? null : outcome.error;
  const wrong = Object.keys(errors).join(' ');

  useEffect(() => {
    if (wrong !== '') body.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [wrong]);

  const close = (all: boolean) => void act({ do: 'close', user, view: view.id, all });

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (view.submit === null || busy) return;
    setBusy(true);
    const fields = form.changes();
    setOutcome(await act({ do: 'submit', user, view: view.id, fields }, true));
    setBusy(false);
  }

  async function change(block: Extract<WireBlock, { type: 'input' }>, held: Held) {
    const place = { blockId: block.block_id ?? '', actionId: block.element.action_id ?? '' };
    form.hold(place, held);
    const control = findControls(view.blocks).find(({ blockId }) => blockId === place.blockId);
    // The bot hears of such a field at once, and may show another form for it.
    if (control?.dispatches !== true || block.element.type === 'plain_text_input') return;
    const fields = form.changes({ place, held });
    if (fields.length > 0) await act({ do: 'fill', user, view: view.id, fields });
  }

  return (
    <Dialog
      title={view.title}
      onClose={() => close(true)}
      onBack={isPile ? () => close(false) : undefined}
      footer={
        <>
          <button type="button" className="button" onClick={() => close(false)}>
            {view.close ?? 'Close'}
          </button>
          {view.submit !== null && (
            <button
              type="submit"
              form={view.id}
              className="button button-primary solid"
              aria-disabled={busy}
              aria-busy={busy}
            >
              {view.submit}
            </button>
          )}
        </>
      }
    >
      <form
        id={view.id}
        ref={body}
        noValidate
        aria-label={view.title}
        onSubmit={(event) => void submit(event)}
        {...keepsFocus}
      >
        {trouble !== null && (
          <p className="failure" role="alert">
            {trouble}
          </p>
        )}
        {view.blocks.map((block, at) =>
          block.type === 'input' ? (
            <InputBlock
              key={block.block_id ?? at}
              block={block}
              held={form.heldBy({
                blockId: block.block_id ?? '',
                actionId: block.element.action_id ?? '',
              })}
              error={errors[block.block_id ?? '']}
              onChange={(held) => void change(block, held)}
            />
          ) : (
            <Blocks
              key={block.block_id ?? at}
              blocks={[block]}
              press={(what) => act({ do: 'press-in-modal', user, view: view.id, ...what })}
            />
          ),
        )}
      </form>
    </Dialog>
  );
}
