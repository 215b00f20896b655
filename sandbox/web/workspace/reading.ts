import { useCallback, useState } from 'react';
import type { Entry } from '../../web-host/contract.ts';

const KEY = 'read';

type Marks = Readonly<Record<string, number>>;

/** How far each person has read each conversation, in this tab: by `user channel`, the order of the last entry. */
export function useReading(user: string) {
  const [marks, setMarks] = useState<Marks>(load);
  const read = useCallback(
    (channel: string, order: number) =>
      setMarks((before) => {
        const key = `${user} ${channel}`;
        if ((before[key] ?? -1) >= order) return before;
        const after = { ...before, [key]: order };
        sessionStorage.setItem(KEY, JSON.stringify(after));
        return after;
      }),
    [user],
  );
  const unreadIn = useCallback(
    (channel: string, entries: readonly Entry[]) =>
      entries.filter(
        (entry) =>
          entry.kind === 'message' &&
          entry.channel === channel &&
          entry.order > (marks[`${user} ${channel}`] ?? -1),
      ).length,
    [marks, user],
  );
  return { read, unreadIn };
}

function load(): Marks {
  const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
  const marks = Object.entries(kept ?? {}).filter(([, order]) => typeof order === 'number');
  return Object.fromEntries(marks);
}
