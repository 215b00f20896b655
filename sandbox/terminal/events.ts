import { renderMessage } from '../slack/render/message.ts';
import { renderModal } from '../slack/render/modal.ts';
import { type Names, readPlainText } from '../slack/render/mrkdwn.ts';
import type { Paint } from '../slack/render/paint.ts';
import type { Message, TranscriptEvent } from '../slack/transcript.ts';

/** Where and by whom an event is read. */
export interface Reader {
  names: Names;
  paint: Paint;
  width: number;
  user: string;
  /** The channel that the reader looks at. */
  channel: string;
  command: string;
  /** What has happened until now. */
  events: readonly TranscriptEvent[];
}

/** What a reader is shown of an event; undefined where that is nothing. */
export function describeEvent(event: TranscriptEvent, reader: Reader): string | undefined {
  const { paint, names } = reader;
  switch (event.kind) {
    case 'posted':
    case 'replaced':
      return describeMessage(event.message, reader);
    case 'deleted':
      return paint.dim('A message was taken away.');
    case 'press':
      return `\n${paint.dim(`@${names.user(event.user)} presses`)} ${event.label}`;
    case 'modal':
      return event.view.user === reader.user ? describeModal(event, reader) : undefined;
    case 'submit':
      return `\n${paint.dim(`@${names.user(event.user)} submits`)} ${titleOf(event)}`;
    case 'channel':
      return paint.dim(describeChannel(event, reader));
    case 'failed':
      return describeFailure(event, reader);
    case 'refused':
      return paint.dim(`Slack refused a message: ${event.error}. ${event.messages.join(' ')}`);
    default:
      return undefined;
  }
}

function describeMessage(message: Message, reader: Reader): string {
  const { names, width, paint } = reader;
  const text = renderMessage(message, { names, width, paint, numbered: true });
  const lines = text.split('\n').map((line) => `${paint.bar('▏')} ${line}`.trimEnd());
  const readers = readersOf(message, reader);
  return `\n${paint.bold('ai-usage')} ${paint.dim(`APP · ${readers}`)}\n${lines.join('\n')}`;
}

function describeModal(
  { view, change }: Extract<TranscriptEvent, { kind: 'modal' }>,
  { names, width, paint }: Reader,
): string {
  if (change === 'closed') return paint.dim(`“${titleOf({ view })}” is closed.`);
  const lines = renderModal(view, { names, width: width - 2, paint }).split('\n');
  return ['', ...lines.map((line) => `${paint.bar('┃')} ${line}`.trimEnd())].join('\n');
}

function titleOf({ view }: Pick<Extract<TranscriptEvent, { kind: 'modal' }>, 'view'>): string {
  return readPlainText(view.modal.title.text);
}

function describeChannel(
  { channel, change }: Extract<TranscriptEvent, { kind: 'channel' }>,
  { names }: Reader,
): string {
  const name = `#${names.channel(channel) ?? channel}`;
  if (change === 'archived') return `${name} is archived.`;
  return `ai-usage is ${change === 'joined' ? 'in' : 'no longer in'} ${name}.`;
}

function readersOf({ onlyTo, channel }: Message, { names, user, channel: here }: Reader): string {
  if (onlyTo === user) return 'only visible to you';
  if (onlyTo !== undefined) return `only visible to @${names.user(onlyTo)}`;
  if (channel === here) return 'for everybody here';
  if (!channel.startsWith('D')) return `for everybody in #${names.channel(channel)}`;
  const other = channel.slice(1);
  return other === user
    ? 'a direct message to you'
    : `a direct message to @${names.user(other) ?? other}`;
}

function describeFailure(
  { command, error }: Extract<TranscriptEvent, { kind: 'failed' }>,
  { events, command: name }: Reader,
): string {
  if (error === 'interactivity_off') {
    return 'Slack: this app is not configured to handle interactive responses.';
  }
  const submitted = events.find(
    (event) => (event.kind === 'submit' || event.kind === 'close') && event.command === command,
  );
  if (submitted !== undefined) return 'Slack: We had some trouble connecting. Try again?';
  const press = events.find((event) => event.kind === 'press' && event.command === command);
  const what = press !== undefined && 'label' in press ? `“${press.label}”` : name;
  return `Slack: ${what} failed with the error “${error}”.`;
}
