import type { HomePart, ManagedTeams } from '../../domain/home.ts';
import { bold, context, passage, SPARE, type Run, type Section } from './blocks.ts';
import { beside, drawPart, open, titled, type HomeCommands } from './home-parts.ts';
import { counted } from './numbers.ts';
import { whenText } from './opening.ts';
import { quiet, reachOf, remarksOf, titleOf, troubleSections } from './provider.ts';
import { labelled } from './team-labels.ts';
import { cellText, tooSmallText } from './teams-table.ts';
import { mrkdwn } from './text.ts';

const PROVIDERS = 3;
const TEAMS = 15;

/** The teams that the reader manages, each with its figures and a way into its summary. */
export function teamSections(
  teams: HomePart<ManagedTeams> | null,
  commands: HomeCommands,
): readonly Section[] {
  if (!teams) return [];
  return [
    titled('Your teams'),
    ...drawPart(teams, 'Your teams', (value) => sections(value, commands)),
  ];
}

function sections({ summary, more }: ManagedTeams, commands: HomeCommands): readonly Section[] {
  const { period, zone, providers, tooSmall } = summary;
  const shown = providers.slice(0, PROVIDERS);
  const notes = [...summary.notes, ...shown.flatMap((part) => part.notes)];
  const all = labelled(summary.teams);
  const left = more + Math.max(all.length - TEAMS, 0);
  const when = [
    whenText(period, zone),
    ...shown.map((part) => `${titleOf(part)}: ${reachOf(part, zone)}`),
  ];
  return [
    { parts: [{ block: context(when), spare: 0 }], lines: when.map(mrkdwn) },
    ...troubleSections(notes),
    ...all
      .slice(0, TEAMS)
      .map((team) =>
        beside(
          open('Open', commands.report(team.id)),
          SPARE.people,
          bold(team.label),
          ...figuresOf(team, shown),
        ),
      ),
    ...(left > 0
      ? [passage(SPARE.trouble, `and ${counted(left, 'more team')} of yours: /ai-usage teams`)]
      : []),
    quiet([...(tooSmall ? [tooSmallText(tooSmall)] : []), ...remarksOf(notes)]),
  ];
}

type Team = ManagedTeams['summary']['teams'][number];

function figuresOf(
  { cells, withheld }: Team,
  providers: ManagedTeams['summary']['providers'],
): Run[] {
  const lines = providers.flatMap((part): string[] => {
    const cell = cells.find(({ provider }) => provider === part.provider);
    if (cell) return [`\n${titleOf(part)}: ${cellText(cell) || 'no figures'}`];
    return withheld.includes(part.provider) ? [`\n${titleOf(part)}: not shown`] : [];
  });
  return lines.length > 0 ? lines : ['\nNobody has a seat here.'];
}
