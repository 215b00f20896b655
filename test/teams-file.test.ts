import { describe, expect, test } from 'vitest';
import { parseTeams } from '../src/teams-file.ts';

const GOOD = `
teams:
  backend:
    name: Backend
    aliases: [be]
    lingma: { departments: [d-backend, 12] }
    windsurf: { groups: [backend] }
    members: [Ann@Example.com]
    managers: [U0123, bob@example.com]
  qa:
    windsurf: { groups: [qa] }
`;

function problems(text: string): string[] {
  const result = parseTeams(text, 'teams.yml');
  return result.ok ? [] : result.problems.map(({ where, problem }) => `${where} ${problem}`);
}

describe('teams.yml', () => {
  test('gives the teams, e-mails folded, a name where there is none', () => {
    const result = parseTeams(GOOD, 'teams.yml');
    expect(result.ok && result.teams).toEqual([
      {
        id: 'backend',
        name: 'Backend',
        aliases: ['be'],
        groups: { lingma: ['d-backend', '12'], windsurf: ['backend'] },
        members: ['ann@example.com'],
        managers: ['U0123', 'bob@example.com'],
        matchByEmail: false,
        within: null,
      },
      {
        id: 'qa',
        name: 'qa',
        aliases: [],
        groups: { windsurf: ['qa'] },
        members: [],
        managers: [],
        matchByEmail: false,
        within: null,
      },
    ]);
  });

  test('names every wrong place with its line', () => {
    const found = problems(`teams:
  a:
    colour: red
    lingma: { departments: [x], groups: [y] }
    members: [nobody]
  b:
    managers:
      - U1
      - "@bob"
    windsurf: { groups: [""] }
`);
    expect(found).toHaveLength(5);
    expect(found.join('\n')).toMatch(/teams\.yml:3 “colour” is not known here\. A team has name/);
    expect(found.join('\n')).toMatch(
      /teams\.yml:4 “groups” is not known here\. lingma has departments/,
    );
    expect(found.join('\n')).toMatch(/teams\.yml:5 .*must be an e-mail address/);
    expect(found.join('\n')).toMatch(/teams\.yml:9 .*must be a Slack member id/);
    expect(found.join('\n')).toMatch(/teams\.yml:10 .*must not be empty/);
  });

  test('refuses names and aliases that people could not tell apart', () => {
    expect(
      problems(`teams:
  a: { aliases: [core], lingma: { departments: [x] } }
  b:
    name: CÖRE
    lingma: { departments: [y] }
`),
    ).toEqual(['teams.yml:4 “CÖRE” already names the team a: give b another name or alias']);
  });

  test('refuses the same key twice, and a team with nobody in it', () => {
    expect(problems('teams:\n  a: {}\n  a: {}')).toEqual([
      'teams.yml:3 is not YAML: Map keys must be unique',
    ]);
    expect(problems('teams:\n  a:\n    name: A')).toEqual([
      'teams.yml:2 a has nobody in it: name lingma departments, windsurf groups or members',
    ]);
  });

  test.each(['', '- a', 'teams: 3', 'teams: {}', 'team: {}', '\t', 'teams: {'])(
    'refuses a file that is “%s”',
    (text) => {
      expect(problems(text)).not.toEqual([]);
    },
  );
});
