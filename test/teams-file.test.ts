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
    const twice = 'teams:\n  a: { members: [a@b.c] }\n  a: { members: [a@b.c] }';
    expect(problems(twice)).toEqual([
      'teams.yml:3 this key stands here a second time: rename it, or keep one of the two',
    ]);
    expect(problems('teams:\n  a:\n    name: A')).toEqual([
      'teams.yml:2 a has nobody in it: name lingma departments, windsurf groups or members',
    ]);
  });

  test('tells everything at once, from top to bottom, also of what stands there twice', () => {
    const found = problems(`teams:
  core:
    colour: red
    aliases: [be]
    members: [a@b.c]
  ops: {}
  data:
    name: BÉ
    members: [nobody]
    aliases: [x]
    aliases: [y]
  core:
    managers: ["@bob"]
    windsurf: { groups: [core] }
tems: 1
`);
    expect(found).toEqual([
      expect.stringMatching(/^teams\.yml:3 “colour” is not known here/),
      expect.stringMatching(/^teams\.yml:6 ops has nobody in it/),
      'teams.yml:8 “BÉ” already names the team core: give data another name or alias',
      'teams.yml:9 teams.data.members.0 must be an e-mail address',
      expect.stringMatching(/^teams\.yml:11 this key stands here a second time/),
      expect.stringMatching(/^teams\.yml:12 this key stands here a second time/),
      'teams.yml:13 teams.core.managers.0 must be a Slack member id (U…) or an e-mail address',
      'teams.yml:15 “tems” is not known here. The file holds “teams:” and “nudges:”.',
    ]);
  });

  test('takes ids as they are written, and what is no text for no id', () => {
    const ids = 'teams: { a: { lingma: { departments: [0123, 5e10, 0x1f, true] } } }';
    const result = parseTeams(ids, 'teams.yml');
    expect(result.ok && result.teams?.[0]?.groups).toEqual({
      lingma: ['0123', '5e10', '0x1f', 'true'],
    });
    expect(problems('teams: { a: { windsurf: { groups: [b: c] } } }')).toEqual([
      'teams.yml:1 teams.a.windsurf.groups.0 must be text',
    ]);
  });

  test('looks behind anchors', () => {
    const same = 'teams:\n  a: &a\n    name: Core\n    members: [a@b.c]\n  b: *a\n';
    expect(problems(same)).toEqual([
      'teams.yml:3 “Core” already names the team a: give b another name or alias',
    ]);
  });

  test.each(['teams: { a: }', 'teams: { a: 3 }', 'teams: { a: { lingma: d } }'])(
    'says what is lacking in “%s”',
    (text) => {
      expect(problems(text)).toEqual([expect.stringMatching(/^teams\.yml:1 .+ must hold /)]);
    },
  );

  test.each(['', '- a', 'teams: 3', 'teams: {}', 'team: {}', '\t', 'teams: {'])(
    'refuses a file that is “%s”',
    (text) => {
      expect(problems(text)).not.toEqual([]);
    },
  );
});
