import type { Clock } from '../clock/clock.ts';
import { readJump } from '../clock/jump.ts';
import type { KeptBot } from '../kept-bot.ts';
import type { Exchange } from '../slack/exchange.ts';
import type { What } from '../slack/interaction/choose.ts';
import type { SlackSandbox } from '../slack/server.ts';
import { fieldName, findControls } from '../slack/views/controls.ts';
import { IncompleteForm } from '../slack/views/incomplete-form.ts';
import type { OpenView } from '../slack/views/open-view.ts';
import type { Troubles } from '../troubles.ts';
import type { Deed, Outcome } from './contract.ts';

/** What deeds are done to. */
export interface DeedParts {
  slack: SlackSandbox;
  clock: Clock;
  troubles: Troubles;
  bot: Pick<KeptBot, 'kill' | 'start' | 'isUp'>;
}

type Of<Do extends Deed['do']> = Extract<Deed, { do: Do }>;

/** Does what the page asks, by the same functions as the terminal; gives what went wrong as a sentence. */
export async function doDeed(deed: Deed, parts: DeedParts): Promise<Outcome> {
  try {
    return (await act(deed, parts)) ?? { ok: true };
  } catch (error) {
    if (error instanceof IncompleteForm) {
      const fields = error.complaints.map(({ blockId, problem }) => [blockId, problem]);
      return { ok: false, error: error.message, fields: Object.fromEntries(fields) };
    }
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

async function act(deed: Deed, parts: DeedParts): Promise<Outcome | undefined> {
  const { slack, troubles, bot } = parts;
  switch (deed.do) {
    case 'say':
      // What becomes of a command stands beside it in the conversation.
      await slack.command(deed.text, { user: deed.user, channel: deed.channel });
      return undefined;
    case 'press':
      return pressMessage(deed, slack);
    case 'press-in-modal':
      return heard(await slack.press(viewOf(deed, slack), whatOf(deed), { user: deed.user }));
    case 'press-in-home':
      return heard(await slack.pressInHome(deed, whatOf(deed)));
    case 'fill':
      return fill(deed, slack);
    case 'submit': {
      const view = viewOf(deed, slack);
      return heard(await slack.submit(view, valuesOf(deed, view), { user: deed.user }));
    }
    case 'close':
      await slack.closeView(viewOf(deed, slack), { user: deed.user, all: deed.all });
      return undefined;
    case 'open-home':
      await slack.openHome(deed.user);
      return undefined;
    case 'change-channel':
      slack[deed.how](deed.channel);
      return undefined;
    case 'jump':
      return jump(deed, parts);
    case 'trouble':
      troubles.set(deed.trouble, deed.on);
      return undefined;
    default:
      if (deed.how === 'kill') await bot.kill();
      else bot.start();
      return undefined;
  }
}

async function pressMessage(deed: Of<'press'>, slack: SlackSandbox): Promise<Outcome> {
  const { channel, ts, user } = deed;
  const pressed = { channel, ts, text: '', blocks: [], via: 'chat.postMessage' } as const;
  return heard(await slack.press(pressed, whatOf(deed), { user }));
}

async function fill(deed: Of<'fill'>, slack: SlackSandbox): Promise<Outcome> {
  const view = viewOf(deed, slack);
  const told = await slack.fill(view, valuesOf(deed, view), { user: deed.user });
  return told.map(heard).find(({ ok }) => !ok) ?? { ok: true };
}

function heard({ error }: Exchange): Outcome {
  if (error === undefined) return { ok: true };
  const trouble = 'We had some trouble connecting to the app. Try again?';
  return { ok: false, error: `${trouble} (${error})` };
}

function whatOf({
  actionId,
  blockId,
  option,
}: Of<'press' | 'press-in-modal' | 'press-in-home'>): What {
  return { actionId, blockId, ...(option !== undefined && { option }) };
}

function viewOf({ user, view: id }: { user: string; view: string }, slack: SlackSandbox): OpenView {
  const view = slack.openViews(user).find((open) => open.id === id);
  if (view === undefined) throw new Error('the modal is closed');
  return view;
}

function valuesOf({ fields }: Of<'fill' | 'submit'>, { modal }: OpenView) {
  const controls = findControls(modal.blocks);
  return Object.fromEntries(fields.map((field) => [fieldName(field, controls), field.value]));
}

async function jump({ to, user }: Of<'jump'>, { clock, slack }: DeedParts): Promise<Outcome> {
  const zone = slack.users.find(({ id }) => id === user)?.tz ?? 'Etc/UTC';
  const by = readJump(`jump ${to}`, clock.now(), zone);
  if (typeof by !== 'number') return { ok: false, error: by ?? 'where to?' };
  await clock.jump(by);
  return { ok: true };
}
