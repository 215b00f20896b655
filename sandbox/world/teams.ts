import { foldMail } from './people.ts';
import type { Person } from './people.ts';
import type { SlackUser } from './slack.ts';

/** A team of the company, as its teams.yml says. */
export type TeamSpec = {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly departments: readonly string[];
  readonly groups: readonly string[];
  readonly members: readonly string[];
  readonly managers: readonly string[];
};

/** Six teams of one department, one of three, and one that is nothing but a list of people. */
export function createTeams(people: readonly Person[], users: readonly SlackUser[]): TeamSpec[] {
  const bob = users.find(({ handle }) => handle === 'bob');
  const guild = people.filter(({ email, index }) => email !== null && index % 9 === 0).slice(0, 8);
  return [
    team('backend', 'Backend', {
      aliases: ['be', '后端'],
      departments: ['d-backend'],
      groups: ['backend'],
      managers: bob ? [bob.id] : [],
    }),
    team('frontend', 'Frontend', {
      aliases: ['fe'],
      departments: ['d-frontend'],
      groups: ['Web & Design'],
    }),
    team('mobile', 'Mobile', { departments: ['d-mobile'] }),
    team('data', 'Data & ML', {
      aliases: ['ml'],
      departments: ['d-data'],
      groups: ['data'],
      managers: ['priya@lantern.example'],
    }),
    team('platform', 'Platform', { departments: ['d-platform'] }),
    team('qa', 'Quality', { departments: ['d-qa'] }),
    team('engineering', 'Engineering', {
      aliases: ['eng'],
      departments: ['d-backend', 'd-frontend', 'd-mobile'],
      groups: ['backend', 'Web & Design'],
      managers: ['ann@lantern.example'],
    }),
    team('guild', 'AI guild', { members: guild.map(({ email }) => foldMail(email ?? '')) }),
  ];
}

function team(id: string, name: string, rest: Partial<TeamSpec>): TeamSpec {
  return { aliases: [], departments: [], groups: [], members: [], managers: [], ...rest, id, name };
}

// First, so that teams can be added at the end.
const POLICY = `nudges:
  contact: "#general"
  lingma:
    setup: [https://help.aliyun.com/zh/lingma/]
    price: 59 CNY
  windsurf:
    setup: [https://docs.windsurf.com/]
    price: 30 USD
`;

/** The teams as the text of a teams.yml, with what this company wants done about idle seats. */
export function teamsYaml(teams: readonly TeamSpec[]): string {
  const blocks = teams.map(({ id, name, aliases, departments, groups, members, managers }) =>
    [
      `  ${id}:`,
      `    name: ${JSON.stringify(name)}`,
      ...(aliases.length > 0 ? [`    aliases: ${list(aliases)}`] : []),
      ...(departments.length > 0 ? [`    lingma: { departments: ${list(departments)} }`] : []),
      ...(groups.length > 0 ? [`    windsurf: { groups: ${list(groups)} }`] : []),
      ...(members.length > 0 ? [`    members: ${list(members)}`] : []),
      ...(managers.length > 0 ? [`    managers: ${list(managers)}`] : []),
    ].join('\n'),
  );
  return `${POLICY}teams:\n${blocks.join('\n')}\n`;
}

// JSON's strings and arrays are YAML's, too.
function list(texts: readonly string[]): string {
  return `[${texts.map((text) => JSON.stringify(text)).join(', ')}]`;
}
