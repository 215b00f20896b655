import { useCallback, useMemo, useState } from 'react';
import { Composer } from '../composer/composer.tsx';
import { Conversation } from '../conversation/conversation.tsx';
import { DirectMessages } from '../home/direct-messages.tsx';
import { Modals } from '../modal/modals.tsx';
import { useTheme } from '../parts/use-theme.ts';
import { useToasts } from '../parts/toasts.tsx';
import { Sidebar } from '../sidebar/sidebar.tsx';
import { useReading } from '../workspace/reading.ts';
import type { Workspace } from '../workspace/state.ts';
import { actAndTell, DeskContext, useWorkspace } from '../workspace/use-workspace.ts';
import { Panel, type PanelName } from './panel.tsx';
import { Opening } from './opening.tsx';
import { ThemeContext } from './theme-context.ts';
import { MENU, TopBar } from './top-bar.tsx';
import { usePlace } from './use-place.ts';

/** The page. */
export function App() {
  const { theme, toggle } = useTheme();
  const place = usePlace();
  const { workspace, lost } = useWorkspace(place.user);
  return (
    <ThemeContext value={theme}>
      {workspace === null ? (
        <Opening lost={lost} />
      ) : (
        <Desk workspace={workspace} lost={lost} place={place} toggleTheme={toggle} />
      )}
    </ThemeContext>
  );
}

function Desk({
  workspace,
  lost,
  place,
  toggleTheme,
}: {
  workspace: Workspace;
  lost: boolean;
  place: ReturnType<typeof usePlace>;
  toggleTheme: () => void;
}) {
  const { tell, shown } = useToasts();
  const [panel, setPanel] = useState<PanelName | null>('guide');
  const [drawer, setDrawer] = useState(false);
  const [done, setDone] = useState<readonly string[]>([]);
  const desk = useMemo(
    () => ({
      workspace,
      act: (deed: Parameters<typeof actAndTell>[0], quiet = false) =>
        actAndTell(deed, quiet ? () => undefined : tell),
    }),
    [workspace, tell],
  );
  const reading = useReading(workspace.user);
  const wanted = place.channel ?? workspace.here;
  const here =
    workspace.conversations.find(({ id }) => id === wanted) ??
    workspace.conversations.find(({ id }) => id === workspace.here);
  const closeDrawer = useCallback(() => {
    setDrawer(false);
    // What had the focus in it is not to be seen any more.
    document.getElementById(MENU)?.focus();
  }, []);
  const open = useCallback(
    (channel: string) => {
      place.go({ user: workspace.user, channel });
      if (!drawer) return;
      closeDrawer();
      // There it lies over the conversation.
      setPanel(null);
    },
    [place, workspace.user, drawer, closeDrawer],
  );
  const become = (user: string, channel?: string) => place.go({ user, channel: channel ?? null });
  return (
    <DeskContext value={desk}>
      <div
        className="app"
        data-panel={panel !== null}
        data-drawer={drawer}
        onKeyDown={({ key }) => {
          if (key === 'Escape' && drawer) closeDrawer();
        }}
      >
        <TopBar
          lost={lost}
          panel={panel}
          drawer={drawer}
          onPanel={(name) => setPanel((before) => (before === name ? null : name))}
          onMenu={() => setDrawer((before) => !before)}
          onTheme={toggleTheme}
          become={become}
        />
        <Sidebar here={here?.id} open={open} unreadIn={reading.unreadIn} />
        {drawer && (
          <button
            type="button"
            className="scrim"
            aria-label="Close the list of channels"
            onClick={closeDrawer}
          />
        )}
        {here === undefined ? (
          <main className="middle" />
        ) : (
          <main className="middle" key={`${workspace.user} ${here.id}`}>
            {here.kind === 'direct' ? (
              <DirectMessages conversation={here} read={reading.read} />
            ) : (
              <Conversation conversation={here} read={reading.read} />
            )}
            <Composer conversation={here} />
          </main>
        )}
        {panel !== null && (
          <Panel
            name={panel}
            show={setPanel}
            become={become}
            done={done}
            onDone={(step) => setDone((before) => [...before, step])}
          />
        )}
        <Modals />
        {shown}
      </div>
    </DeskContext>
  );
}
