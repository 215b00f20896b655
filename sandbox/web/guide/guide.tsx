import './guide.css';
import { useState } from 'react';
import type { PanelName } from '../app/panel.tsx';
import { Icon } from '../parts/icon.tsx';
import { useDesk } from '../workspace/use-workspace.ts';
import { STEPS, type Step } from './steps.ts';

const NARROW = '(max-width: 900px)';

/** What somebody who is new here may try, each one a click. */
export function Guide({
  become,
  show,
  done,
  onDone,
}: {
  become: (user: string, channel?: string) => void;
  show: (panel: PanelName | null) => void;
  /** The steps that were taken. */
  done: readonly string[];
  onDone: (step: string) => void;
}) {
  const { act, workspace } = useDesk();
  const [busy, setBusy] = useState<string | null>(null);
  const { start, world } = workspace;

  async function take(step: Pick<Step, 'id' | 'deeds'>, channel: string) {
    if (busy !== null) return;
    setBusy(step.id);
    become(start.user, channel);
    // On a small screen the panel lies over what it is about to show.
    if (matchMedia(NARROW).matches) show(null);
    for (const deed of step.deeds({ user: start.user, channel })) await act(deed);
    onDone(step.id);
    setBusy(null);
  }

  return (
    <div className="panel-body">
      <p>
        This is Slack at an invented company of 300 people with Lingma and Windsurf seats. The bot
        is the real one. You are an admin; top right you can be somebody else.
      </p>
      {world.bot === 'starting' && (
        <output className="quiet">The bot is still starting: that takes some seconds.</output>
      )}
      <ol className="steps">
        {STEPS.map((step, at) => (
          <li key={step.id} className="step" data-done={done.includes(step.id)}>
            <span className="step-number" aria-hidden="true">
              {done.includes(step.id) ? <Icon name="check" size={16} /> : at + 1}
            </span>
            <div>
              <h3>{step.title}</h3>
              <p>{step.text}</p>
              <button
                type="button"
                className="button button-primary"
                disabled={world.bot !== 'connected'}
                aria-disabled={busy !== null}
                aria-busy={busy === step.id}
                onClick={() => void take(step, start.channel)}
              >
                {step.button}
              </button>
              {done.includes(step.id) && <p className="step-next">{step.next}</p>}
              {done.includes(step.id) && step.follow !== undefined && (
                <Follow step={step.follow} take={take} busy={busy !== null} />
              )}
            </div>
          </li>
        ))}
      </ol>
      <p className="quiet">
        Then try what you like: <code>/ai-usage help</code> says what there is, <em>World</em> moves
        the clock and breaks things, <em>Requests</em> shows what goes over the wire.
      </p>
    </div>
  );
}

function Follow({
  step: { button, channel: name, deeds },
  take,
  busy,
}: {
  step: NonNullable<Step['follow']>;
  take: (step: Pick<Step, 'id' | 'deeds'>, channel: string) => Promise<void>;
  busy: boolean;
}) {
  const { conversations } = useDesk().workspace;
  const channel = conversations.find((one) => one.name === name)?.id;
  if (channel === undefined) return null;
  return (
    <button
      type="button"
      className="button"
      aria-disabled={busy}
      onClick={() => void take({ id: button, deeds }, channel)}
    >
      {button}
    </button>
  );
}
