import type { Entry, News } from '../../web-host/contract.ts';

/** What the page knows of the workspace, as one person sees it. */
export type Workspace = Omit<Extract<News, { kind: 'snapshot' }>, 'kind'> & {
  /** By how much the world's clock is ahead of this browser's, in milliseconds. */
  readonly clockAhead: number;
};

const KEPT_REQUESTS = 300;

/** What is known once some news has come; nothing is before the first snapshot. */
export function learn(known: Workspace | null, news: News, now: number): Workspace | null {
  if (news.kind === 'snapshot') {
    const { kind: _, ...snapshot } = news;
    return { ...snapshot, clockAhead: news.world.now - now };
  }
  if (known === null) return null;
  switch (news.kind) {
    case 'entry':
      return { ...known, entries: putEntry(known.entries, news.entry) };
    case 'gone':
      return { ...known, entries: known.entries.filter(({ order }) => order !== news.order) };
    case 'conversations':
      return { ...known, conversations: news.conversations };
    case 'modals':
      return { ...known, modals: news.modals };
    case 'home':
      return { ...known, home: news.home };
    case 'world':
      return { ...known, world: news.world, clockAhead: news.world.now - now };
    default:
      return { ...known, requests: [...known.requests, news.request].slice(-KEPT_REQUESTS) };
  }
}

function putEntry(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  const at = entries.findIndex(({ order }) => order === entry.order);
  return at === -1 ? [...entries, entry] : entries.with(at, entry);
}
