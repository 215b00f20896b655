import type { z } from 'zod';
import type { richText } from '../blocks/rich-text.ts';
import { clean, type Names } from './mrkdwn.ts';
import type { Paint } from './paint.ts';

type RichText = z.infer<typeof richText>;
type Part = RichText['elements'][number];
type Inline = Exclude<Part, { type: 'rich_text_list' }>['elements'][number];

/** What a person reads where a message says rich_text: lines, still to be wrapped. */
export function readRichText(block: RichText, names: Names, paint: Paint): string {
  return block.elements.map((part) => readPart(part, names, paint)).join('\n');
}

function readPart(part: Part, names: Names, paint: Paint): string {
  if (part.type === 'rich_text_list') {
    return part.elements
      .map((item, index) => {
        const mark = part.style === 'ordered' ? `${(part.offset ?? 0) + index + 1}.` : '•';
        return `${'  '.repeat(part.indent ?? 0)}${mark} ${readInlines(item.elements, names, paint)}`;
      })
      .join('\n');
  }
  const text = readInlines(part.elements, names, paint);
  return part.type === 'rich_text_quote' ? text.replaceAll(/^/gm, '> ') : text;
}

function readInlines(inlines: readonly Inline[], names: Names, paint: Paint): string {
  return inlines.map((inline) => emphasize(inline, readInline(inline, names), paint)).join('');
}

function readInline(inline: Inline, names: Names): string {
  switch (inline.type) {
    case 'text':
      return clean(inline.text);
    case 'link':
      return inline.text === undefined ? inline.url : `${clean(inline.text)} (${inline.url})`;
    case 'user':
      return `@${names.user(inline.user_id) ?? inline.user_id}`;
    case 'channel':
      return `#${names.channel(inline.channel_id) ?? inline.channel_id}`;
    case 'usergroup':
      return `@${inline.usergroup_id}`;
    case 'team':
      return `@${inline.team_id}`;
    case 'broadcast':
      return `@${inline.range}`;
    case 'emoji':
      return `:${clean(inline.name)}:`;
    case 'color':
      return clean(inline.value);
    default:
      return inline.fallback ?? new Date(inline.timestamp * 1000).toISOString();
  }
}

function emphasize({ style }: Inline, text: string, paint: Paint): string {
  let shown = style?.code === true ? `\`${text}\`` : text;
  if (style?.bold === true) shown = paint.bold(shown);
  if (style?.italic === true) shown = paint.italic(shown);
  if (style?.strike === true) shown = paint.strike(shown);
  return shown;
}
