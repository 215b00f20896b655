import { useCallback, useEffect, useState } from 'react';
import { Icon } from './icon.tsx';

const SHOWN_MS = 8000;

/** What went wrong lately, told in a corner and to screen readers. */
export function useToasts() {
  const [toasts, setToasts] = useState<readonly { id: number; text: string }[]>([]);
  const tell = useCallback(
    (text: string) => setToasts((before) => [...before.slice(-2), { id: Date.now(), text }]),
    [],
  );
  const drop = useCallback(
    (id: number) => setToasts((before) => before.filter((toast) => toast.id !== id)),
    [],
  );
  const shown = (
    <div className="toasts" role="alert">
      {toasts.map(({ id, text }) => (
        <Toast key={id} text={text} onEnd={() => drop(id)} />
      ))}
    </div>
  );
  return { tell, shown };
}

function Toast({ text, onEnd }: { text: string; onEnd: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onEnd, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [onEnd]);
  return (
    <div className="toast">
      <span>{text}</span>
      <button type="button" className="quiet-button" aria-label="Dismiss" onClick={onEnd}>
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}
