import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { dayIn } from '../workspace/times.ts';
import { useDesk } from '../workspace/use-workspace.ts';
import { EntryView } from './entry-view.tsx';
import { useFollowing } from './use-following.ts';

/** What was said in a conversation, the newest at the end and in view. */
export function Entries({
  channel,
  read,
  empty,
}: {
  channel: string;
  read: (channel: string, order: number) => void;
  empty: ReactNode;
}) {
  const { entries: all, people, user } = useDesk().workspace;
  const zone = people.find(({ id }) => id === user)?.tz ?? 'Etc/UTC';
  const entries = useMemo(
    () =>
      all
        .filter((entry) => entry.channel === channel)
        .toSorted((one, other) => one.order - other.order),
    [all, channel],
  );
  const list = useRef<HTMLDivElement>(null);
  const { missed, onScroll, catchUp } = useFollowing(list, entries);
  const last = entries.at(-1)?.order ?? -1;
  useEffect(() => read(channel, last), [channel, last, read]);

  return (
    <div className="entries-frame">
      <div
        className="entries"
        ref={list}
        tabIndex={0}
        role="log"
        aria-label="Messages"
        onScroll={onScroll}
      >
        <div className="entries-inside">
          {entries.length === 0 && <p className="empty">{empty}</p>}
          {entries.map((entry, at) => {
            const before = entries[at - 1];
            const day = dayIn(entry.at, zone);
            const starts = before === undefined || dayIn(before.at, zone) !== day;
            return (
              <div key={entry.order} data-entry>
                {starts && (
                  <div className="day">
                    <span>{day}</span>
                  </div>
                )}
                <EntryView entry={entry} zone={zone} />
              </div>
            );
          })}
        </div>
      </div>
      {missed && (
        <button type="button" className="to-end" onClick={catchUp}>
          New messages <span aria-hidden="true">↓</span>
        </button>
      )}
    </div>
  );
}
