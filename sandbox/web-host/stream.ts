import type { ServerResponse } from 'node:http';
import type { Entry, News } from './contract.ts';
import { sees } from './seen.ts';

const HEARTBEAT_MS = 15_000;

/** The pages that are open, each as somebody. */
export interface Stream {
  open(user: string, response: ServerResponse, snapshot: News): void;
  /** Tells every page. */
  tell(news: News): void;
  /** Tells the pages of one person, or of those who see an entry. */
  tellUser(user: string, news: News): void;
  tellEntry(entry: Entry, news: News): void;
  /** Tells every page what its person is to know. */
  tellEach(newsFor: (user: string) => News): void;
  close(): void;
}

/** Starts without pages. News go out as server-sent events. */
export function createStream(): Stream {
  const pages = new Map<ServerResponse, { user: string; channels: Set<string> }>();
  const beat = setInterval(() => {
    for (const response of pages.keys()) response.write(':\n\n');
  }, HEARTBEAT_MS);
  beat.unref();

  function tellWhere(fits: (user: string, channels: Set<string>) => boolean, news: News): void {
    for (const [response, { user, channels }] of pages) {
      if (fits(user, channels)) write(response, news);
    }
  }

  return {
    open(user, response, snapshot) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      const channels = snapshot.kind === 'snapshot' ? snapshot.conversations : [];
      pages.set(response, { user, channels: new Set(channels.map(({ id }) => id)) });
      response.once('close', () => pages.delete(response));
      write(response, snapshot);
    },
    tell: (news) => tellWhere(() => true, news),
    tellUser: (user, news) => tellWhere((reader) => reader === user, news),
    tellEntry: (entry, news) =>
      tellWhere((user, channels) => channels.has(entry.channel) && sees(entry, user), news),
    tellEach(newsFor) {
      for (const [response, { user }] of pages) write(response, newsFor(user));
    },
    close() {
      clearInterval(beat);
      for (const response of pages.keys()) response.end();
    },
  };
}

function write(response: ServerResponse, news: News): void {
  response.write(`data: ${JSON.stringify(news)}\n\n`);
}
