import { useId } from 'react';
import type { FormElement } from '../../slack/blocks/pressable.ts';
import { plainPaint } from '../../slack/render/paint.ts';
import { readMrkdwn, readPlainText } from '../../slack/render/mrkdwn.ts';
import { namesIn } from '../workspace/names.ts';
import { useDesk } from '../workspace/use-workspace.ts';
import { type FieldProps, named } from './field-props.ts';
import { keyOf } from './held.ts';

type Choice = Extract<FormElement, { type: 'checkboxes' | 'radio_buttons' }>;

/** Boxes to tick, or one of several to choose. */
export function Boxes(props: FieldProps<Choice>) {
  const { element, held, onChange } = props;
  const names = namesIn(useDesk().workspace);
  const group = useId();
  const single = element.type === 'radio_buttons';
  const ticked = Array.isArray(held) ? held : [];
  const toggle = (key: string) => {
    if (single) onChange(key, key);
    else if (ticked.includes(key))
      onChange(
        ticked.filter((other) => other !== key),
        key,
      );
    else onChange([...ticked, key], key);
  };
  return (
    <div className="boxes" role={single ? 'radiogroup' : 'group'} {...named(props)}>
      {element.options.map((option) => {
        const key = keyOf(option);
        const { text, description } = option;
        return (
          <label key={key} className="box">
            <input
              type={single ? 'radio' : 'checkbox'}
              name={group}
              checked={single ? held === key : ticked.includes(key)}
              onChange={() => toggle(key)}
            />
            <span>
              {text.type === 'mrkdwn'
                ? readMrkdwn(text.text, names, plainPaint)
                : readPlainText(text.text)}
              {description && <span className="quiet">{readPlainText(description.text)}</span>}
            </span>
          </label>
        );
      })}
    </div>
  );
}
