import type { Deed } from '../../web-host/contract.ts';

/** Something to try, by one click. */
export interface Step {
  id: string;
  title: string;
  text: string;
  button: string;
  /** What to look at once it is done. */
  next: string;
  deeds: Deeds;
  /** What comes after it, and in which channel. */
  follow?: { button: string; channel: string; deeds: Deeds };
}

type Deeds = (place: { user: string; channel: string }) => Deed[];

function say(text: string): Deeds {
  return (place) => [{ do: 'say', ...place, text }];
}

export const STEPS: readonly Step[] = [
  {
    id: 'ask',
    title: 'Ask how a team is doing',
    text: 'Seats, who uses them, what was accepted, and how that changed.',
    button: 'Ask for Backend',
    next: 'Press “Details”, “90 days” or “Share in channel” under the answer.',
    deeds: say('/ai-usage team=backend'),
  },
  {
    id: 'mistype',
    title: 'Mistype it',
    text: 'A wrong command comes back with the right one as a button.',
    button: 'Ask for “bakend”',
    next: 'Press the button under the answer to put it right.',
    deeds: say('/ai-usage team=bakend'),
  },
  {
    id: 'subscribe',
    title: 'Have a digest every Monday',
    text: 'A form opens; but for the team, what is likely is filled in already.',
    button: 'Open the form',
    next: 'Choose Backend and send the form. The bot says when the first digest comes.',
    deeds: say('/ai-usage subscribe'),
  },
  {
    id: 'monday',
    title: 'Let it be Monday, 09:00',
    text: 'The world’s clock jumps, and the digest is there: once, and on time.',
    button: 'Jump to Monday',
    next: 'The digest is in #team-backend, for everybody. At ten a nudge round follows: approve it.',
    deeds: ({ user }) => [{ do: 'jump', user, to: 'monday 09:00' }],
    follow: {
      button: 'An hour on, to #ai-usage-admins',
      channel: 'ai-usage-admins',
      deeds: ({ user }) => [{ do: 'jump', user, to: '1h' }],
    },
  },
  {
    id: 'break',
    title: 'Break Lingma',
    text: 'The vendor is down; the bot is asked for days that it does not have yet.',
    button: 'Break it and ask',
    next: 'The bot says what is missing. Mend Lingma in the panel “World” and ask again.',
    deeds: (place) => [
      { do: 'trouble', trouble: 'lingma-down', on: true },
      ...say('/ai-usage team=frontend period=90d')(place),
    ],
  },
];
