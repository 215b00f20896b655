import { useEffect, useState } from 'react';
import { Icon } from '../parts/icon.tsx';
import { momentIn } from '../workspace/times.ts';
import { useDesk } from '../workspace/use-workspace.ts';

const TICK_MS = 1000;

/** What time it is in the world, in the zone of whoever looks. */
export function WorldClock({ onOpen }: { onOpen: () => void }) {
  const now = useWorldTime();
  const { people, user, world } = useDesk().workspace;
  const zone = people.find(({ id }) => id === user)?.tz ?? 'Etc/UTC';
  return (
    <button
      type="button"
      className="bar-button world-clock"
      data-moved={world.aheadMs !== 0}
      title={`${zone}; open the world's panel to move the clock`}
      onClick={onOpen}
    >
      <Icon name="clock" size={16} />
      <time>{momentIn(now, zone)}</time>
    </button>
  );
}

/** The world's time, as it goes on. */
export function useWorldTime(): number {
  const { clockAhead } = useDesk().workspace;
  const [machine, setMachine] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setMachine(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return machine + clockAhead;
}
