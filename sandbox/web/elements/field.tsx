import { type FormElement } from '../../slack/blocks/pressable.ts';
import { Boxes } from './boxes.tsx';
import type { Held } from './held.ts';
import { PeopleOrPlaces } from './people-or-places.tsx';
import { SeveralSelect } from './several-select.tsx';
import { SingleSelect } from './single-select.tsx';
import { TextInput } from './text-input.tsx';

/** What every field takes. `option` is what was picked just now, where it is one of several. */
export interface FieldProps<Kind extends FormElement = FormElement> {
  element: Kind;
  held: Held;
  /** What it is called; `labelledBy` where that stands above it. */
  label: string;
  labelledBy?: string | undefined;
  describedBy?: string | undefined;
  invalid?: boolean;
  onChange: (held: Held, option: string) => void;
}

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

/** What a field is called and whether it is wrong, for those who hear it. */
export function named({
  label,
  labelledBy,
  describedBy,
  invalid,
}: Pick<FieldProps, 'label' | 'labelledBy' | 'describedBy' | 'invalid'>) {
  return {
    ...(labelledBy === undefined ? { 'aria-label': label } : { 'aria-labelledby': labelledBy }),
    'aria-describedby': describedBy,
    'aria-invalid': invalid === true ? true : undefined,
  };
}
