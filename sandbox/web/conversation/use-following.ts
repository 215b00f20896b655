import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Entry } from '../../web-host/contract.ts';

const NEAR_END = 80;
/** Room for the command that was asked. */
const ABOVE = 38;

/**
 * Keeps the newest in view, from its beginning where it is taller than the view, until the person scrolls away. Says
 * whether something has come that they do not see.
 */
export function useFollowing(list: RefObject<HTMLElement | null>, entries: readonly Entry[]) {
  const following = useRef(true);
  const put = useRef(0);
  const newest = useRef(-1);
  const [missed, setMissed] = useState(false);

  const follow = useCallback(() => {
    const { current } = list;
    const last = current?.querySelector<HTMLElement>('[data-entry]:last-child');
    if (!current || !last) return;
    const end = current.scrollHeight - current.clientHeight;
    const start = last.offsetTop - ABOVE;
    current.scrollTop = last.offsetHeight > current.clientHeight ? start : end;
    put.current = current.scrollTop;
  }, [list]);

  useLayoutEffect(() => {
    const last = entries.at(-1);
    const isNew = last !== undefined && last.order > newest.current;
    newest.current = last?.order ?? -1;
    if (isNew && last.kind === 'asked') following.current = true;
    if (following.current) follow();
    else if (isNew) setMissed(true);
  }, [entries, follow]);

  // What is drawn late, as a chart, must not push the newest out of view.
  useEffect(() => {
    const { current } = list;
    const inside = current?.firstElementChild;
    if (!current || !inside) return undefined;
    const observer = new ResizeObserver(() => {
      if (following.current) follow();
    });
    observer.observe(inside);
    observer.observe(current);
    return () => observer.disconnect();
  }, [list, follow]);

  const onScroll = useCallback(() => {
    const { current } = list;
    if (!current || Math.abs(current.scrollTop - put.current) < 2) return;
    const { scrollHeight, scrollTop, clientHeight } = current;
    following.current = scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (following.current) setMissed(false);
  }, [list]);

  const catchUp = () => {
    following.current = true;
    setMissed(false);
    follow();
  };
  return { missed, onScroll, catchUp };
}
