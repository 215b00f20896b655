import './sidebar.css';
import type { Conversation, Entry } from '../../web-host/contract.ts';
import { BotAvatar } from '../parts/avatar.tsx';
import { Icon } from '../parts/icon.tsx';
import { useDesk } from '../workspace/use-workspace.ts';

/** The conversations of whoever the page is. */
export function Sidebar({
  here,
  open,
  unreadIn,
}: {
  here: string | undefined;
  open: (channel: string) => void;
  unreadIn: (channel: string, entries: readonly Entry[]) => number;
}) {
  const { conversations, entries } = useDesk().workspace;
  const channels = conversations.filter(({ kind }) => kind !== 'direct');
  const apps = conversations.filter(({ kind }) => kind === 'direct');
  const list = (some: readonly Conversation[]) => (
    <ul>
      {some.map((conversation) => (
        <li key={conversation.id}>
          <Line
            conversation={conversation}
            isHere={conversation.id === here}
            unread={unreadIn(conversation.id, entries)}
            open={open}
          />
        </li>
      ))}
    </ul>
  );
  return (
    <nav className="sidebar" aria-label="Conversations">
      <p className="workspace-name">
        Lantern <span>an invented company</span>
      </p>
      <h2>Channels</h2>
      {list(channels)}
      <h2>Apps</h2>
      {list(apps)}
    </nav>
  );
}

function Line({
  conversation: { id, name, kind, archived },
  isHere,
  unread,
  open,
}: {
  conversation: Conversation;
  isHere: boolean;
  unread: number;
  open: (channel: string) => void;
}) {
  return (
    <button
      type="button"
      className="conversation-line"
      data-unread={unread > 0}
      data-archived={archived}
      aria-current={isHere ? 'page' : undefined}
      onClick={() => open(id)}
    >
      <span className="conversation-sign" aria-hidden="true">
        {kind === 'direct' && <BotAvatar size={20} />}
        {kind === 'private' && <Icon name="lock" size={14} />}
        {kind === 'public' && '#'}
      </span>
      <span className="conversation-name">{name}</span>
      {archived && <span className="conversation-note">archived</span>}
      {unread > 0 && (
        <span className="count" aria-label={`${unread} unread`}>
          {unread}
        </span>
      )}
    </button>
  );
}
