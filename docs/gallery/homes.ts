import { homeAnswer } from '../../src/slack/commands/home-answer.ts';
import { loadingHome, noHome } from '../../src/slack/views/home.ts';
import { failureMessage } from '../../src/slack/views/replies.ts';
import {
  adminsHome,
  homeShown,
  managersHome,
  ownHome,
  shown,
} from '../../test/slack/views/homes.ts';
import type { Example } from './examples.ts';

const asked = 'opens the Home tab';

/** The App Home, by who opens it. */
export function homes(): Example[] {
  const guest = { reason: 'membership', membership: 'guest' } as const;
  const noSeat = homeShown({ own: shown(ownHome({ summary: null })) });
  return [
    {
      title: 'Everybody’s home',
      asked,
      about: 'Seats and use, what was sent and who saw their data, settings.',
      message: homeAnswer({ kind: 'home', shown: homeShown() }, null),
    },
    {
      title: 'The home of somebody without a seat',
      asked: 'Take my name off top lists',
      about: 'What a button has done stands above everything else.',
      message: homeAnswer(
        { kind: 'home', shown: noSeat },
        '✅ Top lists do not name you any more. Your numbers still count for your teams.',
      ),
    },
    {
      title: 'A manager’s home',
      asked,
      about: 'Their teams besides; an answer opens in a modal over it.',
      message: homeAnswer({ kind: 'home', shown: managersHome() }, null),
    },
    {
      title: 'An admin’s home',
      asked,
      about: 'What failed comes first; here with 500 subscriptions.',
      message: homeAnswer({ kind: 'home', shown: adminsHome(500) }, null),
    },
    {
      title: 'A home that is being made',
      asked,
      about: 'Where there is none yet, or it takes more than a second.',
      message: loadingHome(),
    },
    {
      title: 'A home that could not be made',
      asked,
      about: '',
      message: noHome(
        failureMessage(
          'The database does not answer at the moment: try again in a minute.',
          '3f2a9c1e',
        ),
        false,
      ),
    },
    {
      title: 'A guest’s home',
      asked,
      about: 'People of other organizations get the like.',
      message: noHome(homeAnswer({ kind: 'refused', refusal: guest }, null), true),
    },
  ];
}
