import { AT_TERMINAL, OPERATOR } from '../domain/access.ts';
import type { OnProgress } from '../domain/answers.ts';
import { dayOf } from '../domain/calendar.ts';
import type { Clock } from '../domain/ports.ts';
import { SECTIONS, type Subscription } from '../domain/subscriptions.ts';
import type { MakeDigest } from '../services/make-digest.ts';
import type { Command } from '../slack/command.ts';
import { deadEndAnswer } from '../slack/commands/answers.ts';
import { digestAnswer } from '../slack/draw-deliveries.ts';
import { codeOf, type Answer } from './answer.ts';
import { plainText } from './plain-text.ts';
import { reportRows } from './rows.ts';
import { EXIT } from './terminal.ts';

type Wish = Extract<Command, { verb: 'subscribe' }> & { readonly team: string };

type Parts = {
  readonly makeDigest: MakeDigest;
  readonly providers: readonly { readonly id: string }[];
  readonly clock: Clock;
  /** The report's IANA zone. */
  readonly zone: string;
  readonly onProgress: OnProgress;
};

/** The digest that a subscription like this would post today. */
export async function digest(wish: Wish, parts: Parts): Promise<Answer> {
  const { makeDigest, clock, onProgress } = parts;
  const ids = parts.providers.map(({ id }) => id);
  const zone = wish.zone ?? parts.zone;
  const made = await makeDigest(subscriptionOf(wish, zone, clock()), {
    date: dayOf(clock(), zone),
    dueAt: null,
    reader: OPERATOR,
    mayName: () => true,
    onProgress,
  });
  if (made.kind !== 'digest') {
    const { text } = deadEndAnswer(made, wish);
    return { code: codeOf(made), text: plainText(text, ids), data: made, rows: null };
  }
  const { text } = digestAnswer(made.digest, { blocks: 'basic', isTest: false, isLate: false });
  const { subscriptionId: _none, ...data } = made.digest;
  return {
    code: EXIT.done,
    text: plainText(text, ids),
    data: { kind: made.kind, digest: data },
    rows: reportRows(made.digest.summary),
  };
}

const MONDAYS = { kind: 'weekdays', days: [1] } as const;

/** As `subscribe` would keep it, into no channel. */
function subscriptionOf(wish: Wish, zone: string, createdAt: Date): Subscription {
  const { team, every, at, provider, names, sections } = wish;
  return {
    id: 0,
    slackTeamId: '',
    channelId: '',
    teamId: team,
    ownerId: AT_TERMINAL,
    schedule: { every: every ?? MONDAYS, at: at ?? '09:00', zone },
    provider,
    names: names ?? true,
    sections: sections ?? SECTIONS,
    createdAt,
    nextRun: null,
    suspended: null,
  };
}
