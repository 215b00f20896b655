import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { json, send } from '../answer.ts';
import { deed, type Outcome } from './contract.ts';
import { type DeedParts, doDeed } from './deeds.ts';
import { whyRefused } from './guard.ts';
import { SAFE_HEADERS } from './page-files.ts';
import { conversationsOf, sees, tellHome, tellModal } from './seen.ts';
import { createSnapshots, type SnapshotParts } from './snapshot.ts';
import { createStream } from './stream.ts';
import { createTimeline } from './timeline.ts';
import type { Answer } from '../answer.ts';
import type { TranscriptEvent } from '../slack/transcript.ts';

/** What the page shows and drives. */
interface HostParts extends DeedParts, SnapshotParts {
  /** The built page: what stands at a path. */
  page: Promise<(path: string) => Answer | undefined>;
  bot: DeedParts['bot'] & { follow(listener: () => void): void };
}

/** The workspace's page, on loopback. */
export interface Host {
  /** Where the page is; ends in `/`. */
  url: string;
  close(): Promise<void>;
}

/** Serves the page, what it is told and what it asks for, to this machine and to no other page. */
export async function startHost(parts: HostParts): Promise<Host> {
  const { slack, clock, bot, requests, roles } = parts;
  const stream = createStream();
  const timeline = createTimeline(slack);
  const start = roles[0]?.user ?? slack.users[0]?.id ?? '';
  const { tellWorld, snapshotFor } = createSnapshots(parts, timeline);

  function hear(event: TranscriptEvent): void {
    const change = timeline.take(event);
    if (change !== undefined && 'put' in change) {
      stream.tellEntry(change.put, { kind: 'entry', entry: change.put });
    } else if (change !== undefined) {
      stream.tellEntry(change.gone, { kind: 'gone', order: change.gone.order });
    }
    if (event.kind === 'modal') {
      const { user } = event.view;
      stream.tellUser(user, { kind: 'modals', modals: slack.openViews(user).map(tellModal) });
    }
    if (event.kind === 'home') {
      stream.tellUser(event.user, { kind: 'home', home: tellHome(slack.home(event.user)) });
    }
    if (event.kind === 'channel') {
      stream.tellEach((user) => ({
        kind: 'conversations',
        conversations: conversationsOf(slack, user),
      }));
    }
    const isDirect = event.kind === 'posted' && event.message.channel.startsWith('D');
    if (event.kind === 'connected' || event.kind === 'disconnected' || isDirect) changed();
  }

  function changed(): void {
    stream.tell({ kind: 'world', world: tellWorld() });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refused = whyRefused(request, port);
    if (refused !== undefined) {
      send(response, { ...tell({ ok: false, error: refused }), status: 403 });
      return;
    }
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const user = searchParams.get('as') ?? start;
    if (request.method === 'POST') {
      send(response, pathname === '/do' ? tell(await take(await text(request))) : NOTHING);
    } else if (pathname === '/events') {
      if (slack.users.some(({ id }) => id === user)) stream.open(user, response, snapshotFor(user));
      else send(response, NOTHING);
    } else if (pathname.startsWith('/requests/')) {
      const detail = requests.detail(Number(pathname.slice('/requests/'.length)));
      send(response, detail === undefined ? NOTHING : tell(detail));
    } else if (pathname.startsWith('/files/')) {
      await sendFile(pathname.slice('/files/'.length), user, response);
    } else {
      const page = await parts.page.catch(() => () => UNBUILT);
      send(response, page(pathname) ?? NOTHING);
    }
  }

  async function take(body: string): Promise<Outcome> {
    const read = deed.safeParse(parse(body));
    if (!read.success) return { ok: false, error: `not understood: ${read.error.message}` };
    const outcome = await doDeed(read.data, parts);
    if (['jump', 'trouble', 'bot'].includes(read.data.do)) changed();
    return outcome;
  }

  /** Sends a file to somebody who sees the message that it is in. */
  async function sendFile(id: string, user: string, response: ServerResponse): Promise<void> {
    const files = timeline
      .entries()
      .flatMap((entry) => (entry.kind === 'message' && sees(entry, user) ? [entry.message] : []))
      .flatMap((message) => message.files ?? []);
    const file = files.find((candidate) => candidate.id === id);
    const stored = file === undefined ? undefined : await fetch(file.url_private);
    if (stored?.body === undefined || stored.body === null || !stored.ok) {
      send(response, NOTHING);
      return;
    }
    const kept = ['content-type', 'content-length', 'content-disposition'].flatMap((name) => {
      const value = stored.headers.get(name);
      return value === null ? [] : [[name, value]];
    });
    response.writeHead(200, { ...SAFE_HEADERS, ...Object.fromEntries(kept) });
    await pipeline(Readable.fromWeb(stored.body), response);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const port = await listen();

  function listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  }

  const stopHearing = slack.transcript.subscribe(hear);
  const stopFollowing = clock.follow(changed);
  bot.follow(changed);
  requests.follow((request) => stream.tell({ kind: 'request', request }));
  return {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      stopHearing();
      stopFollowing();
      stream.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}

const NOTHING: Answer = {
  status: 404,
  headers: { ...SAFE_HEADERS, 'content-type': 'text/plain' },
  body: 'There is nothing here.',
};

const UNBUILT: Answer = {
  ...NOTHING,
  status: 500,
  body: 'The page could not be built. The terminal in which the demo runs says why.',
};

function tell(body: unknown): Answer {
  return json(200, JSON.stringify(body), { ...SAFE_HEADERS, 'cache-control': 'no-store' });
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
