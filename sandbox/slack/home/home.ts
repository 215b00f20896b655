import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { repeatedIds } from '../blocks/check.ts';
import { assignIds } from '../blocks/ids.ts';
import { modalBlock } from '../blocks/layout.ts';
import { sentences } from '../blocks/problems.ts';
import { characters } from '../blocks/text.ts';
import type { Wire } from '../interaction/selection.ts';
import limits from '../limits.json' with { type: 'json' };
import type { Transcript } from '../transcript.ts';
import type { ModalRefusal } from '../views/modal.ts';
import { IDENTITY } from '../workspace.ts';

const ROOT = '/view';
const MOST_BYTES = 250_000;
const MOST_BLOCKS = 100;

const home = z.strictObject({
  type: z.literal('home'),
  blocks: z.array(modalBlock).max(MOST_BLOCKS),
  private_metadata: characters(limits.view.private_metadata.max_length).optional(),
  callback_id: characters(limits.view.callback_id.max_length).optional(),
  external_id: characters(limits.view.callback_id.max_length).optional(),
});

type Home = z.infer<typeof home>;

/** The app's Home tab as one person has it before them. */
export interface HomeView {
  readonly id: string;
  readonly user: string;
  /** Changes whenever the bot publishes another. */
  readonly hash: string;
  readonly home: Home;
}

/** Everybody's Home tab, where the bot has published one. */
export interface Homes {
  of(user: string): HomeView | undefined;
  publish(user: string, home: Home): HomeView;
}

/** Starts with nothing published. */
export function createHomes(transcript: Transcript, now: () => number): Homes {
  const homes = new Map<string, HomeView>();
  return {
    of: (user) => homes.get(user),
    publish(user, published) {
      assignIds(published.blocks);
      const id = homes.get(user)?.id ?? `V0HOME${String(homes.size + 1).padStart(4, '0')}`;
      const hash = `${Math.floor(now() / 1000)}.${randomBytes(4).toString('hex')}`;
      const view = { id, user, hash, home: published };
      homes.set(user, view);
      transcript.record({ kind: 'home', user });
      return view;
    },
  };
}

/** Holds a Home tab against Slack's rules: https://docs.slack.dev/reference/views/home-tab-views */
export function checkHome(value: unknown): { home: Home } | ModalRefusal {
  if (Buffer.byteLength(JSON.stringify(value) ?? '') > MOST_BYTES) {
    return { error: 'view_too_large', messages: [] };
  }
  const parsed = home.safeParse(value, { reportInput: true });
  const messages = parsed.success
    ? repeatedIds(parsed.data.blocks, `${ROOT}/blocks`)
    : parsed.error.issues.flatMap((issue) => sentences(issue, ROOT));
  if (!parsed.success || messages.length > 0) return { error: 'invalid_arguments', messages };
  return { home: parsed.data };
}

/** A Home tab as payloads and the Web API carry it. */
export function wireHome(
  { id, hash, home: { blocks, ...rest } }: HomeView,
  state: Wire = {},
): Wire {
  return {
    id,
    team_id: IDENTITY.teamId,
    type: 'home',
    blocks,
    private_metadata: rest.private_metadata ?? '',
    callback_id: rest.callback_id ?? '',
    external_id: rest.external_id ?? '',
    state: { values: state },
    hash,
    app_id: IDENTITY.appId,
    bot_id: IDENTITY.botId,
    root_view_id: id,
    previous_view_id: null,
    app_installed_team_id: IDENTITY.teamId,
  };
}
