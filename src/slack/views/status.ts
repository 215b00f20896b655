import type { StatusSummary, UnmatchedPerson, UnmatchedReason } from '../../domain/status.ts';
import { bold, code, passage, SPARE, type Message, type Section } from './blocks.ts';
import { dayText, momentText, periodText } from './dates.ts';
import type { Drawing } from './drawing.ts';
import { fit } from './fit.ts';
import { count, counted } from './numbers.ts';
import { opening } from './opening.ts';
import { nameOf } from './people.ts';
import { quiet, remarksOf, titleOf, troubleSections } from './provider.ts';
import { drawTable, tableOf, type Column } from './tables.ts';
import { plain } from './text.ts';

type Provider = StatusSummary['providers'][number];

type Options = Drawing & { readonly unmatchedCommand: string; readonly seatsCommand: string };

/** How the bot and each provider's data are. `unmatchedCommand` lists the people whom nobody could match, `seatsCommand` everybody. */
export function statusMessage(
  summary: StatusSummary,
  { blocks, foot, unmatchedCommand, seatsCommand }: Options,
): Message {
  const { version, database, startedAt, now, zone, providers, notes } = summary;
  return fit([
    opening('Status', [
      `${momentText(now, zone) ?? '—'} · ${plain(zone)}`,
      `Version ${plain(version)} · ${DATABASES[database]} · running since ${momentText(startedAt, zone) ?? '—'}`,
    ]),
    ...troubleSections(notes),
    ...(providers.length === 0 ? [passage(0, 'No provider is set up.')] : []),
    ...providers.map((part) => providerSection(part, zone)),
    peopleSection(summary, unmatchedCommand),
    ...unmatchedSections(summary, blocks, seatsCommand),
    quiet(remarksOf(notes)),
    ...foot,
  ]);
}

const DATABASES = { pglite: 'embedded database', postgres: 'PostgreSQL' } as const;

/** How fresh a provider's data is, and what is wrong with it. */
export function providerSection(part: Provider, zone: string): Section {
  const { dataTo, lastAnswer, failure, rejected, syncing, held, seats } = part;
  const answered = lastAnswer && momentText(lastAnswer, zone);
  const facts = [
    // Some providers have no days: that they answered is all there is to say.
    ...(dataTo ? [`data to ${dayText(dataTo)}`] : []),
    answered ? `last answered ${answered}` : 'has not answered yet',
    ...(seats === null ? [] : [counted(seats, 'seat')]),
    ...(held ? [`days held: ${periodText(held)}`] : []),
    ...(rejected > 0 ? [`${counted(rejected, 'row')} could not be read`] : []),
    ...(syncing ? ['being asked right now'] : []),
  ];
  return passage(
    0,
    failure ? '⚠️ ' : '✅ ',
    bold(titleOf(part)),
    `: ${facts.join(' · ')}`,
    ...(failure ? [`\n${failureText(failure, zone)}`] : []),
  );
}

/** When a provider failed, and why for those who may know. */
export function failureText(
  { at, message }: NonNullable<Provider['failure']>,
  zone: string,
): string {
  const when = momentText(at, zone) ?? 'lately';
  return `Failed ${when}${message ? `: ${plain(message, 300)}` : '.'}`;
}

const REASONS: Readonly<Record<UnmatchedReason, string>> = {
  'not-in-directory': 'not in the directory',
  'no-email': 'without e-mail',
  'not-in-slack': 'not in Slack',
};

/** How many people with seats are matched with Slack. `unmatchedCommand` lists the others, to admins; null where that is offered elsewhere. */
export function peopleSection(
  { people, unmatchedPeople }: Pick<StatusSummary, 'people' | 'unmatchedPeople'>,
  unmatchedCommand: string | null,
): Section {
  const { withSeats, matched, waiting, unmatched } = people;
  const reasons = Object.entries(REASONS).flatMap(([reason, words]) => {
    const many = Object.entries(unmatched).find(([key]) => key === reason)?.[1] ?? 0;
    return many > 0 ? [`${count(many)} ${words}`] : [];
  });
  const some = Object.values(unmatched).reduce((sum, many) => sum + many, 0);
  const isHinted = some > 0 && !unmatchedPeople && unmatchedCommand !== null;
  const hint = isHinted ? [' Admins see who: ', code(unmatchedCommand)] : [];
  return passage(
    0,
    bold('People with seats'),
    `: ${count(withSeats)} · ${count(matched)} matched with Slack`,
    waiting > 0 ? ` · ${count(waiting)} still to be looked up` : '',
    ` · ${count(some)} not matched${some > 0 ? ` (${reasons.join(', ')})` : ''}.`,
    ...hint,
  );
}

function unmatchedSections(
  { unmatchedPeople, providers }: StatusSummary,
  blocks: Drawing['blocks'],
  seatsCommand: string,
): Section[] {
  if (!unmatchedPeople) return [];
  const { people, inAll } = unmatchedPeople;
  if (people.length === 0) return [passage(SPARE.people, 'Everybody could be matched.')];
  const titles = new Map(providers.map((part) => [part.provider, titleOf(part)]));
  const columns: Column<UnmatchedPerson>[] = [
    { name: 'Person', cell: nameOf },
    { name: 'E-mail', cell: ({ email }) => email ?? '—' },
    { name: 'Provider', cell: ({ provider }) => titles.get(provider) ?? provider },
    { name: 'Reason', cell: ({ reason }) => REASONS[reason] },
  ];
  const { section, shown } = drawTable(tableOf('Not matched', columns, people), 'data_table', {
    blocks,
  });
  const more = Math.max(inAll, people.length) - shown;
  if (more <= 0) return [section];
  return [
    section,
    passage(
      SPARE.trouble,
      `${counted(more, 'more person', 'more people')}, among all seats: `,
      code(seatsCommand),
    ),
  ];
}
