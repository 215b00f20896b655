import { randomBytes } from 'node:crypto';

const LIFETIME_MS = 3000;

/** What a person did that lets the bot open something for them. */
export interface TriggerContext {
  /** The command, the press or the submission. */
  id: string;
  user: string;
  /** Where they were. */
  channel: string;
}

/** Why a trigger opens nothing. */
export type TriggerError = 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id';

/** The trigger_ids of everything that people did: each opens one modal within three seconds. */
export interface Triggers {
  issue(context: TriggerContext): string;
  /** Whom a trigger belongs to, while it still opens something. */
  look(id: string): TriggerContext | TriggerError;
  /** Uses a trigger up. */
  exchange(id: string): void;
}

/** Starts without any triggers. */
export function createTriggers(now: () => number): Triggers {
  const tickets = new Map<string, TriggerContext & { until: number; exchanged: boolean }>();

  function issue(context: TriggerContext): string {
    const id = `${tickets.size + 1}.${now()}.${randomBytes(16).toString('hex')}`;
    tickets.set(id, { ...context, until: now() + LIFETIME_MS, exchanged: false });
    return id;
  }

  function look(id: string): TriggerContext | TriggerError {
    const ticket = tickets.get(id);
    if (ticket === undefined) return 'invalid_trigger_id';
    if (ticket.exchanged) return 'exchanged_trigger_id';
    return now() > ticket.until ? 'expired_trigger_id' : ticket;
  }

  function exchange(id: string): void {
    const ticket = tickets.get(id);
    if (ticket !== undefined) ticket.exchanged = true;
  }

  return { issue, look, exchange };
}
