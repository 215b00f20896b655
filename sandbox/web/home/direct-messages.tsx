import './home.css';
import { useEffect, useState } from 'react';
import type { Conversation } from '../../web-host/contract.ts';
import { Entries } from '../conversation/entries.tsx';
import { BotAvatar } from '../parts/avatar.tsx';
import { useDesk } from '../workspace/use-workspace.ts';
import { HomeTab } from './home-tab.tsx';

const TABS = [
  { id: 'messages', label: 'Messages' },
  { id: 'home', label: 'Home' },
] as const;

/** The app's place: what it wrote to whoever looks, and its Home tab. */
export function DirectMessages({
  conversation,
  read,
}: {
  conversation: Conversation;
  read: (channel: string, order: number) => void;
}) {
  const { act, workspace } = useDesk();
  const [tab, setTab] = useState<(typeof TABS)[number]['id']>('messages');
  const { user } = workspace;
  useEffect(() => {
    if (tab === 'home') void act({ do: 'open-home', user }, true);
    // The bot hears of it once for each time that the tab is opened.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [tab, user]);
  return (
    <>
      <header className="conversation-head">
        <h1>
          <BotAvatar size={22} /> {conversation.name} <span className="app-mark">APP</span>
        </h1>
      </header>
      <div className="tabs" role="tablist" aria-label="ai-usage">
        {TABS.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-selected={tab === id}
            aria-controls="tab-content"
            tabIndex={tab === id ? 0 : -1}
            onClick={() => setTab(id)}
            onKeyDown={({ key }) => {
              if (key !== 'ArrowLeft' && key !== 'ArrowRight') return;
              const other = id === 'home' ? 'messages' : 'home';
              setTab(other);
              document.getElementById(`tab-${other}`)?.focus();
            }}
          >
            {label}
          </button>
        ))}
      </div>
      <div id="tab-content" className="tab-content" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {tab === 'home' ? (
          <HomeTab />
        ) : (
          <Entries
            channel={conversation.id}
            read={read}
            empty={
              <>
                <strong>Nothing yet.</strong>
                ai-usage writes here what is for you alone: files that you asked for, and what it
                has to tell you. You can also ask it here, by <code>/ai-usage</code>.
              </>
            }
          />
        )}
      </div>
    </>
  );
}
