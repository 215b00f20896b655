import { styleText } from 'node:util';
import type { Paint } from './paint.ts';

/** Emphasis with escape codes, for terminals. */
export const colourPaint: Paint = {
  bold: painter('bold'),
  dim: painter('dim'),
  italic: painter('italic'),
  strike: painter('strikethrough'),
  bar: painter('cyan'),
};

function painter(style: 'bold' | 'dim' | 'italic' | 'strikethrough' | 'cyan') {
  return (text: string) => styleText(style, text, { validateStream: false });
}
