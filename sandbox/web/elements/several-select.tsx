import { type FormElement, optionsOf } from '../../slack/blocks/pressable.ts';
import { readPlainText } from '../../slack/render/mrkdwn.ts';
import { Icon } from '../parts/icon.tsx';
import { Popover } from '../parts/popover.tsx';
import type { FieldProps } from './field-props.ts';
import { keyOf } from './held.ts';

type Select = Extract<FormElement, { type: 'multi_static_select' }>;

/** A menu of which several can be chosen. */
export function SeveralSelect({ element, held, label, onChange, describedBy }: FieldProps<Select>) {
  const options = optionsOf(element);
  const chosen = Array.isArray(held) ? held : [];
  const shown = options
    .filter((option) => chosen.includes(keyOf(option)))
    .map(({ text }) => readPlainText(text.text));
  const asked = readPlainText(element.placeholder?.text ?? 'Choose');
  const toggle = (key: string) =>
    onChange(
      chosen.includes(key) ? chosen.filter((other) => other !== key) : [...chosen, key],
      key,
    );
  return (
    <Popover
      label={`${label}: ${shown.join(', ') || 'nothing chosen'}`}
      className="field select-button"
      button={
        <>
          <span>{shown.join(', ') || <span className="placeholder">{asked}</span>}</span>
          <Icon name="down" size={16} />
        </>
      }
    >
      {() => (
        <fieldset className="boxes" aria-describedby={describedBy}>
          <legend className="visually-hidden">{label}</legend>
          {options.map((option) => (
            <label key={keyOf(option)} className="box">
              <input
                type="checkbox"
                checked={chosen.includes(keyOf(option))}
                onChange={() => toggle(keyOf(option))}
              />
              <span>{readPlainText(option.text.text)}</span>
            </label>
          ))}
        </fieldset>
      )}
    </Popover>
  );
}
