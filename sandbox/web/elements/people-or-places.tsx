import type { FormElement } from '../../slack/blocks/pressable.ts';
import { readPlainText } from '../../slack/render/mrkdwn.ts';
import { isOffered } from '../../slack/views/conversations.ts';
import { useDesk } from '../workspace/use-workspace.ts';
import { type FieldProps, named } from './field-props.ts';

type Menu = Extract<
  FormElement,
  { type: 'users_select' | 'channels_select' | 'conversations_select' }
>;

/** A menu of the workspace's people, or of the conversations that whoever looks is in. */
export function PeopleOrPlaces(props: FieldProps<Menu>) {
  const { element, held, onChange } = props;
  const { people, conversations } = useDesk().workspace;
  const offered =
    element.type === 'users_select'
      ? people
          .filter(({ gone, role }) => !gone && role !== 'bot')
          .map(({ id, handle, name }) => ({ id, shown: `@${handle} (${name})` }))
      : conversations
          .filter((place) => isOffered(element, { ...place, private: place.kind === 'private' }))
          .map(({ id, name, kind }) => ({ id, shown: kind === 'direct' ? name : `#${name}` }));
  return (
    <select
      className="field"
      value={typeof held === 'string' ? held : ''}
      {...named(props)}
      onChange={({ target: { value } }) => onChange(value, value)}
    >
      <option value="" disabled>
        {readPlainText(element.placeholder?.text ?? 'Choose')}
      </option>
      {offered.map(({ id, shown }) => (
        <option key={id} value={id}>
          {shown}
        </option>
      ))}
    </select>
  );
}
