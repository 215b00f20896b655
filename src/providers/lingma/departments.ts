import { pMapIterable } from 'p-map';
import type { Group } from '../../domain/people.ts';
import type { Batch } from '../provider.ts';
import { readBatches, type Omission } from './batches.ts';
import { toGroup } from './map.ts';
import type { Reading } from './pages.ts';
import { platformDepartment } from './schema.ts';

/** Reads all departments, level by level from the root, going down where a department has others below it. */
export async function* readDepartments(reading: Reading): AsyncGenerator<Batch<Group>> {
  const { list, concurrency } = reading;
  const seen = new Set<string>();
  let parents: (string | null)[] = [null];
  while (parents.length > 0) {
    const below: string[] = [];
    // The departments of a level are read side by side; the pages of one, which are few, one by one.
    const level = pMapIterable(
      parents,
      (parent) => {
        const query = parent === null ? list.query : { ...list.query, parentId: parent };
        const children = { ...reading, concurrency: 1, list: { ...list, query } };
        return gather(readBatches(children, departmentReader(parent, seen, below)));
      },
      { concurrency, backpressure: concurrency },
    );
    for await (const batches of level) yield* batches;
    parents = below;
  }
}

async function gather<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Notes in `below` each department, seen for the first time, that has others below it. */
function departmentReader(
  parent: string | null,
  seen: Set<string>,
  below: string[],
): (raw: unknown) => Group | Omission {
  return (raw) => {
    const { data: row } = platformDepartment.safeParse(raw);
    if (!row) return 'rejected';
    // A server that lists more than the direct children shows a department several times.
    if (seen.has(row.id)) return 'known';
    seen.add(row.id);
    if (row.hasSub !== false) below.push(row.id);
    return toGroup(row, parent);
  };
}
