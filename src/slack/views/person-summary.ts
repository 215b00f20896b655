import { lengthOf } from '../../domain/calendar.ts';
import type { PersonSummary } from '../../domain/person-summary.ts';
import { LIMITS, passage, type Message, type Section } from './blocks.ts';
import { chartSection } from './chart.ts';
import { dayOfMoment } from './dates.ts';
import { definitionsOf } from './definitions.ts';
import { splitSection } from './details.ts';
import type { Drawing } from './drawing.ts';
import { changedText, creditsText, figureLines, usageFigures, type Figure } from './figures.ts';
import { fit } from './fit.ts';
import { count, counted } from './numbers.ts';
import { opening, whenText } from './opening.ts';
import type { Look } from './look.ts';
import { privacySections } from './privacy.ts';
import { quiet, reachOf, remarksOf, titleOf, troubleSections, zoneRemark } from './provider.ts';
import { PROVIDERS, RULE } from './team-summary.ts';
import { plain } from './text.ts';
import { isTrouble } from '../../domain/summary.ts';

type Part = PersonSummary['providers'][number];

type Options = Drawing & Pick<Look, 'audience'>;

/** One person's summary as one message; to the person also what others may see of it. */
export function personSummaryMessage(
  summary: PersonSummary,
  { blocks, foot, audience }: Options,
): Message {
  const shown = summary.providers.slice(0, PROVIDERS);
  const charting = shown.filter(({ chart }) => chart.state === 'known').slice(0, LIMITS.charts);
  return fit([
    personOpening(summary, shown, audience),
    ...troubleSections(summary.notes),
    ...(shown.length === 0 ? [passage(0, nothingText(summary))] : []),
    ...shown.flatMap((part, index) => [
      ...(index > 0 ? [RULE] : []),
      ...partSections(part, summary, blocks === 'all' && charting.includes(part)),
    ]),
    ...privacySections(summary),
    quiet([...definitionsOf(summary), ...remarksOf(summary.notes)]),
    ...foot,
  ]);
}

/** Said where there is no figure. Whoever could not be asked may know of something. */
export function nothingText({ notes }: Pick<PersonSummary, 'notes'>): string {
  return notes.some(isTrouble)
    ? 'No provider that could be asked knows of a seat or of any use.'
    : 'No provider knows of a seat or of any use.';
}

function personOpening(
  summary: PersonSummary,
  shown: readonly Part[],
  audience: Look['audience'],
): Section {
  const { person, teams, period, zone } = summary;
  const name = plain(person.name ?? '') || plain(person.email ?? '') || 'One person';
  const named = teams.slice(0, 5).map((team) => plain(team, 40));
  const more = teams.length > 5 ? ` and ${count(teams.length - 5)} more` : '';
  // In a channel, “you” would be whoever reads it.
  const isReader = person.isSelf && audience === 'asker';
  return opening(isReader ? `${name} (you)` : name, [
    whenText(period, zone),
    ...(named.length > 0 ? [`In ${named.join(', ')}${more}`] : []),
    ...shown.map((part) => `${titleOf(part)}: ${reachOf(part, zone)}`),
  ]);
}

function partSections(part: Part, summary: PersonSummary, native: boolean): Section[] {
  const title = titleOf(part);
  const chart = chartSection(part, {
    measures: native ? ['lines'] : [],
    of: title,
    ofPerson: true,
  });
  return [
    figureLines(title, personFigures(part, summary)),
    ...troubleSections(part.notes),
    chart.section,
    splitSection(part),
    quiet([
      ...missing(part, title),
      ...zoneRemark(part.dayZone, summary.zone),
      ...chart.remarks,
      ...remarksOf(part.notes),
    ]),
  ];
}

/** A person's figures at one provider, first how their seat stands. */
export function personFigures(part: Part, { period, zone, inactiveDays }: PersonSummary): Figure[] {
  const { seat, activeDays, usage, window } = part;
  return [
    { label: 'Seat', value: seatText(seat, zone, inactiveDays) },
    ...(activeDays.state === 'known'
      ? [
          {
            label: 'Active days',
            value: changedText(activeDays.figures, lengthOf(period)),
          },
        ]
      : []),
    ...(usage.state === 'known' ? usageFigures(usage.figures) : []),
    ...(window.state === 'known' ? [{ label: 'Credits', value: creditsOf(window.figures) }] : []),
  ];
}

function creditsOf({ credits, cycle }: Extract<Part['window'], { state: 'known' }>['figures']) {
  const value = credits === null || credits.trim() === '' ? null : Number(credits);
  return creditsText(value, cycle);
}

/** How a seat stands, with the reason. */
function seatText(seat: Part['seat'], zone: string, inactiveDays: number): string {
  if (!seat) return 'none here';
  if (seat.state !== 'held') return STATES[seat.state];
  const last = dayOfMoment(seat.lastActiveAt, zone);
  const given = dayOfMoment(seat.givenAt, zone);
  const guess = seat.lastActiveIsGuess ? ' (a record’s last update)' : '';
  const seen = last ? `, last seen ${last}${guess}` : '';
  const since = given ? `, given ${given}` : '';
  const texts = {
    active: `active${seen}${last ? '' : since}`,
    new: `new${since}${seen}`,
    lapsed: `inactive: not used for ${counted(inactiveDays, 'day')}${seen}`,
    'never-used': `inactive: never used${since}`,
    unknown: `held${since}; whether it is used is not known`,
  };
  return texts[seat.standing];
}

const STATES = {
  pending: 'pending',
  disabled: 'disabled',
  rejected: 'rejected',
  unspecified: 'not known',
} as const;

function missing({ activeDays, usage, window }: Part, title: string): string[] {
  if ([activeDays, usage, window].every(({ state }) => state !== 'known')) {
    return [`No figures from ${title} for this period.`];
  }
  if (usage.state === 'known') return [];
  const why =
    usage.state === 'not-provided' ? `Not provided by ${title}` : 'Not available this time';
  return [`${why}: lines accepted, AI share, completion acceptance, chat turns, chart.`];
}
