import './elements.css';
import { useState } from 'react';
import type { Element } from '../../slack/blocks/pressable.ts';
import { readPlainText } from '../../slack/render/mrkdwn.ts';
import { Confirm } from './confirm.tsx';
import { Field } from './field.tsx';
import { type Held, initialOf } from './held.ts';
import { OverflowMenu } from './overflow-menu.tsx';

/** What was pressed, and what was picked in it. */
export interface Pressed {
  blockId: string;
  actionId: string;
  option?: string;
}

export type Press = (what: Pressed) => Promise<unknown>;

/** Something to press or to choose from: the bot hears of it at once, after a question where the element asks one. */
export function Pressable({
  element,
  blockId,
  press,
}: {
  element: Element;
  blockId: string;
  press: Press;
}) {
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState<{ option: string | undefined; held: Held } | null>(null);
  const [held, setHeld] = useState<Held>(() => initialOf(element));
  const { confirm } = element;

  async function tell(option: string | undefined, next: Held) {
    setAsking(null);
    setHeld(next);
    setBusy(true);
    const actionId = element.action_id ?? '';
    await press({ blockId, actionId, ...(option !== undefined && { option }) });
    setBusy(false);
  }
  function start(option: string | undefined, next: Held) {
    if (confirm === undefined) void tell(option, next);
    else setAsking({ option, held: next });
  }

  return (
    <>
      {drawn()}
      {asking !== null && confirm !== undefined && (
        <Confirm
          confirm={confirm}
          onYes={() => void tell(asking.option, asking.held)}
          onNo={() => setAsking(null)}
        />
      )}
    </>
  );

  function drawn() {
    if (element.type === 'button') {
      const { text, style, accessibility_label: label, url } = element;
      const className = `button ${style === undefined ? '' : `button-${style}`}`;
      const shown = readPlainText(text.text);
      return url === undefined ? (
        <button
          type="button"
          className={className}
          aria-label={label}
          aria-busy={busy}
          aria-disabled={busy}
          onClick={() => {
            if (!busy) start(undefined, null);
          }}
        >
          {shown}
        </button>
      ) : (
        <a
          className={className}
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={label}
          onClick={() => start(undefined, null)}
        >
          {shown} <span aria-hidden="true">↗</span>
        </a>
      );
    }
    if (element.type === 'overflow') {
      return <OverflowMenu element={element} onPick={(option) => start(option, null)} />;
    }
    return (
      <Field
        element={element}
        held={held}
        label={labelOf(element)}
        onChange={(next, option) => start(option, next)}
      />
    );
  }
}

function labelOf(element: Element): string {
  const asked = 'placeholder' in element ? element.placeholder?.text : undefined;
  return readPlainText(asked ?? 'Choose');
}
