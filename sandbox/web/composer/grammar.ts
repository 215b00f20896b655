// What the composer offers while somebody types. It is the page's own, as a hint in Slack is: the bot alone decides.

/** The slash command. */
export const COMMAND = '/ai-usage';

export const USAGE =
  'team=backend | me | top | inactive | teams | export | subscribe | nudges | exempt | status | help';

/** A first word, what it is for, the words that may come second, the keys that go with it, and its one `view=`. */
export interface Verb {
  word: string;
  about: string;
  keys: readonly string[];
  seconds?: Readonly<Record<string, string>>;
  view?: string;
}

export const REPORT_KEYS = ['team', 'user', 'period', 'provider', 'view'];

export const VERBS: readonly Verb[] = [
  { word: 'me', about: 'your own summary', keys: ['period', 'provider'] },
  {
    word: 'top',
    about: 'who accepts most',
    keys: ['team', 'by', 'limit', 'period', 'provider'],
  },
  { word: 'inactive', about: 'seats that nobody uses', keys: ['team', 'days', 'provider'] },
  { word: 'teams', about: 'all teams side by side', keys: ['period', 'provider'] },
  {
    word: 'export',
    about: 'the rows as a CSV file, in a direct message',
    keys: ['team', 'user', 'period', 'provider', 'view'],
    view: 'seats',
  },
  {
    word: 'subscribe',
    about: 'a digest into this channel; alone, a form',
    keys: ['team', 'every', 'at', 'tz', 'provider', 'names', 'sections', 'channel'],
  },
  { word: 'subscriptions', about: 'every digest, with its next run', keys: [] },
  { word: 'unsubscribe', about: 'end a digest, by its number', keys: [] },
  {
    word: 'nudges',
    about: 'the nudge round, for admins',
    keys: ['user'],
    seconds: {
      status: 'how they stand',
      preview: 'who would get one, and why',
      approve: 'sends the round that waits',
      pause: 'sends nothing from now on',
      resume: 'goes on',
      reclaims: 'seats to be decided about',
      log: 'everything that was sent and answered',
      export: 'the log as a CSV file',
    },
  },
  {
    word: 'exempt',
    about: 'leaves somebody’s seats alone, for admins',
    keys: ['user', 'until', 'reason'],
  },
  {
    word: 'status',
    about: 'how fresh the data is, and what went wrong',
    keys: ['view'],
    view: 'unmatched',
  },
  { word: 'help', about: 'all of this, by example', keys: [] },
];

/** What may follow a key where that is not a team, a person or a channel. */
export const VALUES: Readonly<Record<string, readonly string[]>> = {
  period: ['7d', '28d', '90d', 'yesterday', 'this-week', 'last-week', 'this-month', 'last-month'],
  provider: ['all', 'lingma', 'windsurf'],
  by: ['lines', 'completions', 'chats'],
  limit: ['5', '10', '20'],
  days: ['14', '30', '60'],
  view: ['details'],
  until: ['30d', 'now'],
  every: ['monday', 'mon,thu', 'weekday', 'day', 'month'],
  at: ['09:00', '14:00'],
  tz: ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York'],
  names: ['on', 'off'],
  sections: ['chart,top,inactive,splits', 'chart,top'],
};

export const KEY_NOTES: Readonly<Record<string, string>> = {
  team: 'which team',
  user: 'which person',
  period: 'which days',
  provider: 'which assistant',
  by: 'what to rank by',
  limit: 'how many',
  days: 'unused for how long',
  view: 'how much of it',
  every: 'on which days',
  at: 'at what time',
  tz: 'in which time zone',
  names: 'with people’s names',
  sections: 'which parts',
  channel: 'into which channel',
  until: 'the last day, or now to end it',
  reason: 'why, for the log',
};
