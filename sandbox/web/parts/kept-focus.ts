import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

const KEEPER = 'data-keeps-focus';
const USABLE = 'button, a[href], input, select, textarea';

/** What takes the focus where something inside it had it and is gone. */
export const keepsFocus = { [KEEPER]: true, tabIndex: -1 } as const;

/**
 * Keeps the focus inside a frame whose content is drawn anew, as a message is when one of its buttons was pressed: it
 * goes to what is called the same, else to the frame. Without that, whoever uses the keyboard starts over.
 */
export function useKeptFocus(frame: RefObject<HTMLElement | null>): void {
  const held = useRef<{ element: Element; called: string } | null>(null);
  useEffect(() => {
    const { current } = frame;
    if (!current) return undefined;
    const take = ({ target }: FocusEvent) => {
      if (target instanceof Element) held.current = { element: target, called: nameOf(target) };
    };
    const leave = ({ target, relatedTarget }: FocusEvent) => {
      if (relatedTarget instanceof Node) {
        if (!current.contains(relatedTarget)) held.current = null;
        return;
      }
      // It may leave because it is taken away just now; that is only known a moment later.
      queueMicrotask(() => {
        if (held.current?.element === target && held.current?.element.isConnected)
          held.current = null;
      });
    };
    current.addEventListener('focusin', take);
    current.addEventListener('focusout', leave);
    return () => {
      current.removeEventListener('focusin', take);
      current.removeEventListener('focusout', leave);
    };
  }, [frame]);
  useLayoutEffect(() => {
    const { current: was } = held;
    if (was === null || was.element.isConnected || !isNowhere()) return;
    if (frame.current) focusIn(frame.current, was.called);
  });
}

/**
 * Remembers where the focus is. The answer, called when what took it is about to go, gives it back: to the same element,
 * or, where that is gone, into the frame that kept it.
 */
export function markFocus(): (leaving: Element | null) => void {
  const { activeElement: element } = document;
  const keeper = element?.closest<HTMLElement>(`[${KEEPER}]`);
  const called = element === null ? '' : nameOf(element);
  return (leaving) => {
    if (!isNowhere() && leaving?.contains(document.activeElement) !== true) return;
    if (element instanceof HTMLElement && element.isConnected) element.focus();
    else if (keeper) focusIn(keeper, called);
  };
}

function focusIn(frame: HTMLElement, called: string): void {
  const all = [...frame.querySelectorAll<HTMLElement>(USABLE)];
  const same = all.find((element) => nameOf(element) === called);
  (same ?? frame).focus({ preventScroll: true });
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function nameOf(element: Element): string {
  return element.getAttribute('aria-label') ?? element.textContent;
}
