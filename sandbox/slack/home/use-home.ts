import { exchange, type Exchange, type ExchangeParts, modeOf } from '../exchange.ts';
import { choose, type What } from '../interaction/choose.ts';
import { actionOf, senderOf, stateOf } from '../interaction/payload.ts';
import { IDENTITY } from '../workspace.ts';
import { type Homes, type HomeView, wireHome } from './home.ts';

type HomeParts = ExchangeParts & {
  homes: Homes;
  requestUrl: string | undefined;
  /** The events that the app's settings subscribe to. */
  botEvents: readonly string[];
};

/** Tells the bot that somebody opened its Home tab, where it wants to hear of that: https://docs.slack.dev/reference/events/app_home_opened */
export async function openHome(user: string, parts: HomeParts): Promise<HomeView | undefined> {
  const person = parts.workspace.user(user);
  if (person === undefined) throw new Error(`nobody here has the id ${user}`);
  const known = parts.homes.of(user);
  if (!parts.botEvents.includes('app_home_opened')) return known;
  const channel = parts.workspace.openDirect([user]).id;
  const seconds = Math.floor(parts.now() / 1000);
  const payload = {
    type: 'event_callback',
    token: 'deprecated',
    team_id: IDENTITY.teamId,
    api_app_id: IDENTITY.appId,
    event_id: `Ev0SANDBOX${parts.transcript.events.length}`,
    event_time: seconds,
    authorizations: [
      { team_id: IDENTITY.teamId, user_id: IDENTITY.botUserId, is_bot: true, enterprise_id: null },
    ],
    event: {
      type: 'app_home_opened',
      user,
      channel,
      tab: 'home',
      event_ts: (parts.now() / 1000).toFixed(6),
      ...(known !== undefined && { view: wireHome(known) }),
    },
  };
  await exchange(
    `home-${parts.transcript.events.length + 1}`,
    { type: 'events_api', payload },
    parts,
  );
  return parts.homes.of(user);
}

/** Presses something in a Home tab and tells the bot. Rejects where it shows no such thing. */
export async function pressInHome(
  { user: id, hash }: Pick<HomeView, 'user' | 'hash'>,
  what: What,
  parts: HomeParts,
): Promise<Exchange> {
  const user = parts.workspace.user(id);
  const view = parts.homes.of(id);
  if (user === undefined || view === undefined) throw new Error('no Home tab is open');
  if (view.hash !== hash) throw new Error('the Home tab has changed meanwhile');
  const choice = choose(view.home.blocks, what);
  const press = `press-${parts.transcript.events.length + 1}`;
  const channel = parts.workspace.openDirect([id]);
  const where = { user: id, channel: channel.id };
  const { label, blockId, actionId } = choice;
  const seen = { label, actionId, blockId, view: view.id };
  const mode = modeOf(parts, parts.requestUrl);
  parts.transcript.record({ kind: 'press', command: press, ...seen, ...where, mode });
  const payload = {
    type: 'block_actions',
    ...senderOf(user),
    container: { type: 'view', view_id: view.id },
    trigger_id: parts.triggers.issue({ id: press, ...where }),
    view: wireHome(view, stateOf(view.home.blocks, choice)),
    actions: [actionOf(choice, parts.now())],
  };
  return exchange(press, { type: 'interactive', payload }, parts);
}
