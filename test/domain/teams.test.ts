import { describe, expect, test } from 'vitest';
import { findTeam, teamsOfDepartments, type Team } from '../../src/domain/teams.ts';

function team(id: string, name: string, aliases: string[] = []): Team {
  return {
    id,
    name,
    aliases,
    groups: {},
    members: [],
    managers: [],
    matchByEmail: false,
    within: null,
  };
}

const TEAMS = [
  team('backend', 'Backend', ['be']),
  team('frontend', 'Frontend', ['fe']),
  team('qa', 'Qualité & Tests'),
  team('data', '数据平台'),
  team('mobile', 'Mobile Apps'),
];

describe('finding a team', () => {
  test.each([
    ['backend', 'backend'],
    ['  BACKEND ', 'backend'],
    ['BE', 'backend'],
    ['qualite & tests', 'qa'],
    ['QUALITÉ  &  TESTS', 'qa'],
    ['数据平台', 'data'],
  ])('“%s” is %s', (text, id) => {
    expect(findTeam(TEAMS, text)).toMatchObject({ found: { id } });
  });

  test.each([
    ['bakend', ['backend']],
    ['fronted', ['frontend']],
    ['mob', ['mobile']],
    ['apps', ['mobile']],
    ['sales department', []],
  ])('“%s” is unknown, and what is near is offered', (text, ids) => {
    const match = findTeam(TEAMS, text);
    expect('suggestions' in match && match.suggestions.map(({ id }) => id)).toEqual(ids);
  });

  test('departments of the same name are told apart by their ids', () => {
    const departments = teamsOfDepartments('lingma', [
      { groupId: 'd-1', name: 'Core', parentId: null },
      { groupId: 'd-2', name: 'core', parentId: 'd-9' },
    ]);
    expect(findTeam(departments, 'core')).toMatchObject({
      ambiguous: [{ id: 'd-1' }, { id: 'd-2' }],
    });
    expect(findTeam(departments, 'd-2')).toMatchObject({ found: { groups: { lingma: ['d-2'] } } });
  });
});
