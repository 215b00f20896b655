import type { Actor, Audience } from '../../domain/access.ts';
import type { Offers, OnProgress, Questions } from '../../domain/answers.ts';
import type { Digests } from '../../domain/digests.ts';
import type { Nudges } from '../../domain/nudge-questions.ts';
import type { Command } from '../command.ts';
import type { Message } from '../views/blocks.ts';
import type { Look } from '../views/look.ts';
import {
  exportAnswer,
  helpAnswer,
  inactiveAnswer,
  personAnswer,
  reportAnswer,
  statusAnswer,
  teamsAnswer,
  topAnswer,
} from './answers.ts';
import { LOGGED } from '../views/nudge-log.ts';
import {
  exemptedAnswer,
  logExportedAnswer,
  nudgeLogAnswer,
  nudgesPausedAnswer,
  nudgesStatusAnswer,
  reclaimsAnswer,
  roundAnswer,
  roundDecidedAnswer,
} from './nudge-answers.ts';
import {
  endedAnswer,
  formHintAnswer,
  subscribedAnswer,
  subscriptionsAnswer,
} from './digest-answers.ts';

/** An answer that is not drawn yet: Slack may take only a plainer form of it. */
export type Drawable = {
  /** For the log. */
  readonly outcome: string;
  readonly isShareable: boolean;
  readonly draw: (look: Look) => Message;
};

/** What answers commands. */
export type Services = {
  readonly questions: Questions;
  readonly digests: Digests;
  readonly nudges: Nudges;
};

type Asking = Services & {
  /** Where it was typed or pressed. */
  readonly channelId: string;
  readonly audience: Audience;
  readonly onProgress: OnProgress;
};

/** Puts a command to the service that answers it. Throws AppError where that cannot answer at all. */
export async function ask(command: Command, actor: Actor, asking: Asking): Promise<Drawable> {
  const { questions, digests, audience, onProgress } = asking;
  switch (command.verb) {
    case 'help':
      return HELP;
    case 'mine':
    case 'me': {
      const { period, provider } = command.verb === 'me' ? command : NOT_NARROWED;
      const own = { person: null, period, provider, audience };
      const result = await questions.reportPerson(actor, own, onProgress);
      if (command.verb === 'mine' && result.kind === 'no-seat') {
        return HELP;
      }
      return drawn(result, (look) => personAnswer({ verb: 'me', period, provider }, result, look));
    }
    case 'person': {
      const { user: person, period, provider } = command;
      const asked = { person, period, provider, audience };
      const result = await questions.reportPerson(actor, asked, onProgress);
      return drawn(result, (look) => personAnswer(command, result, look));
    }
    case 'report': {
      const result = await questions.reportTeam(actor, { ...command, audience }, onProgress);
      return drawn(result, (look) => reportAnswer(command, result, look));
    }
    case 'top': {
      const result = await questions.listTop(actor, { ...command, audience }, onProgress);
      return drawn(result, (look) => topAnswer(command, result, look));
    }
    case 'inactive': {
      const result = await questions.listInactive(actor, { ...command, audience }, onProgress);
      return drawn(result, (look) => inactiveAnswer(command, result, look));
    }
    case 'teams': {
      const result = await questions.compareTeams(actor, { ...command, audience }, onProgress);
      return drawn(result, (look) => teamsAnswer(command, result, look));
    }
    case 'export': {
      const { user: person, team, period, provider, seats } = command;
      const asked = { person, team, period, provider, seats };
      const result = await questions.exportUsage(actor, asked, onProgress);
      return drawn(result, (look) => exportAnswer(command, result, look));
    }
    case 'subscribe':
      return subscribe(command, actor, asking);
    case 'subscriptions': {
      const result = await digests.listSubscriptions(actor);
      return drawn(result, () => subscriptionsAnswer(result));
    }
    case 'unsubscribe': {
      const result = await digests.endSubscription(actor, command.id);
      return drawn(result, () => endedAnswer(result));
    }
    case 'nudges':
      return askNudges(command, actor, asking.nudges);
    case 'exempt': {
      const { user: person, until, reason } = command;
      const ends = until.kind === 'now' ? null : until;
      const result = await asking.nudges.exemptPerson(actor, { person, until: ends, reason });
      return drawn(result, () => exemptedAnswer(result, command));
    }
    case 'status':
      break;
  }
  const result = await questions.reportStatus(actor, command);
  return drawn(result, (look) => statusAnswer(command, result, look));
}

async function subscribe(
  command: Extract<Command, { verb: 'subscribe' }>,
  actor: Actor,
  { digests, channelId }: Asking,
): Promise<Drawable> {
  const { team, channel, ...wish } = command;
  if (team === null) return { outcome: 'no-form', isShareable: false, draw: formHintAnswer };
  const asked = { ...wish, team, channelId: channel?.channelId ?? channelId, edit: null };
  const result = await digests.subscribe(actor, asked);
  return drawn(result, () => subscribedAnswer(result, command));
}

async function askNudges(
  command: Extract<Command, { verb: 'nudges' }>,
  actor: Actor,
  nudges: Nudges,
): Promise<Drawable> {
  const { action } = command;
  switch (action) {
    case 'preview': {
      const result = await nudges.previewRound(actor);
      return drawn(result, (look) => roundAnswer(result, look));
    }
    case 'approve': {
      const result = await nudges.decideRound(actor, null, 'approve');
      return drawn(result, (look) => roundDecidedAnswer(result, look));
    }
    case 'pause':
    case 'resume': {
      const result = await nudges.pauseNudges(actor, action === 'pause');
      return drawn(result, () => nudgesPausedAnswer(result));
    }
    case 'reclaims': {
      const result = await nudges.listReclaims(actor);
      return drawn(result, () => reclaimsAnswer(result));
    }
    case 'log': {
      const ask = { person: command.user, limit: LOGGED, before: null };
      const result = await nudges.listNudgeLog(actor, ask);
      return drawn(result, () => nudgeLogAnswer(result, command));
    }
    case 'export': {
      const result = await nudges.exportNudgeLog(actor);
      return drawn(result, () => logExportedAnswer(result));
    }
    case 'status':
      break;
  }
  const result = await nudges.reportNudges(actor);
  return drawn(result, () => nudgesStatusAnswer(result));
}

const NOT_NARROWED = { period: null, provider: null };

const HELP: Drawable = { outcome: 'help', isShareable: false, draw: helpAnswer };

type Result = { readonly kind: string; readonly offers?: Offers };

function drawn({ kind, offers }: Result, draw: Drawable['draw']): Drawable {
  return { outcome: kind, isShareable: offers?.share ?? false, draw };
}
