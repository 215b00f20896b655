import type { FormElement } from '../../slack/blocks/pressable.ts';
import { readPlainText } from '../../slack/render/mrkdwn.ts';
import { type FieldProps, named } from './field-props.ts';

type Input = Extract<FormElement, { type: 'plain_text_input' }>;

/** Something to write in. */
export function TextInput(props: FieldProps<Input>) {
  const { element, held, onChange } = props;
  const same = {
    className: 'field',
    value: typeof held === 'string' ? held : '',
    placeholder: readPlainText(element.placeholder?.text ?? ''),
    maxLength: element.max_length,
    ...named(props),
    onChange: ({ target: { value } }: { target: { value: string } }) => onChange(value, value),
  };
  return element.multiline === true ? (
    <textarea rows={4} {...same} />
  ) : (
    <input type="text" {...same} />
  );
}
