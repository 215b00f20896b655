/** How many of a long list a message shows: rows of the one table that it may have, and of the others, which are text. */
export const TABLE_ROWS = 100;
export const TEXT_ROWS = 40;

/** Up to so many, a list reads better than a table. */
export const LISTED = 15;

/** How many inactive seats a summary names at each provider. */
export const NAMED_SEATS = 5;

/** Those of some lists whom one message can show: the first one longer than `listed` is its table. */
export function shownOf<T>(lists: readonly (readonly T[])[], listed = 0): T[] {
  const tabled = lists.findIndex((list) => list.length > listed);
  return lists.flatMap((list, index) => list.slice(0, index === tabled ? TABLE_ROWS : TEXT_ROWS));
}
