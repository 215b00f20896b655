import { describe, expect, test } from 'vitest';
import { DEFAULT_NUDGE_POLICY } from '../src/domain/nudge-settings.ts';
import { parseTeams } from '../src/teams-file.ts';

function policyOf(text: string) {
  const result = parseTeams(text, 'teams.yml');
  return result.ok ? result.nudges : result.problems;
}

function problems(text: string): string[] {
  const result = parseTeams(text, 'teams.yml');
  return result.ok ? [] : result.problems.map(({ where, problem }) => `${where} ${problem}`);
}

const TEAMS = 'teams: { a: { windsurf: { groups: [a] } } }\n';

describe('nudges in teams.yml', () => {
  test('are the product’s own where the file says nothing', () => {
    expect(policyOf(TEAMS)).toEqual(DEFAULT_NUDGE_POLICY);
    expect(policyOf(`${TEAMS}nudges: {}\n`)).toEqual({
      ...DEFAULT_NUDGE_POLICY,
      setUp: {},
      prices: {},
    });
  });

  test('are the product’s own where every line of a section is left out', () => {
    const nothing = { ...DEFAULT_NUDGE_POLICY, setUp: {}, prices: {} };
    expect(policyOf(`${TEAMS}nudges:\n  # auto: false\n`)).toEqual(nothing);
    expect(policyOf(`${TEAMS}nudges: null\n`)).toMatchObject([{ where: 'teams.yml:2' }]);
    expect(policyOf(`${TEAMS}nudges:\n  lingma:\n    # price: 20 CNY\n`)).toEqual({
      ...nothing,
      setUp: { lingma: [] },
    });
    const team = 'teams: { a: { windsurf: { groups: [a] }, nudges: } }\n';
    expect(policyOf(team)).toEqual({ ...DEFAULT_NUDGE_POLICY, teams: { a: { off: false } } });
  });

  test('are read, with what teams have of their own', () => {
    const text = `
teams:
  a: { windsurf: { groups: [a] }, nudges: off }
  b: { windsurf: { groups: [b] }, nudges: { first: 45, reclaim: 90 } }
  c: { windsurf: { groups: [c] }, nudges: on }
nudges:
  auto: true
  first: 20
  again: 10
  reclaim: 50
  between: 21
  grace: 7
  keep: 90
  perMinute: 5
  day: Thursday
  at: "16:30"
  tz: Europe/Berlin
  contact: "#ai-help"
  lingma: { setup: [https://example.com/lingma], price: 20 CNY }
  windsurf: { price: 30.50 USD }
`;
    expect(policyOf(text)).toEqual({
      firstDays: 20,
      againDays: 10,
      reclaimDays: 50,
      betweenDays: 21,
      graceDays: 7,
      keepDays: 90,
      auto: true,
      perMinute: 5,
      schedule: { every: { kind: 'weekdays', days: [4] }, at: '16:30', zone: 'Europe/Berlin' },
      contact: '#ai-help',
      setUp: { lingma: ['https://example.com/lingma'], windsurf: [] },
      prices: {
        lingma: { amount: 20, currency: 'CNY' },
        windsurf: { amount: 30.5, currency: 'USD' },
      },
      teams: {
        a: { off: true },
        b: { off: false, firstDays: 45, reclaimDays: 90 },
        c: { off: false },
      },
    });
  });

  test('leave the teams to be the departments where the file has nothing else', () => {
    expect(parseTeams('nudges: { auto: true }', 'teams.yml')).toMatchObject({
      ok: true,
      teams: null,
      nudges: { auto: true },
    });
  });

  test('are told with every wrong place, each with its line', () => {
    const found = problems(`teams:
  a:
    windsurf: { groups: [a] }
    nudges:
      first: soon
  b:
    windsurf: { groups: [b] }
    nudges: sometimes
  c:
    windsurf: { groups: [c] }
    nudges: { first: 90 }
nudges:
  auto: perhaps
  between: 0
  day: someday
  at: "25:00"
  tz: Mars/Olympus
  colour: red
  lingma:
    setup: [javascript:alert(1)]
    price: 20 XXQ
  windsurf:
    fee: 3
`);
    expect(found).toEqual([
      'teams.yml:5 teams.a.nudges.first must be a whole number from 7 to 365',
      'teams.yml:8 teams.b.nudges.off must be true or false',
      'teams.yml:13 nudges.auto must be true or false',
      'teams.yml:14 nudges.between must be a whole number from 1 to 365',
      'teams.yml:15 nudges.day must be a day such as monday',
      'teams.yml:16 nudges.at must be a time such as 10:00',
      'teams.yml:17 nudges.tz must be a time zone such as Asia/Shanghai',
      expect.stringMatching(/^teams\.yml:18 “colour” is not known here\. nudges has auto, first/),
      'teams.yml:20 nudges.lingma.setup.0 must be a link that begins with https://',
      'teams.yml:21 nudges.lingma.price must be a month’s price of a seat, such as 20 CNY',
      'teams.yml:23 “fee” is not known here. windsurf has setup and price.',
    ]);
  });

  test('propose no seat for reclaim before its holder was asked', () => {
    const first = `${TEAMS}nudges:\n  first: 30\n  reclaim: 30\n`;
    expect(problems(first)).toEqual([
      expect.stringMatching(/^teams\.yml:4 nudges\.reclaim must be more days than first/),
    ]);
    const own = 'teams:\n  a:\n    windsurf: { groups: [a] }\n    nudges: { first: 60 }\n';
    expect(problems(own)).toEqual([
      expect.stringMatching(/^teams\.yml:4 teams\.a\.nudges\.reclaim must be more days than first/),
    ]);
  });
});
