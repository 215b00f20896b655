import { useLayoutEffect, useRef } from 'react';
import { Guide } from '../guide/guide.tsx';
import { Requests } from '../inspector/requests.tsx';
import { Icon } from '../parts/icon.tsx';
import { WorldPanel } from '../world/world-panel.tsx';

export type PanelName = 'guide' | 'world' | 'requests';

const TITLES: Readonly<Record<PanelName, string>> = {
  guide: 'Five things to try',
  world: 'The world',
  requests: 'Requests',
};

/** The id of the button that opens a panel. */
export function openerOf(name: PanelName): string {
  return `opens-${name}`;
}

/** What is beside the workspace: it is of the demo, not of Slack. */
export function Panel({
  name,
  show,
  become,
  done,
  onDone,
}: {
  name: PanelName;
  show: (name: PanelName | null) => void;
  become: (user: string, channel?: string) => void;
  done: readonly string[];
  onDone: (step: string) => void;
}) {
  const frame = useRef<HTMLElement>(null);
  // Before it is taken from the page: the focus that is inside goes to the button that opens it again.
  useLayoutEffect(() => {
    const { current } = frame;
    return () => {
      if (current?.contains(document.activeElement)) {
        document.getElementById(openerOf(name))?.focus();
      }
    };
  }, [name]);
  return (
    <aside ref={frame} className="panel" aria-label={TITLES[name]}>
      <header className="panel-head">
        <h2>{TITLES[name]}</h2>
        <button
          type="button"
          className="quiet-button"
          aria-label="Close this panel"
          onClick={() => show(null)}
        >
          <Icon name="close" />
        </button>
      </header>
      {name === 'guide' && <Guide become={become} show={show} done={done} onDone={onDone} />}
      {name === 'world' && <WorldPanel />}
      {name === 'requests' && <Requests />}
    </aside>
  );
}
