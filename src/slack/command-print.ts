import type { PersonAsked } from '../domain/answers.ts';
import type { Command } from './command.ts';
import { rowOf } from './command-verbs.ts';
import { COMMAND, DEFAULT_BY, DEFAULT_LIMIT, foldWord, type KeyWord } from './command-words.ts';
import { printSections, type ChannelNamed } from './command-digest-values.ts';
import { printUntil } from './command-nudge-values.ts';
import { printEvery } from './command-schedule.ts';
import { plain } from './views/text.ts';

/** Writes a command as Slack sends it, mentions and all; parsing it gives the same command. What is left out by default is not written. */
export function printCommand(command: Command): string {
  return printed(command, {
    text: (text) => escaped(quoted(text)),
    mention: (slackUserId, label) =>
      label === null ? `<@${slackUserId}>` : `<@${slackUserId}|${escaped(plain(label, 200))}>`,
    channel: ({ channelId, label }) =>
      label === null ? `<#${channelId}>` : `<#${channelId}|${escaped(plain(label, 200))}>`,
  });
}

/** Writes a command as somebody would type it, for people to read. */
export function printForPeople(command: Command): string {
  return printed(command, {
    text: quoted,
    mention: (slackUserId, label) => atName(plain(label ?? slackUserId)),
    channel: ({ channelId, label }) => (label === null ? channelId : `#${plain(label)}`),
  });
}

type Writing = {
  readonly text: (text: string) => string;
  readonly mention: (slackUserId: string, label: string | null) => string;
  readonly channel: (channel: ChannelNamed) => string;
};

function printed(command: Command, writing: Writing): string {
  const { word } = rowOf(command.verb);
  if (command.verb === 'unsubscribe') return [COMMAND, word, command.id].join(' ');
  if (command.verb === 'nudges') {
    const { action, user } = command;
    const about = user === null ? [] : [`user=${personText(user, writing)}`];
    return [COMMAND, word, ...(action === 'status' ? [] : [action]), ...about].join(' ');
  }
  const pairs = pairsOf(command, writing).flatMap(([key, value]) =>
    value === null ? [] : [`${key}=${value}`],
  );
  return [COMMAND, ...(word === null ? [] : [word]), ...pairs].join(' ');
}

function pairsOf(command: Command, writing: Writing): [KeyWord, string | null][] {
  const team = 'team' in command ? command.team : null;
  const user = 'user' in command ? command.user : null;
  const period = 'period' in command ? command.period : null;
  const provider = 'provider' in command ? command.provider : null;
  const by = 'by' in command && command.by !== DEFAULT_BY ? command.by : null;
  const limit = 'limit' in command && command.limit !== DEFAULT_LIMIT ? command.limit : null;
  const days = 'days' in command ? command.days : null;
  return [
    ['team', team === null ? null : writing.text(team)],
    ['user', user === null ? null : personText(user, writing)],
    ['period', period === null ? null : writing.text(period)],
    ['provider', provider === null ? null : writing.text(provider)],
    ['by', by],
    ['limit', limit === null ? null : String(limit)],
    ['days', days === null ? null : String(days)],
    ['view', viewOf(command)],
    ...(command.verb === 'subscribe' ? wishOf(command, writing) : []),
    ...(command.verb === 'exempt' ? endOf(command, writing) : []),
  ];
}

const SWITCHED = { true: 'on', false: 'off' } as const;

function wishOf(
  command: Extract<Command, { verb: 'subscribe' }>,
  writing: Writing,
): [KeyWord, string | null][] {
  const { every, at, zone, names, sections, channel } = command;
  return [
    ['every', every === null ? null : printEvery(every)],
    ['at', at],
    ['tz', zone],
    ['names', names === null ? null : SWITCHED[`${names}`]],
    ['sections', sections === null ? null : printSections(sections)],
    ['channel', channel === null ? null : writing.channel(channel)],
  ];
}

function endOf(
  { until, reason }: Extract<Command, { verb: 'exempt' }>,
  writing: Writing,
): [KeyWord, string | null][] {
  return [
    ['until', printUntil(until)],
    ['reason', reason === null ? null : writing.text(reason)],
  ];
}

function viewOf(command: Command): string | null {
  if (command.verb === 'report') return command.details ? 'details' : null;
  if (command.verb === 'status') return command.unmatched ? 'unmatched' : null;
  if (command.verb === 'export') return command.seats ? 'seats' : null;
  return null;
}

function personText(user: PersonAsked, { text, mention }: Writing): string {
  switch (user.kind) {
    case 'me':
      return 'me';
    case 'mention':
      return mention(user.slackUserId, user.label);
    case 'email':
      return text(user.email);
    case 'words':
      break;
  }
  // Unquoted, “me” is oneself.
  return foldWord(user.text) === 'me' ? `"${user.text}"` : text(user.text);
}

function atName(name: string): string {
  const at = `@${name}`;
  return /^[\p{L}\p{N}._-]+$/u.test(name) ? at : quoted(at);
}

function quoted(value: string): string {
  if (/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._+/@-]*$/u.test(value)) return value;
  return `"${value.replace(/[\\"“”„‟＂]/gu, '\\$&')}"`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
