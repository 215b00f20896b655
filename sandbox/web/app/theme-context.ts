import { createContext } from 'react';
import type { Theme } from '../parts/use-theme.ts';

/** Light or dark. */
export const ThemeContext = createContext<Theme>('light');
