import type { Deed, News, Outcome, RequestDetail } from '../../web-host/contract.ts';

/** Listens to what one person is told, until the answer is called. The browser connects anew by itself. */
export function listen(
  user: string | null,
  hear: { news: (news: News) => void; lost: () => void; found: () => void },
): () => void {
  const source = new EventSource(user === null ? 'events' : `events?as=${user}`);
  source.addEventListener('message', ({ data }: MessageEvent<string>) => {
    // The demo and its page are built together: what it says is of this type, here and below.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    hear.news(JSON.parse(data) as News);
  });
  source.addEventListener('open', hear.found);
  source.addEventListener('error', hear.lost);
  return () => source.close();
}

/** Does something in the workspace, or to the world. */
export async function perform(deed: Deed): Promise<Outcome> {
  try {
    const response = await fetch('do', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(deed),
    });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return (await response.json()) as Outcome;
  } catch {
    return { ok: false, error: 'The demo does not answer. Is it still running in its terminal?' };
  }
}

/** What went over the wire in one request; undefined where that is too long ago. */
export async function fetchRequest(id: number): Promise<RequestDetail | undefined> {
  const response = await fetch(`requests/${id}`);
  if (!response.ok) return undefined;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return (await response.json()) as RequestDetail;
}

/** Where a file can be had by somebody who sees it. */
export function fileAddress(id: string, user: string): string {
  return `files/${id}?as=${user}`;
}
