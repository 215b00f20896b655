import './world.css';
import { useState } from 'react';
import type { Person } from '../../web-host/contract.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Icon } from '../parts/icon.tsx';
import { Popover } from '../parts/popover.tsx';
import { useDesk } from '../workspace/use-workspace.ts';

const MOST_FOUND = 8;

/** Who you are, and who else you could be. */
export function PersonSwitch({ become }: { become: (user: string) => void }) {
  const { people, user } = useDesk().workspace;
  const me = people.find(({ id }) => id === user);
  return (
    <Popover
      className="bar-button person-switch"
      label={`You are @${me?.handle}`}
      side="right"
      button={
        <>
          <Avatar name={me?.name ?? '?'} size={24} />
          <span className="person-switch-words">@{me?.handle}</span>
          <Icon name="down" size={14} />
        </>
      }
    >
      {(close) => (
        <People
          onPick={(id) => {
            close();
            become(id);
          }}
        />
      )}
    </Popover>
  );
}

function People({ onPick }: { onPick: (user: string) => void }) {
  const { people, user, world } = useDesk().workspace;
  const [wanted, setWanted] = useState('');
  const able = people.filter(({ gone, role }) => !gone && role !== 'bot');
  const worth = able.filter(({ note }) => note !== undefined);
  const written = able.filter(
    ({ id, note }) => note === undefined && (world.written.includes(id) || id === user),
  );
  const search = wanted.trim().replace(/^@/, '').toLowerCase();
  const found = able.filter(({ handle, name }) =>
    `${handle} ${name}`.toLowerCase().includes(search),
  );
  return (
    <div className="people">
      <h2>You are …</h2>
      <input
        className="field"
        type="search"
        placeholder="Find anybody"
        aria-label="Find anybody"
        value={wanted}
        onChange={({ target }) => setWanted(target.value)}
      />
      {search === '' ? (
        <>
          <PeopleList people={worth} onPick={onPick} />
          {written.length > 0 && <h3>The bot has written to</h3>}
          <PeopleList people={written.slice(0, MOST_FOUND)} onPick={onPick} />
        </>
      ) : (
        <PeopleList people={found.slice(0, MOST_FOUND)} onPick={onPick} />
      )}
      {search !== '' && found.length === 0 && <p className="quiet">Nobody of that name.</p>}
    </div>
  );
}

function PeopleList({
  people,
  onPick,
}: {
  people: readonly Person[];
  onPick: (user: string) => void;
}) {
  const { user, world } = useDesk().workspace;
  return (
    <ul className="menu">
      {people.map(({ id, handle, name, note }) => (
        <li key={id}>
          <button
            type="button"
            aria-current={id === user ? 'true' : undefined}
            onClick={() => onPick(id)}
          >
            <Avatar name={name} size={28} />
            <span className="person-words">
              <strong>@{handle}</strong>
              <span className="quiet">{note ?? name}</span>
            </span>
            {world.written.includes(id) && <span className="tag">has a DM</span>}
            {id === user && <Icon name="check" size={16} />}
          </button>
        </li>
      ))}
    </ul>
  );
}
