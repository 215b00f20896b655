import type { Group } from '../domain/people.ts';

/** Groups that lie within another one of the same list: their people and days are counted with it already. */
export function nestedGroups(groupIds: readonly string[], groups: readonly Group[]): Group[] {
  const parents = new Map(groups.map(({ groupId, parentId }) => [groupId, parentId]));
  const listed = new Set(groupIds);
  const lies = (id: string): boolean => {
    const seen = new Set([id]);
    for (let up = parents.get(id); up && !seen.has(up); up = parents.get(up)) {
      if (listed.has(up)) return true;
      seen.add(up);
    }
    return false;
  };
  return groups.filter(({ groupId }) => listed.has(groupId) && lies(groupId));
}

/** The groups that lie below any of those listed. */
export function groupsBelow(groupIds: readonly string[], groups: readonly Group[]): string[] {
  const below = Map.groupBy(groups, ({ parentId }) => parentId);
  const found = new Set(groupIds);
  for (const id of found) {
    for (const { groupId } of below.get(id) ?? []) found.add(groupId);
  }
  return [...found.difference(new Set(groupIds))];
}
