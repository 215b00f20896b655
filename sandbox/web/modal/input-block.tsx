import { useId } from 'react';
import type { WireBlock } from '../../slack/blocks/check.ts';
import { readPlainText } from '../../slack/render/mrkdwn.ts';
import { Field } from '../elements/field.tsx';
import type { Held } from '../elements/held.ts';

/** A field with what stands above and below it. */
export function InputBlock({
  block: { label, hint, optional, element },
  held,
  error,
  onChange,
}: {
  block: Extract<WireBlock, { type: 'input' }>;
  held: Held;
  error: string | undefined;
  onChange: (held: Held) => void;
}) {
  const id = useId();
  const name = readPlainText(label.text);
  const described = [
    ...(error === undefined ? [] : [`${id}error`]),
    ...(hint === undefined ? [] : [`${id}hint`]),
  ];
  return (
    <div className="input-block" data-wrong={error !== undefined}>
      <p className="input-label" id={`${id}label`}>
        {name}
        {optional === true && <span className="quiet"> (optional)</span>}
      </p>
      <Field
        element={element}
        held={held}
        label={name}
        labelledBy={`${id}label`}
        describedBy={described.length === 0 ? undefined : described.join(' ')}
        invalid={error !== undefined}
        onChange={onChange}
      />
      {error !== undefined && (
        <p className="field-error" id={`${id}error`}>
          {error}
        </p>
      )}
      {hint !== undefined && (
        <p className="quiet" id={`${id}hint`}>
          {readPlainText(hint.text)}
        </p>
      )}
    </div>
  );
}
