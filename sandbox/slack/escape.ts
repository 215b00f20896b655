import type { SlackChannel, SlackUser } from './people.ts';

const token =
  /(?<link>https?:\/\/[^\s<>|"”]+)|(?<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?<![\w&])[@#](?<name>[\p{L}\p{N}._-]+)/gu;

/**
 * What `should_escape` makes of a command's text: people, channels and links that Slack knows become entities, and
 * `&`, `<` and `>` are written out. Whatever a person types in angle brackets themselves stays text.
 */
export function escapeCommand(
  typed: string,
  known: { users: readonly SlackUser[]; channels: readonly SlackChannel[] },
): string {
  let escaped = '';
  let from = 0;
  for (const match of typed.matchAll(token)) {
    const entity = entityOf(match[0], match.groups ?? {}, known);
    if (entity === undefined) continue;
    escaped += escapeText(typed.slice(from, match.index)) + entity;
    from = match.index + match[0].length;
  }
  return escaped + escapeText(typed.slice(from));
}

/** Writes out the three characters that mean something in Slack's text. */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function entityOf(
  found: string,
  { link, mail, name }: Readonly<Record<string, string | undefined>>,
  { users, channels }: { users: readonly SlackUser[]; channels: readonly SlackChannel[] },
): string | undefined {
  if (link !== undefined) return `<${escapeText(link)}>`;
  if (mail !== undefined) return `<mailto:${mail}|${mail}>`;
  if (found.startsWith('@')) {
    const user = users.find((candidate) => candidate.handle === name);
    return user && `<@${user.id}|${escapeText(user.handle)}>`;
  }
  const channel = channels.find((candidate) => candidate.name === name);
  return channel && `<#${channel.id}|${escapeText(channel.name)}>`;
}
