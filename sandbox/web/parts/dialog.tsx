import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Icon } from './icon.tsx';
import { markFocus } from './kept-focus.ts';

/** Something that lies above everything else until it is answered: the browser keeps the focus inside. */
export function Dialog({
  title,
  onClose,
  children,
  footer,
  onBack,
  width = 'usual',
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  /** Where there is something below to go back to. */
  onBack?: (() => void) | undefined;
  width?: 'usual' | 'wide' | 'small';
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Before it is taken from the page: only then the browser gives the focus back.
  useLayoutEffect(() => {
    const { current } = dialog;
    const giveBack = markFocus();
    current?.showModal();
    return () => {
      current?.close();
      giveBack(current);
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`dialog dialog-${width}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="dialog-head">
        {onBack && (
          <button type="button" className="quiet-button" aria-label="Back" onClick={onBack}>
            <Icon name="back" />
          </button>
        )}
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="quiet-button" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div className="dialog-body">{children}</div>
      {footer !== undefined && <footer className="dialog-foot">{footer}</footer>}
    </dialog>
  );
}
