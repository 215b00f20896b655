import type { Place } from '../../sandbox/slack/command.ts';
import type { Exchange } from '../../sandbox/slack/exchange.ts';
import type { Message } from '../../sandbox/slack/transcript.ts';
import type { Company } from './company.ts';

/** A command, its answer, and everything that was shown in between, oldest first. */
export type Answered = {
  readonly exchange: Exchange;
  readonly message: Message;
  /** Each text that stood in a message of this command, as it was posted or replaced. */
  readonly shown: readonly { readonly kind: 'posted' | 'replaced'; readonly text: string }[];
};

const PATIENCE_MS = 60_000;

/** Types a command and waits for the answer to it. Rejects where it was not acknowledged. */
export async function ask(company: Company, line: string, place: Place = {}): Promise<Answered> {
  const exchange = await company.slack.command(line, place);
  if (exchange.error) throw new Error(`“${line}” was not acknowledged: ${exchange.error}`);
  const message = await exchange.answer({ timeoutMs: PATIENCE_MS });
  return { exchange, message, shown: shownFor(company, exchange.id) };
}

/** What was shown of a command until now. */
function shownFor({ slack }: Company, command: string): Answered['shown'] {
  return slack.transcript.events.flatMap((event) =>
    (event.kind === 'posted' || event.kind === 'replaced') && event.message.command === command
      ? [{ kind: event.kind, text: event.message.text }]
      : [],
  );
}
