import { useCallback, useEffect, useMemo, useState } from 'react';

/** Who the page is, and which conversation is open; null for whoever and whatever the demo starts with. */
export interface Place {
  readonly user: string | null;
  readonly channel: string | null;
}

/** The place, kept in the address so that a reload and the Back button keep it. */
export function usePlace(): Place & { go: (place: Place) => void } {
  const [place, setPlace] = useState(read);
  useEffect(() => {
    const follow = () => setPlace(read());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const go = useCallback(({ user, channel }: Place) => {
    location.hash = [user, channel].filter((part) => part !== null).join('/');
  }, []);
  return useMemo(() => ({ ...place, go }), [place, go]);
}

function read(): Place {
  const [user, channel] = location.hash.slice(1).split('/');
  return { user: user || null, channel: channel || null };
}
