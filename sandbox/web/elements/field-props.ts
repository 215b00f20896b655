import type { FormElement } from '../../slack/blocks/pressable.ts';
import type { Held } from './held.ts';

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
