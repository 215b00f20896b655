import './conversation.css';
import type { Conversation as About } from '../../web-host/contract.ts';
import { Icon } from '../parts/icon.tsx';
import { Popover } from '../parts/popover.tsx';
import { useDesk } from '../workspace/use-workspace.ts';
import { Entries } from './entries.tsx';

/** A channel: what it is, and what was said in it. */
export function Conversation({
  conversation,
  read,
}: {
  conversation: About;
  read: (channel: string, order: number) => void;
}) {
  const { id, name, kind, shared, hasBot, archived, members } = conversation;
  const { act } = useDesk();
  const notes = [
    `${members} people`,
    ...(kind === 'private' ? ['private'] : []),
    ...(shared ? ['shared with another organization'] : []),
    ...(archived ? ['archived'] : []),
  ];
  return (
    <>
      <header className="conversation-head">
        <h1>
          {kind === 'private' ? <Icon name="lock" size={16} /> : '#'} {name}
        </h1>
        <p>{notes.join(' · ')}</p>
        {!archived && (
          <Popover
            label="What to do with this channel"
            className="quiet-button"
            side="right"
            button={<Icon name="more" />}
          >
            {(close) => {
              const change = (how: 'invite' | 'remove' | 'archive') => {
                close();
                void act({ do: 'change-channel', channel: id, how });
              };
              return (
                <ul className="menu">
                  <li>
                    <button type="button" onClick={() => change(hasBot ? 'remove' : 'invite')}>
                      {hasBot ? 'Remove ai-usage from it' : 'Add ai-usage to it'}
                    </button>
                  </li>
                  <li>
                    <button type="button" onClick={() => change('archive')}>
                      Archive it
                    </button>
                  </li>
                </ul>
              );
            }}
          </Popover>
        )}
      </header>
      {!hasBot && !archived && (
        <p className="strip">
          ai-usage is not in this channel. It answers you here, but cannot post for everybody.
          <button
            type="button"
            className="link-button"
            onClick={() => void act({ do: 'change-channel', channel: id, how: 'invite' })}
          >
            Add it
          </button>
        </p>
      )}
      <Entries
        channel={id}
        read={read}
        empty={
          <>
            <strong>This is the very beginning of #{name}.</strong>
            Type <code>/ai-usage</code> below to ask something, or take a step of the guide.
          </>
        }
      />
    </>
  );
}
