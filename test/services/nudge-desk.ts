import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { webApi } from '@slack/bolt';
import { startSlack } from '../../sandbox/slack/server.ts';
import { addDays, dayOf, daysOf } from '../../src/domain/calendar.ts';
import type { Content } from '../../src/domain/deliveries.ts';
import { DEFAULT_NUDGE_POLICY, type NudgePolicy } from '../../src/domain/nudge-settings.ts';
import type { DrawNudges } from '../../src/domain/nudges-shown.ts';
import type { Nudge } from '../../src/domain/nudges.ts';
import type { PostedMessage, SlackPerson } from '../../src/domain/ports.ts';
import type { Seat } from '../../src/domain/seats.ts';
import { createCsvFiles } from '../../src/files/csv-file.ts';
import { buildProviders } from '../../src/providers/registry.ts';
import { createAdvanceNudges } from '../../src/services/advance-nudges.ts';
import { createAnswerNudge, createUndoAnswer } from '../../src/services/answer-nudge.ts';
import { createDecideRound } from '../../src/services/decide-round.ts';
import { createExemptPerson } from '../../src/services/exempt-person.ts';
import { createFindSlackPerson } from '../../src/services/find-slack-person.ts';
import { createExportNudgeLog, createListNudgeLog } from '../../src/services/list-nudge-log.ts';
import { createListNudgesSeen } from '../../src/services/list-nudges-seen.ts';
import { createDecideReclaim, createListReclaims } from '../../src/services/list-reclaims.ts';
import { createMaySendNudge } from '../../src/services/may-send-nudge.ts';
import { createPreviewRound, createReportNudges } from '../../src/services/preview-round.ts';
import { createRefreshRound } from '../../src/services/refresh-round.ts';
import { createRenderNudge } from '../../src/services/render-nudge.ts';
import { createSendDelivery } from '../../src/services/send-delivery.ts';
import { createPace } from '../../src/services/send-pace.ts';
import { createSetAway } from '../../src/services/set-away.ts';
import { createShowNudge } from '../../src/services/show-nudge.ts';
import {
  createPauseNudges,
  createSetTips,
  createSkipNudge,
} from '../../src/services/steer-nudges.ts';
import { createTellAdmins } from '../../src/services/tell-admins.ts';
import { createPostbox } from '../../src/slack/postbox.ts';
import { carefulClientOptions } from '../../src/slack/web-client-options.ts';
import { empty } from '../store/empty.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createDeliveryStore } from '../../src/store/delivery-store.ts';
import { createNudgeStore } from '../../src/store/nudge-store.ts';
import { createPeopleStore } from '../../src/store/people-store.ts';
import { createUsageStore } from '../../src/store/usage-store.ts';
import { days, group, seat, takeIn, usageDay } from '../store/rows.ts';
import { makeDataDir } from '../support/data-dir.ts';
import { makeActor, makeDirectory, makeSlackPerson } from './people.ts';
import { makeTeam } from './workshop.ts';

export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
const ZONE = 'Asia/Shanghai';
/** A Monday, 10:00 in Shanghai: when a round is planned. */
export const MONDAY = new Date('2026-11-23T02:00:00Z');
export const ADMIN = makeActor({ slackUserId: 'U-ADMIN', isAdmin: true });
const TEAM = makeTeam({ id: 'backend', groups: { lingma: ['d-1'], windsurf: ['g-1'] } });
const CHANNEL = 'C-ADMINS';

type Held = Partial<Seat> & { readonly idleDays?: number };

/** A database for one desk after the other. */
export async function openNudgeDatabase() {
  const dataDir = await makeDataDir();
  const database = await openDatabase({ url: null, dataDir });
  return {
    database,
    dataDir,
    async close() {
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

type Place = Pick<Awaited<ReturnType<typeof openNudgeDatabase>>, 'database' | 'dataDir'>;

/** Nudges over a real store, sender and Slack's sandbox. Time stands still until it is moved; people are as a test says. */
export async function openNudgeDesk(
  { database, dataDir }: Place,
  over: Partial<NudgePolicy> = {},
  names: readonly string[] = [],
) {
  const time = { now: MONDAY };
  const clock = () => time.now;
  const users = ['ADMIN', ...names].map((name) => ({
    id: `U-${name}`,
    handle: name,
    realName: name,
  }));
  const slack = await startSlack({
    users,
    channels: [{ id: CHANNEL, name: 'admins' }],
    // Its limits are by the second: a second of theirs is a millisecond here.
    now: () => new Date(time.now.getTime() + performance.now() * 1000),
  });
  await empty(database);
  const queue = { enqueue: async () => undefined };
  const store = createUsageStore(database);
  const people = createPeopleStore(database);
  const deliveries = createDeliveryStore(database, queue);
  const nudges = createNudgeStore(database, queue);
  // Nothing asks them: nudges are about what the store holds.
  const providers = buildProviders({
    lingma: { baseUrl: 'http://127.0.0.1:9', organizationId: 'org', token: 'none' },
    windsurf: { baseUrl: 'http://127.0.0.1:9', serviceKey: 'none' },
  });
  const directory = makeDirectory();
  const findSlackPerson = createFindSlackPerson({ ...directory, people, clock });
  const policy = { ...DEFAULT_NUDGE_POLICY, ...over };
  const quiet = new Map<string, Date>();
  const files: string[] = [];
  const replaced: (PostedMessage & { readonly text: string })[] = [];
  const base = {
    nudges,
    people,
    store,
    providers,
    listTeams: async () => ({ teams: [TEAM], trouble: null }),
    findSlackPerson,
    policy,
    adminChannel: CHANNEL,
    clock,
    zone: ZONE,
    quietUntil: async (id: string) => quiet.get(id) ?? null,
    openTableFile: createCsvFiles(join(dataDir, 'exports')),
    messenger: {
      async sendFile(_to: string, { path }: { readonly path: string }) {
        files.push(await readFile(path, 'utf8'));
        return 'D1';
      },
      async replace(message: PostedMessage, { text }: Content) {
        replaced.push({ ...message, text });
      },
    },
  };
  const drawn: { readonly what: keyof DrawNudges; readonly of: unknown }[] = [];
  const keep =
    (what: keyof DrawNudges) =>
    (of: unknown): Content => {
      drawn.push({ what, of });
      return { text: what, blocks: [], basic: [] };
    };
  const draw: DrawNudges = {
    nudge: keep('nudge'),
    round: keep('round'),
    wrong: keep('wrong'),
    reclaims: keep('reclaims'),
    reclaimChecked: keep('reclaimChecked'),
    undelivered: keep('undelivered'),
    month: keep('month'),
  };
  const client = new webApi.WebClient(slack.botToken, {
    ...carefulClientOptions(slack.apiUrl),
    logLevel: webApi.LogLevel.ERROR,
  });
  const troubles: unknown[] = [];
  const lost: { readonly of: string; readonly told: boolean }[] = [];
  const tellAdmins = createTellAdmins({
    ...base,
    adminUsers: ['U-ADMIN', 'ann@example.com'],
    onUndelivered: ({ of }, told) => void lost.push({ of, told }),
  });
  /** What one process has: it knows nothing of what another one has done but by the database. */
  const sender = () =>
    createSendDelivery({
      store: deliveries,
      postbox: createPostbox(client),
      renderDelivery: createRenderNudge({ ...base, draw }),
      mayGo: createMaySendNudge(base),
      onUnrendered: (_delivery, error) => void troubles.push(error),
      tellOwner: (delivery, trouble) => tellAdmins(delivery, { ...trouble, trouble: trouble.kind }),
      onFinal: (delivery, reason) => tellAdmins(delivery, { trouble: 'failed', reason }),
      onRevoked: () => undefined,
      checkAuth: async () => true,
      clock,
      settleMs: 30_000,
      pace: createPace(() => time.now.getTime() + performance.now() * 1000),
    });
  const send = sender();
  const advance = createAdvanceNudges(base);
  const never = new AbortController().signal;

  /** Gives everything that waits a chance to be sent, now. */
  async function deliver(): Promise<void> {
    const open = database.kysely.selectFrom('delivery').select('id').where('state', '=', 'pending');
    for (const { id } of await open.orderBy('not_before').execute()) await send(id, never);
    await nudges.settle(clock());
  }

  return {
    slack,
    database,
    deliveries,
    nudges,
    store,
    people,
    directory,
    quiet,
    drawn,
    files,
    replaced,
    refresh: createRefreshRound({ ...base, draw }),
    troubles,
    lost,
    tellAdmins,
    clock,
    sender,
    advance,
    deliver,
    pass: (ms: number) => {
      time.now = new Date(time.now.getTime() + ms);
    },
    at: (instant: Date) => {
      time.now = instant;
    },
    /** Lets a day's messages go out: everybody's working hours come by. */
    async passDay() {
      for (let step = 0; step < 24; step += 1) {
        await deliver();
        time.now = new Date(time.now.getTime() + HOUR_MS);
      }
    },
    /** Knows somebody in Slack. */
    async meet(name: string, more: Partial<SlackPerson> = {}) {
      const email = `${name}@example.com`;
      const person = makeSlackPerson({
        slackUserId: `U-${name}`,
        name,
        email,
        zone: ZONE,
        ...more,
      });
      directory.known.push(person);
      await people.keepSlackPerson(person, clock());
      await people.keepLookup(email, person.slackUserId, clock());
    },
    /** Syncs: who holds which seats and has not used them for so many days; never where that is left out. */
    async sync(held: Readonly<Record<'lingma' | 'windsurf', Readonly<Record<string, Held>>>>) {
      const at = clock();
      const of = (all: Readonly<Record<string, Held>>) =>
        Object.entries(all).map(([name, { idleDays, ...rest }]) =>
          seat(name, {
            givenAt: at.getTime() - 300 * DAY_MS,
            lastActiveAt: idleDays === undefined ? null : at.getTime() - idleDays * DAY_MS,
            lastActiveFrom: idleDays === undefined ? null : 'use',
            ...rest,
          }),
        );
      const last = addDays(dayOf(at, ZONE), -1);
      const period = days(addDays(last, -119), last);
      for (const scope of [undefined, group('g-1')]) {
        const rest = { provider: 'windsurf', period, at, ...(scope ? { scope } : {}) };
        await takeIn(store, 'seats', rest, of(held.windsurf));
      }
      for (const scope of [undefined, group('d-1')]) {
        await takeIn(store, 'seats', { at, ...(scope ? { scope } : {}) }, of(held.lingma));
      }
      const busy = daysOf(days(addDays(last, -2), last)).map((day) => usageDay('busy', day));
      await takeIn(store, 'person-days', { period, at, scope: group('d-1') }, busy);
    },
    /** The messages in somebody's conversation with the bot, or in the admins' channel. */
    messages: (kind: string) =>
      slack.transcript.events.flatMap((event) =>
        event.kind === 'posted' && event.message.text === kind ? [event.message] : [],
      ),
    /** Plans the round of the day and approves it. */
    async approve(): Promise<readonly Nudge[]> {
      const { planned } = await advance();
      const result = await createDecideRound(base)(ADMIN, planned, 'approve');
      if (result.kind !== 'round-decided') throw new Error(`not decided but ${result.kind}`);
      return result.shown.nudges;
    },
    preview: createPreviewRound(base),
    status: createReportNudges(base),
    decide: createDecideRound(base),
    skip: createSkipNudge(base),
    pause: createPauseNudges(base),
    exempt: createExemptPerson(base),
    answer: createAnswerNudge(base),
    undo: createUndoAnswer(base),
    show: createShowNudge(base),
    setTips: createSetTips(base),
    setAway: createSetAway(base),
    reclaims: createListReclaims(base),
    decideReclaim: createDecideReclaim(base),
    log: createListNudgeLog(base),
    exportLog: createExportNudgeLog(base),
    seen: createListNudgesSeen(base),
    close: () => slack.close(),
  };
}

export type NudgeDesk = Awaited<ReturnType<typeof openNudgeDesk>>;
