import { memo } from 'react';
import type { Entry } from '../../web-host/contract.ts';
import { Icon } from '../parts/icon.tsx';
import { timeIn } from '../workspace/times.ts';
import { MessageView } from './message-view.tsx';

/** One thing in a conversation. */
export const EntryView = memo(function EntryView({ entry, zone }: { entry: Entry; zone: string }) {
  switch (entry.kind) {
    case 'message':
      return <MessageView message={entry.message} time={timeIn(entry.at, zone)} />;
    case 'notice':
      return <p className="notice">{entry.text}</p>;
    default:
      return <Asked entry={entry} time={timeIn(entry.at, zone)} />;
  }
});

function Asked({ entry, time }: { entry: Extract<Entry, { kind: 'asked' }>; time: string }) {
  return (
    <div className="asked" data-state={entry.state}>
      <p>
        <Icon name="send" size={13} /> You typed <code>{entry.text}</code>{' '}
        <time className="quiet">{time}</time>
        {entry.state === 'sent' && <span className="quiet"> · waiting for the app …</span>}
      </p>
      {entry.state === 'failed' && (
        <p className="failure" role="alert">
          {entry.text.split(/\s/)[0]} failed with the error “{entry.error}”
          {entry.error === 'dispatch_failed' && ': the bot is not connected'}.
        </p>
      )}
    </div>
  );
}
