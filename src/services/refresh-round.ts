import type { DrawNudges } from '../domain/nudges-shown.ts';
import type { Messenger } from '../domain/ports.ts';
import { toAppError } from '../errors.ts';
import type { NudgePorts } from './nudge-ports.ts';
import { showRound } from './show-round.ts';

type Ports = NudgePorts & {
  readonly draw: Pick<DrawNudges, 'round'>;
  readonly messenger: Pick<Messenger, 'replace'>;
};

/**
 * Brings the message of the newest round in the admins' channel up to what was decided elsewhere, or to its end: nobody is to
 * read there that it still waits. To be called after a decision and every minute, also by several replicas; gives whether it
 * has changed the message. Throws AppError where that is to be tried again.
 */
export function createRefreshRound(ports: Ports): () => Promise<boolean> {
  const { nudges, draw, messenger } = ports;
  // After a start it is drawn once more: that does no harm.
  let drawn = '';
  return async () => {
    const round = await nudges.newestRound();
    if (!round || round.state === 'planned') return false;
    const state = `${round.id}/${round.state}`;
    if (state === drawn) return false;
    const message = await nudges.postedRound(round.id);
    if (!message) return false;
    try {
      await messenger.replace(message, draw.round(await showRound(round, ports)));
    } catch (thrown) {
      const error = toAppError(thrown);
      // Somebody may have deleted it.
      if (!error.retryable) drawn = state;
      throw error;
    }
    drawn = state;
    return true;
  };
}
