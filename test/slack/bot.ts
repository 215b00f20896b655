import { Writable } from 'node:stream';
import type { Actor } from '../../src/domain/access.ts';
import type { Questions, ReportTeam } from '../../src/domain/answers.ts';
import type { Digests } from '../../src/domain/digests.ts';
import type { Homes } from '../../src/domain/home.ts';
import type { Nudges } from '../../src/domain/nudge-questions.ts';
import { createLogger } from '../../src/log.ts';
import { createSlackApp } from '../../src/slack/app.ts';
import type { Route } from '../../src/slack/routes.ts';
import { createHttpReceiver } from '../../src/slack/receivers.ts';
import { SIGNING_SECRET, type Slack } from './slack-stand-in.ts';
import { teamSummary } from './views/summaries.ts';

export type ReportTeamResult = Awaited<ReturnType<ReportTeam>>;

export const SUMMARY: ReportTeamResult = {
  kind: 'summary',
  summary: teamSummary(),
  details: null,
  offers: { share: true, details: true, download: true, providers: ['lingma', 'windsurf'] },
};

export const ANN: Actor = {
  slackUserId: 'U0123',
  slackTeamId: 'T1',
  email: 'ann@example.com',
  membership: 'member',
  isAdmin: false,
};

const unasked = () => Promise.reject(new Error('Nobody should have asked this.'));

/** The services that a test writes; the others fail. Everybody who asks is Ann. */
export function questionsOf(written: Partial<Questions>): Questions {
  return {
    identifyActor: async () => ANN,
    reportTeam: unasked,
    reportPerson: unasked,
    listTop: unasked,
    listInactive: unasked,
    compareTeams: unasked,
    reportStatus: unasked,
    exportUsage: unasked,
    setListed: unasked,
    checkShare: async () => null,
    ...written,
  };
}

/** The same for digests. */
export function digestsOf(written: Partial<Digests>): Digests {
  return {
    subscribe: unasked,
    listSubscriptions: unasked,
    endSubscription: unasked,
    resumeSubscription: unasked,
    previewDigest: unasked,
    draftSubscription: unasked,
    decideDelivery: unasked,
    ...written,
  };
}

/** The same for nudges. */
export function nudgesOf(written: Partial<Nudges>): Nudges {
  return {
    previewRound: unasked,
    decideRound: unasked,
    skipNudge: unasked,
    pauseNudges: unasked,
    reportNudges: unasked,
    listNudgeLog: unasked,
    exportNudgeLog: unasked,
    exemptPerson: unasked,
    answerNudge: unasked,
    undoAnswer: unasked,
    showNudge: unasked,
    setTips: unasked,
    setAway: unasked,
    listReclaims: unasked,
    decideReclaim: unasked,
    ...written,
  };
}

export const ROUTES: readonly Route[] = [
  route('/healthz', 200, { ok: true }),
  route('/readyz', 503, { ok: false, slack: false }),
];

function route(path: string, status: number, body: unknown): Route {
  const answer = { status, type: 'application/json', body: JSON.stringify(body) };
  return { path, answer: async () => answer };
}

/** The same for homes. */
export function homesOf(written: Partial<Homes>): Homes {
  return { showHome: unasked, retryDelivery: unasked, retrySync: unasked, ...written };
}

/** A log that keeps its lines. */
export function keptLog() {
  const lines: Record<string, unknown>[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  return { lines, log: createLogger({ level: 'debug', secrets: [], destination }) };
}

/** The bot's Slack side over HTTP, with services that the test writes. */
export async function startBot(
  slack: Pick<Slack, 'apiUrl'> & { readonly botToken?: string; readonly signingSecret?: string },
  questions: Partial<Questions>,
  routes: readonly Route[] = ROUTES,
  digests: Partial<Digests> = {},
  nudges: Partial<Nudges> = {},
  homes: Partial<Homes> = {},
) {
  const { botToken: token = 'xoxb-test', signingSecret = SIGNING_SECRET } = slack;
  const { lines, log } = keptLog();
  const clock = { now: new Date('2026-11-22T00:00:00Z') };
  const way = createHttpReceiver({ port: 0, routes, log, signingSecret });
  const bot = createSlackApp({
    receiver: way.receiver,
    token,
    slackApiUrl: slack.apiUrl,
    questions: questionsOf(questions),
    digests: digestsOf(digests),
    nudges: nudgesOf(nudges),
    homes: homesOf(homes),
    providers: ['lingma', 'windsurf'],
    clock: () => clock.now,
    log,
    pauses: [1, 1, 1, 1, 1, 1],
  });
  await bot.init();
  const { port } = await way.start();
  return { port, lines, clock, drain: bot.drain, stop: way.stop };
}

export type Bot = Awaited<ReturnType<typeof startBot>>;
