import { useState } from 'react';
import { momentIn } from '../workspace/times.ts';
import { useDesk } from '../workspace/use-workspace.ts';
import { useWorldTime } from './world-clock.tsx';

const JUMPS = [
  { to: '1h', label: 'An hour on' },
  { to: '1d', label: 'A day on' },
  { to: 'monday 09:00', label: 'To Monday, 09:00' },
] as const;

/** The clock, what can break, and the bot's process. */
export function WorldPanel() {
  return (
    <div className="panel-body">
      <ClockPart />
      <TroublePart />
      <BotPart />
      <p className="quiet">
        Everything here is on this machine. The bot is a process of its own and knows of none of
        this: it sees a clock, answers and silence.
      </p>
    </div>
  );
}

function ClockPart() {
  const { act, workspace } = useDesk();
  const { user, people, world } = workspace;
  const zone = people.find(({ id }) => id === user)?.tz ?? 'Etc/UTC';
  const now = useWorldTime();
  const [jumping, setJumping] = useState(false);
  const jump = async (to: string) => {
    if (jumping) return;
    setJumping(true);
    await act({ do: 'jump', user, to });
    setJumping(false);
  };
  return (
    <section>
      <h3>Clock</h3>
      <p className="big-time">
        <time>{momentIn(now, zone)}</time> <span className="quiet">{zone}</span>
      </p>
      <p className="quiet">{readAhead(world.aheadMs)}</p>
      <div className="button-row">
        {JUMPS.map(({ to, label }) => (
          <button
            key={to}
            type="button"
            className="button"
            aria-disabled={jumping}
            onClick={() => void jump(to)}
          >
            {label}
          </button>
        ))}
      </div>
    </section>
  );
}

function readAhead(ms: number): string {
  if (ms === 0) return 'As on this machine.';
  const hours = Math.round(ms / 3_600_000);
  const days = Math.floor(hours / 24);
  const parts = [
    ...(days > 0 ? [`${days} ${days === 1 ? 'day' : 'days'}`] : []),
    ...(hours % 24 > 0 ? [`${hours % 24} h`] : []),
  ];
  return `${parts.join(', ') || 'Less than an hour'} ahead of this machine.`;
}

function TroublePart() {
  const { act, workspace } = useDesk();
  return (
    <section>
      <h3>What goes wrong</h3>
      <ul className="troubles">
        {workspace.world.troubles.map(({ id, label, note, on }) => (
          <li key={id}>
            <label className="switch">
              <input
                type="checkbox"
                role="switch"
                checked={on}
                aria-checked={on}
                onChange={() => void act({ do: 'trouble', trouble: id, on: !on })}
              />
              <span>
                {label}
                <span className="quiet">{note}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
}

const BOT_NOTES = {
  connected: 'Running, and connected to Slack over Socket Mode.',
  starting: 'Starting: it opens its database and connects.',
  down: 'Not running. Commands fail until it is back; what it knew is on disk.',
} as const;

function BotPart() {
  const { act, workspace } = useDesk();
  const { bot } = workspace.world;
  return (
    <section>
      <h3>The bot</h3>
      <output>{BOT_NOTES[bot]}</output>
      <div className="button-row">
        {bot === 'down' ? (
          <button
            type="button"
            className="button button-primary"
            onClick={() => void act({ do: 'bot', how: 'start' })}
          >
            Start it again
          </button>
        ) : (
          <button
            type="button"
            className="button button-danger"
            onClick={() => void act({ do: 'bot', how: 'kill' })}
          >
            Kill it
          </button>
        )}
      </div>
    </section>
  );
}
