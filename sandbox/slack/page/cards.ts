import { type Names, readPlainText } from '../render/mrkdwn.ts';
import type { Message, TranscriptEvent } from '../transcript.ts';
import type { OpenView } from '../views/open-view.ts';

/** A command, a press or a submission with what came of it, or a message that nobody asked for. */
export interface Card {
  head: string;
  notes: string[];
  troubles: string[];
  messages: Map<string, Message>;
  /** The modals that it opened and that are still open. */
  views: Map<string, OpenView>;
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
      case 'submit':
      case 'close': {
        const who = `${time(event.at)}  @${names.user(event.user) ?? event.user}`;
        const title = readPlainText(event.view.modal.title.text);
        cards.set(event.command, newCard(`${who} ${event.kind}s “${title}”`));
        break;
      }
      case 'modal':
        putView(event, cards);
        break;
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

function putView(
  { change, view }: Extract<TranscriptEvent, { kind: 'modal' }>,
  cards: Map<string, Card>,
): void {
  const card = cards.get(view.context.id);
  if (card === undefined) return;
  if (change !== 'closed') card.views.set(view.id, view);
  else if (card.views.delete(view.id)) {
    card.notes.push(`“${readPlainText(view.modal.title.text)}” was open, and is closed`);
  }
}

function sortOf(id: string): string {
  if (id.startsWith('submit')) return 'submission';
  return id.startsWith('press') ? 'press' : 'command';
}

function newCard(head: string): Card {
  return { head, notes: [], troubles: [], messages: new Map(), views: new Map() };
}

function place(channel: string, names: Names): string {
  const name = names.channel(channel);
  return name === undefined || channel.startsWith('D') ? 'a direct message' : `#${name}`;
}

function time(at: number): string {
  return `${new Date(at).toISOString().slice(11, 19)} UTC`;
}
