import type { NudgeShown, SeatFate } from '../../src/domain/nudges-shown.ts';
import type { NudgeAnswer, Said } from '../../src/domain/nudges.ts';
import {
  awayAnswer,
  holderAnswer,
  notOpenedAnswer,
  tipsAnswer,
} from '../../src/slack/commands/nudge-answers.ts';
import { passage, type Message } from '../../src/slack/views/blocks.ts';
import { fit } from '../../src/slack/views/fit.ts';
import { badDayText, FORMS } from '../../src/slack/views/nudge-words.ts';
import { awayForm, wrongForm } from '../../src/slack/views/nudge-forms.ts';
import { nudgeMessage } from '../../src/slack/views/nudge-message.ts';
import {
  answer,
  NEVER,
  NOW,
  nudge,
  nudgeShown,
  seat,
  SILENT,
  wrongReport,
} from '../../test/slack/views/nudges.ts';
import type { Example } from './examples.ts';

const SENT = 'a direct message';

/** What nudges say to the people who are asked about a seat, and what they can answer. */
export function nudges(): Example[] {
  return [...asked(), ...answered(), ...became(), ...forms()];
}

function asked(): Example[] {
  const several = nudgeShown({ nudge: nudge({ seats: [seat(), NEVER] }) });
  return [
    told('A nudge', 'After 30 days without use.', nudgeMessage(nudgeShown(), { now: null })),
    told(
      'A nudge about a seat that was never used',
      '',
      nudgeMessage(nudgeShown({ nudge: nudge({ seats: [NEVER] }) }), { now: null }),
    ),
    told(
      'A nudge about a seat of whose use only the last months are known',
      '',
      nudgeMessage(nudgeOf(SILENT), { now: null }),
    ),
    told(
      'A nudge about a seat of which nobody tells when it was given',
      'The vendor tells the day of joining only.',
      nudgeMessage(nudgeOf({ ...SILENT, givenIsGuess: true }), { now: null }),
    ),
    told(
      'A nudge about a seat of which nothing is known',
      '',
      nudgeMessage(nudgeOf({ ...NEVER, givenAt: null }), { now: null }),
    ),
    told('A nudge about several seats', 'One message.', nudgeMessage(several, { now: null })),
    told(
      'A second nudge',
      '15 days later, where there was no answer.',
      nudgeMessage(nudgeOf({ step: 'second' }), { now: null }),
    ),
    told(
      'A seat is proposed for reclaim',
      'Also to those who want no tips.',
      nudgeMessage({ ...nudgeOf({ step: 'reclaim' }), fates: [{ kind: 'listed' }] }, { now: null }),
    ),
  ];
}

function answered(): Example[] {
  const after = (said: Said) => afterAnswer({ answers: [answer(said)] });
  const away = answer({ kind: 'away', until: '2026-12-24' });
  const several = { nudge: nudge({ seats: [seat(), NEVER] }), answers: [away, away] };
  return [
    pressed('It is kept', 'Keep it', after({ kind: 'keep' }), 'It takes the place of the nudge.'),
    pressed('Help to set it up', 'Help me set it up', after({ kind: 'set-up' })),
    pressed('Away', 'I am away', afterAnswer(several), 'For all seats at once.'),
    pressed('Something is wrong', 'This is wrong', after(wrongReportSaid())),
    pressed(
      'Before a seat is given back',
      'Give it back',
      nudgeMessage(nudgeShown(), { now: NOW, confirming: 0 }),
    ),
    pressed('A seat is given back', 'Yes, give it back', after({ kind: 'give-back' })),
    pressed('No more tips', 'No more tips like this', after({ kind: 'no-tips' })),
    pressed(
      'No more tips, where another seat is proposed for reclaim',
      'No more tips like this',
      nudgeMessage(
        nudgeShown({
          nudge: nudge({ seats: [seat(), { ...NEVER, step: 'reclaim' }] }),
          answers: [answer({ kind: 'no-tips' }), null],
          fates: [{ kind: 'idle' }, { kind: 'listed' }],
          tipsOff: true,
        }),
        { now: NOW },
      ),
      'That one is asked about all the same.',
    ),
    pressed(
      'One of several seats is settled',
      'Keep it',
      afterAnswer({ nudge: several.nudge, answers: [answer({ kind: 'keep' }), null] }),
    ),
    pressed(
      'An undo that comes too late',
      'Undo',
      holderAnswer(
        { kind: 'too-late', shown: nudgeShown({ answers: [answer({ kind: 'keep' })] }) },
        NOW,
      ).message,
      'After ten minutes.',
    ),
    pressed(
      'Somebody else presses a button',
      'Keep it',
      holderAnswer({ kind: 'not-yours' }, NOW).message,
    ),
    pressed(
      'Help to set it up, where the policy tells no way',
      'Help me set it up',
      nudgeMessage(
        nudgeShown({ answers: [answer({ kind: 'set-up' })], contact: null, setUp: {} }),
        { now: NOW },
      ),
    ),
    pressed(
      'A button of a message of which nothing is kept',
      'Keep it',
      holderAnswer({ kind: 'unknown-nudge' }, NOW).message,
    ),
    pressed('Slack opens no form', 'I am away', notOpenedAnswer()),
    pressed(
      'Away, without a nudge',
      'I am away',
      awayAnswer({ kind: 'away', until: '2026-12-24' }),
      'Under “me”.',
    ),
    pressed('Back again', 'I am back', awayAnswer({ kind: 'away', until: null })),
    pressed(
      'Tips on or off',
      'Turn tips on',
      tipsAnswer({ kind: 'tips', on: true }),
      'Under “me”.',
    ),
  ];
}

function pressed(title: string, label: string, message: Message, about = ''): Example {
  return { title, asked: label, about, message };
}

function wrongReportSaid(): Said {
  const { wrong, text } = wrongReport();
  return { kind: 'wrong', wrong, text };
}

function afterAnswer(change: {
  readonly nudge?: NudgeShown['nudge'];
  readonly answers: readonly (NudgeAnswer | null)[];
}): Message {
  return nudgeMessage(nudgeShown(change), { now: NOW });
}

function became(): Example[] {
  const fates: [string, SeatFate][] = [
    ['in use again', { kind: 'in-use', lastActiveAt: NOW.getTime() }],
    ['gone', { kind: 'gone' }],
    ['given back', { kind: 'given-back' }],
    ['reclaimed', { kind: 'reclaimed', decidedAt: NOW }],
    ['kept', { kind: 'kept', decidedAt: NOW }],
  ];
  return fates.map(([what, fate]) => ({
    title: `An old button: the seat is ${what}`,
    asked: 'Keep it',
    about: '',
    message: holderAnswer({ kind: 'closed', shown: nudgeShown({ fates: [fate] }) }, NOW).message,
  }));
}

/** Forms, drawn as the messages that they are no part of. */
function forms(): Example[] {
  const drawn = [awayForm(''), wrongForm('')].map(({ title, blocks }) => ({
    title: `The form “${title.text}”`,
    asked: title.text,
    about: '',
    message: { text: title.text, blocks },
  }));
  const complaints = [
    ['I am away', 'A form without a day', FORMS.noDay],
    ['This is wrong', 'A form without a choice', FORMS.noKind],
    [
      'I am away',
      'A day that does not fit',
      badDayText({ asked: '2031-01-01', latest: '2027-11-24' }),
    ],
    ['This is wrong', 'A form from before the bot was changed', FORMS.outOfDate],
  ] as const;
  return [
    ...drawn,
    ...complaints.map(([asked, title, text]) => ({
      title,
      asked,
      about: 'Said in the form.',
      message: fit([passage(0, text)]),
    })),
  ];
}

function nudgeOf(change: Partial<Parameters<typeof seat>[0]>): NudgeShown {
  return nudgeShown({ nudge: nudge({ seats: [seat(change)] }) });
}

function told(title: string, about: string, message: Message): Example {
  return { title, asked: SENT, about, message };
}
