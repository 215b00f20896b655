import type { World } from '../world.ts';
import type { Department } from '../world/departments.ts';
import type { Person } from '../world/people.ts';

/** The members of the organization; those who left are not among them. */
export function membersOf(world: World, organizationId: string): object[] {
  return world.people
    .filter(({ listed }) => listed)
    .map((person) => ({
      id: person.memberId,
      userId: person.userId,
      name: person.name,
      ...(person.email === null ? {} : { email: person.email }),
      deptIds: person.departmentIds,
      roleIds: ['member'],
      status: statusOf(person),
      joined: new Date(person.joinedAt).toISOString(),
      // A visit to the platform, also by people who never use the assistant.
      visited: new Date(
        Math.max(person.joinedAt, world.now().getTime() - 86_400_000),
      ).toISOString(),
      organizationId,
    }));
}

function statusOf({ enabled, kind }: Person): string {
  if (!enabled) return 'DISABLED';
  if (kind === 'never' || kind === 'new') return 'UNVISITED';
  return kind === 'heavy' ? 'NORMAL_USING' : 'ENABLED';
}

/** The departments right below one, or the company itself where none is named. */
export function departmentsBelow(
  departments: readonly Department[],
  parentId: string | null,
  organizationId: string,
): object[] {
  return departments
    .filter((department) => department.parentId === parentId)
    .map(({ id, name, parentId: above }) => ({
      creatorId: 'sandbox',
      id,
      name,
      parentId: above ?? '',
      hasSub: departments.some((other) => other.parentId === id),
      organizationId,
    }));
}
