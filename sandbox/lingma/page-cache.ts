/** A page's bytes, and how many rows there are in all. */
export type KeptPage = { readonly total: number; readonly body: Buffer };

/** Keeps the last so many pages by their key; makes those that it lacks. */
export function createPageCache(most: number): (key: string, make: () => KeptPage) => KeptPage {
  const pages = new Map<string, KeptPage>();
  return (key, make) => {
    const page = pages.get(key) ?? make();
    pages.delete(key);
    if (most > 0) pages.set(key, page);
    const oldest = pages.keys().next();
    if (pages.size > most && !oldest.done) pages.delete(oldest.value);
    return page;
  };
}
