import { useEffect, useState, useSyncExternalStore } from 'react';

const KEY = 'theme';
const DARK = '(prefers-color-scheme: dark)';

export type Theme = 'light' | 'dark';

/** Light or dark: as the system has it, until the person chooses. */
export function useTheme(): { theme: Theme; toggle: () => void } {
  const [chosen, setChosen] = useState(readChosen);
  const systemIsDark = useSyncExternalStore(followSystem, () => matchMedia(DARK).matches);
  const theme = chosen ?? (systemIsDark ? 'dark' : 'light');
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  const toggle = () => {
    const next = theme === 'dark' ? 'light' : 'dark';
    localStorage.setItem(KEY, next);
    setChosen(next);
  };
  return { theme, toggle };
}

function readChosen(): Theme | null {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : null;
}

function followSystem(changed: () => void): () => void {
  const query = matchMedia(DARK);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
