import type { Homes } from '../../domain/home.ts';
import { printCommand } from '../command-print.ts';
import type { Message } from '../views/blocks.ts';
import { homeMessage } from '../views/home.ts';
import type { HomeCommands } from '../views/home-parts.ts';
import { plain } from '../views/text.ts';
import { deadEndAnswer } from './dead-ends.ts';

type Shown = Awaited<ReturnType<Homes['showHome']>>;

const NOT_NARROWED = { period: null, provider: null };
const ALL_INACTIVE = { verb: 'inactive', team: null, days: null, provider: null } as const;

const COMMANDS: HomeCommands = {
  mine: printCommand({ verb: 'me', ...NOT_NARROWED }),
  teams: printCommand({ verb: 'teams', ...NOT_NARROWED }),
  help: printCommand({ verb: 'help' }),
  status: printCommand({ verb: 'status', unmatched: false }),
  unmatched: printCommand({ verb: 'status', unmatched: true }),
  inactive: printCommand(ALL_INACTIVE),
  subscriptions: printCommand({ verb: 'subscriptions' }),
  subscribe: '/ai-usage subscribe',
  round: printCommand({ verb: 'nudges', action: 'preview', user: null }),
  reclaims: printCommand({ verb: 'nudges', action: 'reclaims', user: null }),
  report: (teamId) =>
    printCommand({
      verb: 'report',
      team: plain(teamId, 200),
      details: false,
      ...NOT_NARROWED,
    }),
};

/** A home, or why there is none. `remark` says what a button in it has done. */
export function homeAnswer(result: Shown, remark: string | null): Message {
  if (result.kind === 'refused') return deadEndAnswer(result);
  return homeMessage(result.shown, { commands: COMMANDS, remark });
}
