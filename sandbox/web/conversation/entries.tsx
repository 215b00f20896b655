import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { dayIn } from '../workspace/times.ts';
import { useDesk } from '../workspace/use-workspace.ts';
import { EntryView } from './entry-view.tsx';

const NEAR_END = 80;

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
  const atEnd = useRef(true);
  const [missed, setMissed] = useState(false);
  const last = entries.at(-1)?.order ?? -1;
  const newest = useRef(last);

  const toEnd = () => {
    const { current } = list;
    current?.scrollTo({ top: current.scrollHeight });
  };
  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
    else if (last > newest.current) setMissed(true);
    newest.current = Math.max(newest.current, last);
  }, [entries, last]);
  // What is drawn late, as a chart, must not push the end out of view.
  useEffect(() => {
    const { current } = list;
    const inside = current?.firstElementChild;
    if (!current || !inside) return undefined;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) toEnd();
    });
    observer.observe(inside);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => read(channel, last), [channel, last, read]);

  return (
    <div className="entries-frame">
      <div
        className="entries"
        ref={list}
        tabIndex={0}
        role="log"
        aria-label="Messages"
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END;
          if (atEnd.current) setMissed(false);
        }}
      >
        <div className="entries-inside">
          {entries.length === 0 && <p className="empty">{empty}</p>}
          {entries.map((entry, at) => {
            const before = entries[at - 1];
            const day = dayIn(entry.at, zone);
            const starts = before === undefined || dayIn(before.at, zone) !== day;
            return (
              <div key={entry.order}>
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
        <button
          type="button"
          className="to-end"
          onClick={() => {
            setMissed(false);
            toEnd();
          }}
        >
          New messages <Icon />
        </button>
      )}
    </div>
  );
}

function Icon() {
  return <span aria-hidden="true">↓</span>;
}
