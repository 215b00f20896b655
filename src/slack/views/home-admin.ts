import type { AdminHome, Failures } from '../../domain/home.ts';
import type { NudgesStatus, RoundShown } from '../../domain/nudges-shown.ts';
import type { StatusSummary } from '../../domain/status.ts';
import { bold, passage, SPARE, type Section } from './blocks.ts';
import { dayOfMoment, dayText, momentText } from './dates.ts';
import { drawPart, open, row, titled, type HomeCommands } from './home-parts.ts';
import { costText, moneyText, staleText } from './nudge-admin-words.ts';
import { stateRuns } from './nudge-round.ts';
import { counted } from './numbers.ts';
import { quiet, remarksOf, titleOf, troubleSections } from './provider.ts';
import { peopleSection, providerSection } from './status.ts';
import { plain } from './text.ts';

/** What admins see besides: seats and idle cost, how fresh the data is, the nudge round, and how many people are not matched. */
export function adminSections(
  { status, round, nudges, failures }: AdminHome,
  commands: HomeCommands,
): readonly Section[] {
  return [
    titled('Seats and idle cost'),
    ...drawPart(status, 'Seats', ({ providers }) => [seatsSection(providers)]),
    ...drawPart(round, 'What idle seats cost', costSections),
    ...row(open('Inactive seats', commands.inactive)),
    titled('Providers'),
    ...drawPart(status, 'Providers', freshnessSections),
    quiet(failures.state === 'shown' ? unfailing(failures.value) : []),
    titled('Nudge round'),
    ...drawPart(nudges, 'The nudge round', (value) => nudgeSections(value, round)),
    ...row(
      open('Round', commands.round, isWaiting(round) ? 'primary' : undefined),
      open('Reclaims', commands.reclaims),
    ),
    titled('People'),
    ...drawPart(status, 'People', (value) => peopleSections(value, commands)),
  ];
}

function seatsSection(providers: StatusSummary['providers']): Section {
  const counts = providers.map((part) => {
    const seats = part.seats === null ? 'seats not known' : counted(part.seats, 'seat');
    return `${titleOf(part)}: ${seats}`;
  });
  return passage(0, counts.join(' · ') || 'No provider is set up.');
}

function costSections({ exposure, reassignable, round, at, zone }: RoundShown): readonly Section[] {
  const asOf = round ? `, as of ${dayOfMoment(at, zone) ?? 'lately'}` : '';
  const unpriced = exposure.seats > 0 && moneyText(exposure) === null;
  return [
    passage(
      0,
      bold('Idle'),
      `: ${costText(exposure)}${asOf}. Apart from that, free to be given to others: ${costText(reassignable)}.`,
    ),
    ...(unpriced ? [quiet(['What a seat costs can be set in the nudge policy (prices).'])] : []),
  ];
}

function freshnessSections({ providers, zone, notes }: StatusSummary): readonly Section[] {
  return [
    ...troubleSections(notes),
    ...(providers.length === 0 ? [passage(0, 'No provider is set up.')] : []),
    ...providers.map((part) => providerSection(part, zone)),
    quiet(remarksOf(notes)),
  ];
}

function unfailing({ messages, days }: Failures): string[] {
  if (messages.length > 0) return [];
  return [`Everything that was to be sent in the last ${counted(days, 'day')} was sent.`];
}

function nudgeSections(
  { paused, latest, next, stale, openReclaims, goesByItself, zone }: NudgesStatus,
  round: AdminHome['round'],
): readonly Section[] {
  const at = momentText(next.at, zone) ?? dayText(next.date);
  const asks = goesByItself ? 'goes out by itself' : 'waits for an approval';
  return [
    ...(paused
      ? [
          passage(
            0,
            '⏸ Paused by ',
            { slackUserId: paused.by },
            ` since ${momentText(paused.at, zone) ?? '—'}: nothing is sent.`,
          ),
        ]
      : []),
    ...stale.slice(0, 6).map((feed) => passage(0, staleText(feed, zone))),
    latest?.round
      ? passage(0, `Round of ${dayText(latest.round.date)}: `, ...stateRuns(latest))
      : passage(0, 'There was no round lately.'),
    ...(round.state === 'shown' && !round.value.round ? [wouldBe(round.value)] : []),
    passage(
      SPARE.trouble,
      `Next: ${at} (${plain(zone)}), and ${asks}. ${counted(openReclaims, 'seat')} to be decided about.`,
    ),
  ];
}

function isWaiting(round: AdminHome['round']): boolean {
  return round.state === 'shown' && round.value.round?.state === 'planned';
}

function wouldBe({ counts }: RoundShown): Section {
  const { people, inactive } = counts;
  return passage(
    SPARE.quiet,
    `A round now would write to ${counted(people, 'person', 'people')}; ${counted(inactive, 'seat is', 'seats are')} inactive.`,
  );
}

function peopleSections(summary: StatusSummary, commands: HomeCommands): readonly Section[] {
  const { unmatched } = summary.people;
  const some = Object.values(unmatched).reduce((sum, many) => sum + many, 0);
  if (some === 0) return [peopleSection(summary, null)];
  return [peopleSection(summary, null), ...row(open('Who is not matched', commands.unmatched))];
}
