import type { Element } from '../../slack/blocks/pressable.ts';
import { readPlainText } from '../../slack/render/mrkdwn.ts';
import { Drawn } from '../blocks/drawn.tsx';
import { Dialog } from '../parts/dialog.tsx';

type Question = NonNullable<Element['confirm']>;

/** What an element asks before it is pressed. */
export function Confirm({
  confirm: { title, text, confirm, deny, style },
  onYes,
  onNo,
}: {
  confirm: Question;
  onYes: () => void;
  onNo: () => void;
}) {
  return (
    <Dialog
      title={readPlainText(title?.text ?? 'Are you sure?')}
      width="small"
      onClose={onNo}
      footer={
        <>
          <button type="button" className="button" onClick={onNo}>
            {readPlainText(deny?.text ?? 'Cancel')}
          </button>
          <button
            type="button"
            className={`button button-${style ?? 'primary'} solid`}
            onClick={onYes}
          >
            {readPlainText(confirm?.text ?? 'Yes')}
          </button>
        </>
      }
    >
      <Drawn blocks={[{ type: 'section', text }]} />
    </Dialog>
  );
}
