import { Boxes } from './boxes.tsx';
import { type FieldProps, named } from './field-props.ts';
import { PeopleOrPlaces } from './people-or-places.tsx';
import { SeveralSelect } from './several-select.tsx';
import { SingleSelect } from './single-select.tsx';
import { TextInput } from './text-input.tsx';

/** Something to fill in or to choose from. */
export function Field(props: FieldProps) {
  const { element, held, onChange } = props;
  switch (element.type) {
    case 'static_select':
      return <SingleSelect {...props} element={element} />;
    case 'multi_static_select':
      return <SeveralSelect {...props} element={element} />;
    case 'checkboxes':
    case 'radio_buttons':
      return <Boxes {...props} element={element} />;
    case 'users_select':
    case 'channels_select':
    case 'conversations_select':
      return <PeopleOrPlaces {...props} element={element} />;
    case 'datepicker':
    case 'timepicker':
      return (
        <input
          className="field"
          type={element.type === 'datepicker' ? 'date' : 'time'}
          value={typeof held === 'string' ? held : ''}
          {...named(props)}
          onChange={({ target: { value } }) => onChange(value === '' ? null : value, value)}
        />
      );
    case 'plain_text_input':
      return <TextInput {...props} element={element} />;
    default:
      return null;
  }
}
