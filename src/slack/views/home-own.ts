import type { HomePart, OwnHome } from '../../domain/home.ts';
import type { PersonSummary } from '../../domain/person-summary.ts';
import { bold, context, lineOf, list, passage, SPARE, type Run, type Section } from './blocks.ts';
import { dayOfMoment } from './dates.ts';
import { figureLines } from './figures.ts';
import { drawPart, open, row, titled, type HomeCommands } from './home-parts.ts';
import { count } from './numbers.ts';
import { whenText } from './opening.ts';
import { nothingText, personFigures } from './person-summary.ts';
import { privacySections } from './privacy.ts';
import { reachOf, titleOf, troubleSections } from './provider.ts';
import { mrkdwn, plain } from './text.ts';

type Look = { readonly zone: string; readonly commands: HomeCommands };

const PROVIDERS = 5;

/** What the bot knows of the reader: seats and use, what it sent them and who saw their data, and their settings. */
export function ownSections(own: HomePart<OwnHome>, { zone, commands }: Look): readonly Section[] {
  return [
    titled('Your seats and use'),
    ...drawPart(own, 'Your seats', (value) => [
      ...useSections(value),
      ...row(open('My summary', commands.mine)),
      titled('Your data and settings'),
      ...dataSections(value, zone),
    ]),
  ];
}

function useSections({ summary, email }: OwnHome): readonly Section[] {
  if (!summary) return [passage(0, noSeatText(email))];
  const shown = summary.providers.slice(0, PROVIDERS);
  return [
    whenSection(summary, shown),
    ...troubleSections(summary.notes),
    ...(shown.length === 0 ? [passage(0, nothingText(summary))] : []),
    ...shown.flatMap((part) => [
      figureLines(titleOf(part), personFigures(part, summary)),
      ...troubleSections(part.notes),
    ]),
  ];
}

function whenSection(
  { period, zone, teams }: PersonSummary,
  shown: PersonSummary['providers'],
): Section {
  const named = teams.slice(0, 5).map((team) => plain(team, 40));
  const more = teams.length > 5 ? ` and ${count(teams.length - 5)} more` : '';
  const lines = [
    whenText(period, zone),
    ...(named.length > 0 ? [`In ${named.join(', ')}${more}`] : []),
    ...shown.map((part) => `${titleOf(part)}: ${reachOf(part, zone)}`),
  ];
  return { parts: [{ block: context(lines), spare: 0 }], lines: lines.map(mrkdwn) };
}

function noSeatText(email: string | null): string {
  return email === null
    ? 'I know of no seat of yours: Slack tells me no e-mail address for you, and that is how I find one.'
    : `I know of no seat of yours. I looked for ${plain(email, 80)} at every provider.`;
}

function dataSections({ privacy, notices }: OwnHome, zone: string): readonly Section[] {
  if (!privacy) {
    return [
      passage(0, 'Without an e-mail address I hold no data of yours that I could show.'),
      ...noticeSections(notices, zone),
    ];
  }
  const { listed, nudges } = privacy;
  const isQuiet = nudges.inAll === 0 && notices.inAll === 0;
  return [
    ...privacySections({ privacy, zone }),
    ...(nudges.tipsOff ? [] : [passage(SPARE.people, TIPS)]),
    ...(isQuiet ? [passage(SPARE.people, 'I have sent you nothing of my own accord.')] : []),
    ...noticeSections(notices, zone),
    ...row(
      {
        does: 'home-list',
        label: listed ? 'Take my name off top lists' : 'Put my name on top lists',
        value: listed ? 'off' : 'on',
      },
      {
        does: 'home-tips',
        label: nudges.tipsOff ? 'Turn tips on' : 'Turn tips off',
        value: nudges.tipsOff ? 'on' : 'off',
      },
    ),
  ];
}

const TIPS = 'Tips are on: now and then a message about a seat of yours that is not used.';

const NOTICES: Readonly<Record<OwnHome['notices']['sent'][number]['about'], string>> = {
  suspended: 'one was suspended',
  skipped: 'a digest was missed',
  failed: 'a digest was not sent',
  unknown: 'I asked whether a digest arrived',
};

function noticeSections({ sent, inAll }: OwnHome['notices'], zone: string): readonly Section[] {
  if (inAll === 0) return [];
  const title: Run[] = [bold('What I wrote to you about your subscriptions')];
  const more = inAll - sent.length;
  const items: Run[][] = [
    ...sent.map(({ at, about }): Run[] => [`${dayOfMoment(at, zone) ?? '—'}: ${NOTICES[about]}`]),
    ...(more > 0 ? [[`and ${count(more)} before`]] : []),
  ];
  return [
    {
      parts: [{ block: list(title, 'bullet', items), spare: SPARE.people }],
      lines: [lineOf(title), ...items.map((item) => `• ${lineOf(item)}`)],
    },
  ];
}
