import type { Element } from '../../slack/blocks/pressable.ts';
import { readPlainText } from '../../slack/render/mrkdwn.ts';
import { Icon } from '../parts/icon.tsx';
import { Popover } from '../parts/popover.tsx';
import { keyOf } from './held.ts';

type Overflow = Extract<Element, { type: 'overflow' }>;

/** The menu behind three dots. */
export function OverflowMenu({
  element,
  onPick,
}: {
  element: Overflow;
  onPick: (option: string) => void;
}) {
  return (
    <Popover label="More actions" className="button" side="right" button={<Icon name="more" />}>
      {(close) => (
        <ul className="menu">
          {element.options.map((option) => (
            <li key={keyOf(option)}>
              <button
                type="button"
                onClick={() => {
                  close();
                  if (option.url) window.open(option.url, '_blank', 'noopener,noreferrer');
                  onPick(keyOf(option));
                }}
              >
                {readPlainText(option.text.text)}
                {option.description && (
                  <span className="quiet">{readPlainText(option.description.text)}</span>
                )}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}
