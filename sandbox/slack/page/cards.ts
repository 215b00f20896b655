import type { Names } from '../render/mrkdwn.ts';
import type { Message, TranscriptEvent } from '../transcript.ts';

/** A command or a press with what came of it, or a message that nobody asked for. */
export interface Card {
  head: string;
  notes: string[];
  troubles: string[];
  messages: Map<string, Message>;
}

/** Puts the transcript's events together by the command or the press that they belong to, in order. */
export function collectCards(events: readonly TranscriptEvent[], names: Names): Card[] {
  const cards = new Map<string, Card>();
  for (const event of events) {
    switch (event.kind) {
      case 'command': {
        const who = `${time(event.at)}  @${names.user(event.user) ?? event.user}`;
        const head = `${who} in ${place(event.channel, names)}: ${event.typed}`;
        cards.set(event.command, newCard(head));
        break;
      }
      case 'press': {
        const who = `${time(event.at)}  @${names.user(event.user) ?? event.user}`;
        const head = `${who} in ${place(event.channel, names)} presses “${event.label}”`;
        cards.set(event.command, newCard(head));
        break;
      }
      case 'acknowledged':
        cards.get(event.command)?.notes.push(`acknowledged after ${event.afterMs.toFixed(0)} ms`);
        break;
      case 'failed':
        cards
          .get(event.command)
          ?.troubles.push(`The ${sortOf(event.command)} failed: ${event.error}.`);
        break;
      case 'refused':
        cards
          .get(event.command ?? '')
          ?.troubles.push(`Slack refused a message: ${event.error}. ${event.messages.join(' ')}`);
        break;
      case 'posted':
      case 'replaced':
      case 'deleted':
        put(event, cards, names);
        break;
      default:
    }
  }
  return [...cards.values()];
}

function put(
  { kind, message, at }: Extract<TranscriptEvent, { message: Message }>,
  cards: Map<string, Card>,
  names: Names,
): void {
  const key = message.command ?? message.ts;
  const card = cards.get(key) ?? newCard(`${time(at)}  ${place(message.channel, names)}`);
  cards.set(key, card);
  const id = `${message.channel} ${message.ts}`;
  // A press may replace what another command said.
  for (const other of cards.values()) {
    if (other !== card && other.messages.delete(id)) other.notes.push('replaced later');
  }
  if (kind === 'deleted') card.messages.delete(id);
  else card.messages.set(id, message);
}

function sortOf(id: string): string {
  return id.startsWith('press') ? 'press' : 'command';
}

function newCard(head: string): Card {
  return { head, notes: [], troubles: [], messages: new Map() };
}

function place(channel: string, names: Names): string {
  const name = names.channel(channel);
  return name === undefined || channel.startsWith('D') ? 'a direct message' : `#${name}`;
}

function time(at: number): string {
  return `${new Date(at).toISOString().slice(11, 19)} UTC`;
}
