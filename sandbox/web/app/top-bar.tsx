import { useContext } from 'react';
import { Icon, type IconName } from '../parts/icon.tsx';
import { PersonSwitch } from '../world/person-switch.tsx';
import { WorldClock } from '../world/world-clock.tsx';
import { useDesk } from '../workspace/use-workspace.ts';
import { openerOf, type PanelName } from './panel.tsx';
import { ThemeContext } from './theme-context.ts';

const PANELS: readonly { name: PanelName; label: string; icon: IconName }[] = [
  { name: 'guide', label: 'Guide', icon: 'flag' },
  { name: 'world', label: 'World', icon: 'globe' },
  { name: 'requests', label: 'Requests', icon: 'wire' },
];

/** The id of the button that opens the list of channels. */
export const MENU = 'opens-channels';

/** What stands above everything: who you are, what time it is, and the panels. */
export function TopBar({
  lost,
  panel,
  drawer,
  onPanel,
  onMenu,
  onTheme,
  become,
}: {
  lost: boolean;
  panel: PanelName | null;
  /** Whether the list of channels lies over the rest, where there is no room for it. */
  drawer: boolean;
  onPanel: (name: PanelName) => void;
  onMenu: () => void;
  onTheme: () => void;
  become: (user: string, channel?: string) => void;
}) {
  const theme = useContext(ThemeContext);
  const { troubles } = useDesk().workspace.world;
  const broken = troubles.filter(({ on }) => on).length;
  return (
    <header className="top-bar">
      <button
        type="button"
        className="bar-button menu-button"
        id={MENU}
        aria-label="Channels"
        aria-expanded={drawer}
        onClick={onMenu}
      >
        <Icon name="menu" />
      </button>
      <WorldClock onOpen={() => onPanel('world')} />
      <BotState lost={lost} />
      <PersonSwitch become={become} />
      <nav className="bar-panels" aria-label="Panels">
        {PANELS.map(({ name, label, icon }) => (
          <button
            key={name}
            id={openerOf(name)}
            type="button"
            className="bar-button"
            aria-pressed={panel === name}
            aria-label={name === 'world' && broken > 0 ? `${label}, ${broken} broken` : label}
            onClick={() => onPanel(name)}
          >
            <Icon name={icon} />
            <span className="bar-label">{label}</span>
            {name === 'world' && broken > 0 && <span className="count">{broken}</span>}
          </button>
        ))}
        <button
          type="button"
          className="bar-button"
          aria-label={theme === 'dark' ? 'Use light colours' : 'Use dark colours'}
          onClick={onTheme}
        >
          <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
        </button>
      </nav>
    </header>
  );
}

const STATES = {
  connected: 'Bot connected',
  starting: 'Bot is starting …',
  down: 'Bot is down',
  lost: 'Demo has ended',
} as const;

function BotState({ lost }: { lost: boolean }) {
  const { bot } = useDesk().workspace.world;
  const state = lost ? 'lost' : bot;
  return (
    <output className="bot-state" data-state={state}>
      <span className="dot" aria-hidden="true" />
      <span className="bot-state-text">{STATES[state]}</span>
    </output>
  );
}
