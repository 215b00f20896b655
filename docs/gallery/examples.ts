import type { Offers } from '../../src/domain/answers.ts';
import type { Command } from '../../src/slack/command.ts';
import { printForPeople } from '../../src/slack/command-print.ts';
import {
  exportAnswer,
  helpAnswer,
  inactiveAnswer,
  personAnswer,
  reportAnswer,
  statusAnswer,
  teamsAnswer,
  topAnswer,
} from '../../src/slack/commands/answers.ts';
import type { Message } from '../../src/slack/views/blocks.ts';
import type { Look } from '../../src/slack/views/look.ts';
import {
  inactiveSummary,
  personSummary,
  statusSummary,
  teamDetails,
  teamsSummary,
  topSummary,
} from '../../test/slack/views/examples.ts';
import { lingma, teamSummary, windsurf } from '../../test/slack/views/summaries.ts';

/** A message of the bot, with what leads to it. */
export type Example = {
  readonly title: string;
  /** What somebody typed or pressed. */
  readonly asked: string;
  /** What is special about it, in a sentence. */
  readonly about: string;
  readonly message: Message;
};

const LOOK: Look = {
  blocks: 'all',
  providers: ['lingma', 'windsurf'],
  audience: 'asker',
  sharedBy: null,
};
const BASIC: Look = { ...LOOK, blocks: 'basic' };
const SHARED: Look = { ...LOOK, audience: 'channel', sharedBy: 'U0ANN' };

const OFFERS: Offers = {
  share: true,
  details: true,
  download: true,
  providers: ['lingma', 'windsurf'],
};
const UNSHARED: Offers = { ...OFFERS, share: false };

const NARROWED = { period: null, provider: null };
const REPORT = { verb: 'report', team: 'backend', details: false, ...NARROWED } as const;
const DETAILS = { ...REPORT, details: true } as const;
const ME = { verb: 'me', ...NARROWED } as const;
const TOP = { verb: 'top', team: 'backend', by: 'lines', limit: 10, ...NARROWED } as const;
const INACTIVE = { verb: 'inactive', team: 'backend', days: null, provider: null } as const;
const TEAMS = { verb: 'teams', ...NARROWED } as const;
const EXPORT = { verb: 'export', team: 'backend', user: null, seats: false, ...NARROWED } as const;

/** The answers to every question, drawn by the bot's own views from made-up figures. */
export function answers(): Example[] {
  return [...aboutTeams(), ...aboutPeople(), ...aboutTheRest()];
}

function aboutTeams(): Example[] {
  const summary = teamSummary();
  const unnamed = teamSummary({
    providers: [lingma({ inactiveSeats: null }), windsurf()],
  });
  const found = { kind: 'summary', details: null, offers: OFFERS } as const;
  const details = { ...found, summary, details: teamDetails() };
  const teams = { kind: 'teams', summary: teamsSummary(), offers: OFFERS } as const;
  return [
    example(
      'A team’s summary',
      REPORT,
      'As its manager sees it: inactive seats are named.',
      reportAnswer(REPORT, { ...found, summary }, LOOK),
    ),
    example(
      'A team’s summary, shared in a channel',
      'Share in channel',
      'Signed by who shared it, without the names of inactive people.',
      reportAnswer(REPORT, { ...found, summary: unnamed }, SHARED),
    ),
    example(
      'A team’s summary from one vendor',
      { ...REPORT, provider: 'windsurf' },
      'Only words that it has figures for are explained.',
      reportAnswer(
        { ...REPORT, provider: 'windsurf' },
        { ...found, summary: teamSummary({ providers: [windsurf()] }) },
        LOOK,
      ),
    ),
    example(
      'A team’s summary while a vendor has trouble',
      REPORT,
      'What could not be had is said, never shown as 0.',
      reportAnswer(REPORT, { ...found, summary: inTrouble() }, LOOK),
    ),
    example(
      'A team that is too small',
      REPORT,
      'With MIN_GROUP_SIZE=5.',
      reportAnswer(
        REPORT,
        { ...found, summary: teamSummary({ providers: [], tooSmall: { minimum: 5 } }) },
        LOOK,
      ),
    ),
    example(
      'A team’s details',
      DETAILS,
      'The table of people can be sorted; it is for the team’s managers and for admins.',
      reportAnswer(DETAILS, details, LOOK),
    ),
    example(
      'A team’s details where a workspace takes no charts and tables',
      DETAILS,
      'The same figures as text.',
      reportAnswer(DETAILS, details, BASIC),
    ),
    example(
      'All teams side by side',
      TEAMS,
      'The table can be sorted; each vendor has columns of its own.',
      teamsAnswer(TEAMS, teams, LOOK),
    ),
  ];
}

function inTrouble() {
  const off = { state: 'not-available' } as const;
  const nothing = { seats: off, people: off, usage: off, chart: off, top: off, splits: off };
  const text = 'Lingma does not accept the token since 20 Nov 2026; an operator has to renew it.';
  return teamSummary({
    providers: [
      lingma({
        ...nothing,
        window: off,
        dataTo: null,
        fetchedAt: null,
        inactiveSeats: null,
        unmatched: 0,
        notes: [{ kind: 'trouble', text }],
      }),
      windsurf(),
    ],
  });
}

function aboutPeople(): Example[] {
  const own = { kind: 'person', summary: personSummary(), offers: UNSHARED } as const;
  const person = { name: 'Ann Lee', email: 'ann@example.com', isSelf: false };
  const other = { ...own, summary: personSummary({ person, privacy: null }) };
  const user = { kind: 'mention', slackUserId: 'U0ANN', label: 'ann' } as const;
  const asked = { verb: 'person', user, ...NARROWED } as const;
  const top = { kind: 'top', summary: topSummary(), offers: OFFERS } as const;
  const inactive = { kind: 'inactive', summary: inactiveSummary(), offers: OFFERS } as const;
  return [
    example(
      'One’s own summary',
      ME,
      'Only its person sees who was shown the data, and can leave the top lists.',
      personAnswer(ME, own, LOOK),
    ),
    example(
      'One person’s summary',
      asked,
      'For the managers of the person’s teams and for admins.',
      personAnswer(asked, other, LOOK),
    ),
    example(
      'No seat',
      ME,
      '',
      personAnswer(ME, { kind: 'no-seat', email: 'ann@example.com' }, LOOK),
    ),
    example('Top acceptors', TOP, '', topAnswer(TOP, top, LOOK)),
    example(
      'A long ranking',
      { ...TOP, by: 'chats', limit: 30 },
      'A table from 16 people on.',
      topAnswer(
        { ...TOP, by: 'chats', limit: 30 },
        { ...top, summary: topSummary(30, 'chats') },
        LOOK,
      ),
    ),
    example(
      'Inactive seats',
      INACTIVE,
      'With the reason for each, for the team’s managers and for admins.',
      inactiveAnswer(INACTIVE, inactive, LOOK),
    ),
    example(
      'Inactive seats, for everybody else',
      INACTIVE,
      'Their number, and one’s own seat.',
      inactiveAnswer(INACTIVE, { ...inactive, summary: inactiveSummary(false) }, LOOK),
    ),
  ];
}

function aboutTheRest(): Example[] {
  const sent = {
    kind: 'exported',
    file: 'ai-usage-backend-2026-10-25-2026-11-21.csv',
    rows: 12_345,
    bytes: 1_234_567,
    from: '2026-10-25',
    to: '2026-11-21',
    slackChannelId: 'D0ANN',
  } as const;
  const nothing = { kind: 'nothing-to-export', why: 'No day of this period has a row.' } as const;
  const status = { verb: 'status', unmatched: false } as const;
  const unmatched = { verb: 'status', unmatched: true } as const;
  return [
    example('A file', EXPORT, '', exportAnswer(EXPORT, sent, LOOK)),
    example('Nothing to put into a file', EXPORT, '', exportAnswer(EXPORT, nothing, LOOK)),
    example(
      'Status',
      status,
      '',
      statusAnswer(status, { kind: 'status', summary: statusSummary() }, LOOK),
    ),
    example(
      'Status, with the people whom nobody could match',
      unmatched,
      'For admins.',
      statusAnswer(unmatched, { kind: 'status', summary: statusSummary(true) }, LOOK),
    ),
    example('Help', { verb: 'help' }, '', helpAnswer(LOOK)),
  ];
}

function example(title: string, asked: Command | string, about: string, message: Message): Example {
  return {
    title,
    asked: typeof asked === 'string' ? asked : printForPeople(asked),
    about,
    message,
  };
}
