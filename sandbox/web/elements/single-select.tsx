import type { FormElement } from '../../slack/blocks/pressable.ts';
import { readPlainText } from '../../slack/render/mrkdwn.ts';
import { type FieldProps, named } from './field-props.ts';
import { keyOf } from './held.ts';

type Select = Extract<FormElement, { type: 'static_select' }>;

/** A menu of the message's own options, as the system draws menus. */
export function SingleSelect(props: FieldProps<Select>) {
  const { element, held, onChange } = props;
  const asked = readPlainText(element.placeholder?.text ?? 'Choose');
  const list = (options: Select['options']) =>
    options?.map((option) => (
      <option key={keyOf(option)} value={keyOf(option)}>
        {readPlainText(option.text.text)}
      </option>
    ));
  return (
    <select
      className="field"
      value={typeof held === 'string' ? held : ''}
      {...named(props)}
      onChange={({ target: { value } }) => onChange(value, value)}
    >
      <option value="" disabled>
        {asked}
      </option>
      {list(element.options)}
      {element.option_groups?.map(({ label, options }) => (
        <optgroup key={label.text} label={readPlainText(label.text)}>
          {list(options)}
        </optgroup>
      ))}
    </select>
  );
}
