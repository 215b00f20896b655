import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';

/** A button that opens something small beside it; Escape, a click elsewhere and leaving it by keyboard close it. */
export function Popover({
  label,
  className = '',
  button,
  side = 'left',
  children,
}: {
  /** What the button is called where its content does not say. */
  label?: string | undefined;
  className?: string;
  button: ReactNode;
  side?: 'left' | 'right';
  children: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const leave = (event: PointerEvent | FocusEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  }, [open]);
  const close = useCallback(() => {
    setOpen(false);
    opener.current?.focus();
  }, []);
  return (
    <span
      className="popover"
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <button
        ref={opener}
        type="button"
        className={className}
        aria-label={label}
        aria-expanded={open}
        onClick={() => setOpen((before) => !before)}
      >
        {button}
      </button>
      {open && <div className={`popover-sheet popover-${side}`}>{children(close)}</div>}
    </span>
  );
}
