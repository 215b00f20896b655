import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSlack, type SlackSandbox } from '../../sandbox/slack/server.ts';
import type { Questions } from '../../src/domain/answers.ts';
import type { Digests } from '../../src/domain/digests.ts';
import type { Homes } from '../../src/domain/home.ts';
import type { Nudges } from '../../src/domain/nudge-questions.ts';
import { AppError } from '../../src/errors.ts';
import { ANN, ROUTES, startBot, type Bot } from './bot.ts';
import { shownSubscription, subscription } from './views/digests.ts';
import { personSummary, teamsSummary } from './views/examples.ts';
import { adminHome, adminsHome, failed, homeShown, managersHome, shown } from './views/homes.ts';
import { nudgesSeen, round, roundShown } from './views/nudges.ts';
import { shownIn } from './views/safe.ts';

const LATER = 5000;
const OFFERS = { share: true, details: false, download: true, providers: ['lingma', 'windsurf'] };
const REFUSED = { kind: 'refused', refusal: { reason: 'admins-only' } } as const;

let slack: SlackSandbox;
let bot: Bot;
const asked: unknown[] = [];

const HOMES: Partial<Homes> = {
  showHome: async () => ({ kind: 'home', shown: adminsHome() }),
  retryDelivery: async (_actor, deliveryId) => {
    asked.push({ retry: deliveryId });
    return { kind: 'retried' };
  },
  retrySync: async () => {
    asked.push('sync');
    return { kind: 'syncing', already: false };
  },
};
const QUESTIONS: Partial<Questions> = {
  setListed: async (_actor, listed) => {
    asked.push({ listed });
    return { kind: 'listed', listed };
  },
  compareTeams: async () => ({ kind: 'teams', summary: teamsSummary(), offers: OFFERS }),
  reportPerson: async (_actor, ask) => {
    asked.push(ask);
    const privacy = { listed: true, seen: [], seenInAll: 0, nudges: nudgesSeen() };
    return { kind: 'person', summary: personSummary({ privacy }), offers: OFFERS };
  },
};
const DIGESTS: Partial<Digests> = {
  resumeSubscription: async (_actor, id) => {
    asked.push({ resume: id });
    return { kind: 'resumed', shown: shownSubscription(), reach: 'in' };
  },
  decideDelivery: async (_actor, deliveryId, arrived) => {
    asked.push({ deliveryId, arrived });
    return { kind: 'decided', arrived };
  },
  listSubscriptions: async () => ({ kind: 'subscriptions', all: [shownSubscription()] }),
  draftSubscription: async (_actor, ask) => {
    asked.push(ask);
    return {
      kind: 'draft',
      teams: [{ id: 'backend', name: 'Backend' }],
      team: 'backend',
      wish: { ...subscription(), channelId: ask.channelId },
      edit: ask.edit,
      providers: [],
    };
  },
};
const NUDGES: Partial<Nudges> = {
  setTips: async (_actor, on) => {
    asked.push({ tips: on });
    return { kind: 'tips', on };
  },
  previewRound: async () => ({ kind: 'round', shown: roundShown({ round: round() }) }),
  decideRound: async (_actor, roundId, verdict) => {
    asked.push({ roundId, verdict });
    const approved = round({ state: 'approved', decidedBy: 'U1' });
    return { kind: 'round-decided', decided: true, shown: roundShown({ round: approved }) };
  },
};

beforeEach(async () => {
  asked.length = 0;
  slack = await startSlack({
    users: [
      { id: 'U1', handle: 'ann', realName: 'Ann' },
      { id: 'U2', handle: 'bob', realName: 'Bob' },
    ],
    channels: [{ id: 'C0BACKEND', name: 'backend' }],
    botEvents: ['app_home_opened'],
  });
});

afterEach(async () => {
  await bot.stop();
  await slack.close();
});

async function start(
  written: {
    readonly homes?: Partial<Homes>;
    readonly questions?: Partial<Questions>;
    readonly digests?: Partial<Digests>;
  } = {},
): Promise<void> {
  bot = await startBot(
    slack,
    { ...QUESTIONS, ...written.questions },
    ROUTES,
    { ...DIGESTS, ...written.digests },
    NUDGES,
    { ...HOMES, ...written.homes },
  );
  slack.requestUrl = `http://127.0.0.1:${bot.port}/slack/events`;
}

function textOf(user = 'U1'): string {
  const view = slack.home(user);
  return view ? shownIn({ text: '', blocks: view.home.blocks }) : '';
}

/** Somebody's home once it says something that fits. */
async function home(says: RegExp, user = 'U1') {
  await vi.waitFor(() => expect(textOf(user)).toMatch(says), LATER);
  const view = slack.home(user);
  if (!view) throw new Error('no home');
  return view;
}

async function open(says = /Your seats and use/) {
  await slack.openHome('U1');
  return home(says);
}

async function press(label: string, says: RegExp) {
  const exchange = await slack.pressInHome(await open(), { label });
  expect(exchange.error).toBeUndefined();
  return home(says);
}

async function modal(says: RegExp, user = 'U1') {
  const find = () =>
    slack.openViews(user).findLast(({ modal: { blocks } }) => says.test(JSON.stringify(blocks)));
  await vi.waitFor(() => expect(find()).toBeDefined(), LATER);
  const view = find();
  if (!view) throw new Error('nothing is open');
  return view;
}

/** How often something was published for somebody. */
function published(): number {
  return slack.transcript.events.filter(({ kind }) => kind === 'home').length;
}

describe('opening the home', () => {
  it('shows at once that it is being made where there is none, and then all of it', async () => {
    const made = Promise.withResolvers<void>();
    await start({
      homes: {
        showHome: async () => {
          await made.promise;
          return { kind: 'home', shown: homeShown() };
        },
      },
    });
    await slack.openHome('U1');
    await home(/Looking up what I know/);
    made.resolve();
    await home(/Who was shown your data/);
    expect(slack.home('U2')).toBeUndefined();
  });

  it('brings it up to date whenever it is opened, and leaves what was there meanwhile', async () => {
    let times = 0;
    await start({
      homes: {
        showHome: async () => {
          times += 1;
          return { kind: 'home', shown: times === 1 ? homeShown() : managersHome() };
        },
      },
    });
    await open();
    const before = published();
    await open(/Your teams/);
    expect(published()).toBe(before + 1);
  });

  it('says that it takes a while where it does', { timeout: 10_000 }, async () => {
    const made = Promise.withResolvers<void>();
    let times = 0;
    await start({
      homes: {
        showHome: async () => {
          times += 1;
          if (times > 1) await made.promise;
          return { kind: 'home', shown: homeShown() };
        },
      },
    });
    await open();
    await slack.openHome('U1');
    await home(/Looking up what I know/);
    made.resolve();
    expect((await home(/Your seats and use/)).user).toBe('U1');
  });

  it('gives guests a sentence and nothing else', async () => {
    const guest = { ...ANN, membership: 'guest' } as const;
    await start({ questions: { identifyActor: async () => guest } });
    const { home: view } = await open(/guests see no figures/);
    expect(JSON.stringify(view.blocks)).not.toContain('button');
    expect(asked).toEqual([]);
  });

  it('says what happened, what holds and what to do where it cannot be made', async () => {
    let isBroken = true;
    await start({
      homes: {
        showHome: async () => {
          if (isBroken) throw new AppError('unavailable', 'The database is away.');
          return { kind: 'home', shown: homeShown() };
        },
      },
    });
    const broken = await open(/The database is away\.[^]*Nothing was changed or lost/);
    isBroken = false;
    await slack.pressInHome(broken, { label: 'Try again' });
    const whole = await home(/Your seats and use/);
    expect(whole.hash).not.toBe(broken.hash);
  });

  it('does so as well where Slack cannot tell who opens it', async () => {
    await start({
      questions: {
        identifyActor: async () => {
          throw new AppError('unavailable', 'Slack could not tell who asks.');
        },
      },
    });
    const { home: view } = await open(/Slack could not tell who asks/);
    expect(JSON.stringify(view.blocks)).toContain('Try again');
  });

  it('keeps the newest where an older one is late', async () => {
    const slow = Promise.withResolvers<void>();
    let times = 0;
    await start({
      homes: {
        showHome: async () => {
          times += 1;
          if (times !== 2) return { kind: 'home', shown: homeShown() };
          await slow.promise;
          return { kind: 'home', shown: managersHome() };
        },
      },
    });
    await open();
    await slack.openHome('U1');
    await vi.waitFor(() => expect(times).toBe(2), LATER);
    const view = slack.home('U1');
    if (!view) throw new Error('no home');
    await slack.pressInHome(view, { label: 'Take my name off top lists' });
    await home(/do not name you any more/);
    slow.resolve();
    await bot.drain(LATER);
    expect(textOf()).toMatch(/do not name you any more/);
  });
});

describe('a button in the home', () => {
  it.each([
    ['Take my name off top lists', /Top lists do not name you any more/, { listed: false }],
    ['Turn tips off', /No more tips/, { tips: false }],
    ['It arrived', /Noted: it arrived/, { deliveryId: failed().deliveryId, arrived: true }],
    ['Send it again', /sent again, once/, { deliveryId: failed().deliveryId, arrived: false }],
  ])('%s: does it, says so, and draws the home anew', async (label, says, done) => {
    await start();
    await press(label, says);
    expect(asked).toEqual([done]);
    expect(textOf()).toContain('Your seats and use');
  });

  it('Retry: has what failed sent again, and the providers asked', async () => {
    await start();
    const view = await open();
    const value = failed().deliveryId;
    await slack.pressInHome(view, { actionId: 'home-retry-1', value });
    const again = await home(/It is being sent again, once/);
    await slack.pressInHome(again, { actionId: 'home-sync-1', value: 'windsurf' });
    await home(/being asked now/);
    expect(asked).toEqual([{ retry: value }, 'sync']);
  });

  it('Resume: lets a subscription go on', async () => {
    await start();
    const view = await open();
    await slack.pressInHome(view, { actionId: 'home-resume-1', value: '2' });
    await home(/The digest of Backend goes on\. Next: Monday/);
    expect(asked).toEqual([{ resume: 2 }]);
  });

  it.each([
    ['too-old', /too old to be sent now/],
    ['ended', /subscription has ended/],
  ] as const)('says why it does nothing: %s', async (mend, says) => {
    await start({ homes: { retryDelivery: async () => ({ kind: 'no-retry', mend }) } });
    const value = failed().deliveryId;
    await slack.pressInHome(await open(), { actionId: 'home-retry-1', value });
    await home(says);
    expect(textOf()).toContain('Your seats and use');
  });

  it('says so to whoever may not', async () => {
    await start({ homes: { retrySync: async () => REFUSED } });
    const view = await open();
    await slack.pressInHome(view, { actionId: 'home-sync-1', value: 'windsurf' });
    await home(/That is for admins only/);
    expect(asked).toEqual([]);
  });

  it('says what went wrong, above a home that holds', async () => {
    await start({
      digests: {
        decideDelivery: async () => {
          throw new AppError('not_found', 'That was too long ago.');
        },
      },
    });
    await press('It arrived', /⚠️ That was too long ago/);
    expect(textOf()).toContain('Your seats and use');
  });
});

describe('a button that leads to an answer', () => {
  it('opens it over the home, without what a modal cannot show', async () => {
    await start();
    await slack.pressInHome(await open(), { label: 'All teams' });
    const view = await modal(/Backend/);
    expect(view.modal.title.text).toBe('All teams');
    expect(JSON.stringify(view.modal.blocks)).not.toMatch(/data_table|"share-/);
    expect(slack.transcript.events.filter(({ kind }) => kind === 'refused')).toEqual([]);
  });

  it('goes on in it', async () => {
    await start();
    await slack.pressInHome(await open(), { label: 'My summary' });
    const first = await modal(/28 days/);
    await slack.press(first, { label: '7 days' }, { user: 'U1' });
    await vi.waitFor(() => expect(asked).toHaveLength(2), LATER);
    expect(asked[1]).toMatchObject({ period: '7d' });
    await slack.press(await modal(/Turn tips off/), { label: 'Turn tips off' }, { user: 'U1' });
    await modal(/No more tips/);
    expect(slack.openViews('U1')).toHaveLength(1);
  });

  it('decides in it, and brings the home up to date once it is closed', async () => {
    let shownTimes = 0;
    await start({
      homes: {
        showHome: async () => {
          shownTimes += 1;
          return { kind: 'home', shown: adminsHome() };
        },
      },
    });
    await slack.pressInHome(await open(), { label: 'Round' });
    await slack.press(await modal(/Approve/), { label: 'Approve' }, { user: 'U1' });
    const decided = await modal(/approved by/);
    expect(asked).toEqual([{ roundId: round().id, verdict: 'approve' }]);
    await slack.closeView(decided);
    await vi.waitFor(() => expect(shownTimes).toBe(2), LATER);
  });

  it('says in it what went wrong', async () => {
    await start({
      questions: {
        compareTeams: async () => {
          throw new AppError('unavailable', 'The database is away.');
        },
      },
    });
    await slack.pressInHome(await open(), { label: 'All teams' });
    const { modal: said } = await modal(/The database is away/);
    expect(JSON.stringify(said.blocks)).toContain('Reference');
  });

  it('does not mind that it was closed before the answer was there', async () => {
    const made = Promise.withResolvers<void>();
    await start({
      questions: {
        compareTeams: async () => {
          await made.promise;
          return { kind: 'teams', summary: teamsSummary(), offers: OFFERS };
        },
      },
    });
    await slack.pressInHome(await open(), { label: 'All teams' });
    await slack.closeView(await modal(/Looking it up/));
    made.resolve();
    await bot.drain(LATER);
    expect(bot.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('writes the answer to whoever Slack opens nothing for', async () => {
    await start();
    const view = await open();
    slack.faults.set({ kind: 'status', status: 500 }, { path: 'views.open' });
    await slack.pressInHome(view, { label: 'All teams' });
    const event = await slack.waitFor(
      (event) => event.kind === 'posted' && event.message.text.includes('Backend'),
      2 * LATER,
    );
    expect(event).toMatchObject({ message: { channel: slack.direct('U1').id } });
  });

  it('opens the form for a subscription, also from within an answer', async () => {
    await start({
      homes: { showHome: async () => ({ kind: 'home', shown: managersHome() }) },
    });
    await slack.pressInHome(await open(), { label: 'Subscribe a channel' });
    await slack.closeView(await modal(/"block_id":"every"/));
    expect(asked).toEqual([{ channelId: '', team: null, edit: null }]);
    const view = slack.home('U1');
    if (!view) throw new Error('no home');
    await slack.pressInHome(view, { label: 'Subscriptions' });
    await slack.press(await modal(/Backend/), { label: 'Edit' }, { user: 'U1' });
    await modal(/"block_id":"every"/);
    expect(asked[1]).toMatchObject({ edit: 7 });
    expect(slack.openViews('U1')).toHaveLength(2);
  });
});

it('a home for admins without anything is taken by Slack too', async () => {
  const admin = adminHome({ failures: shown({ messages: [], inAll: 0, days: 7 }) });
  await start({ homes: { showHome: async () => ({ kind: 'home', shown: homeShown({ admin }) }) } });
  expect((await open(/Seats and idle cost/)).home.blocks.length).toBeLessThan(100);
});
