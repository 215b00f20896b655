import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import type { TeamOffer } from '../../domain/answers.ts';
import { SECTIONS, type Every, type Section, type Wish } from '../../domain/subscriptions.ts';
import { field, frame, plainText } from './form-blocks.ts';
import { clip, plain } from './text.ts';

/** By this Slack tells the form for a subscription from other modals. */
export const SUBSCRIBE_FORM = 'subscribe';

/** The fields of the form; each is the block_id and the action_id of an input. */
export type Field =
  | 'team'
  | 'channel'
  | 'every'
  | 'at'
  | 'zone'
  | 'provider'
  | 'names'
  | 'sections';

const fieldNamed: (
  name: Field,
  label: string,
  element: InputBlock['element'],
  more?: Pick<InputBlock, 'hint' | 'optional'>,
) => InputBlock = field;

/** What the form is filled with. `wish.every` and the like are what is likely, or what is kept. */
export type FormFilling = {
  readonly teams: readonly TeamOffer[];
  /** The id of the team that is chosen. */
  readonly team: string | null;
  readonly providers: readonly { readonly id: string; readonly title: string }[];
  readonly wish: Pick<Wish, 'schedule' | 'provider' | 'names' | 'sections' | 'channelId'>;
  /** The subscription that is changed. */
  readonly edit: number | null;
};

/** The value of “all providers”. */
const ALL = 'all';

const DAYS = [
  ['monday', 'Mondays'],
  ['tuesday', 'Tuesdays'],
  ['wednesday', 'Wednesdays'],
  ['thursday', 'Thursdays'],
  ['friday', 'Fridays'],
  ['saturday', 'Saturdays'],
  ['sunday', 'Sundays'],
] as const;
const TOGETHER = [
  ['weekday', 'Monday to Friday'],
  ['day', 'Every day'],
  ['month', 'First working day of the month'],
] as const;
const EVERY = [...DAYS, ...TOGETHER].map(([value, label]) => option(label, value));

const PARTS: Readonly<Record<Section, string>> = {
  chart: 'Chart',
  top: 'Top acceptors',
  inactive: 'Inactive seats',
  splits: 'Languages, IDEs and kinds of chat',
};

// What Slack takes in a menu.
const MOST_OPTIONS = 100;
const LONGEST_VALUE = 150;

/** What a modal shows until its form is there. */
export function loadingForm(isEdit: boolean): ModalView {
  const text = plainText('⏳ Looking up your teams…');
  return { ...subscribeFrame(isEdit), blocks: [{ type: 'section', text }] };
}

/** A modal that says something instead of asking. */
export function sentenceForm(isEdit: boolean, blocks: ModalView['blocks']): ModalView {
  return { ...subscribeFrame(isEdit), close: plainText('Close'), blocks };
}

/** The form for a subscription. `metadata` comes back with what is submitted, at most 3,000 characters. */
export function subscribeForm(filling: FormFilling, metadata: string): ModalView {
  const { wish, edit, providers } = filling;
  const { every, at, zone } = wish.schedule;
  const isEdit = edit !== null;
  return {
    ...subscribeFrame(isEdit),
    submit: plainText(isEdit ? 'Save' : 'Subscribe'),
    private_metadata: metadata,
    blocks: [
      teamField(filling),
      channelField(wish.channelId),
      fieldNamed('every', 'On', {
        type: 'multi_static_select',
        options: EVERY,
        initial_options: EVERY.filter(({ value }) => chosenDays(every).includes(value)),
      }),
      fieldNamed('at', 'At', { type: 'timepicker', initial_time: at }),
      fieldNamed(
        'zone',
        'In the time zone',
        { type: 'plain_text_input', initial_value: zone, max_length: 60 },
        { hint: plainText('Named by a place, like Asia/Shanghai.') },
      ),
      ...(providers.length > 1 ? [providerField(filling)] : []),
      namesField(wish.names),
      sectionsField(wish.sections),
    ],
  };
}

function subscribeFrame(isEdit: boolean) {
  return frame(SUBSCRIBE_FORM, isEdit ? 'Edit a digest' : 'Subscribe to a digest');
}

/** A menu of teams; where they do not fit into one, their name is typed. */
function teamField({ teams, team }: FormFilling): InputBlock {
  const fits = teams.length <= MOST_OPTIONS && teams.every(({ id }) => id.length <= LONGEST_VALUE);
  if (!fits) {
    return fieldNamed(
      'team',
      'Team',
      { type: 'plain_text_input', max_length: 200, ...(team && { initial_value: team }) },
      { hint: plainText('Its name, id or alias; “/ai-usage teams” lists them.') },
    );
  }
  const options = teams.map(({ id, name, within }) =>
    option(plain(within ? `${name}, in ${within}` : name) || plain(id) || '—', id),
  );
  const chosen = options.find(({ value }) => value === team);
  return fieldNamed('team', 'Team', {
    type: 'static_select',
    options,
    ...(chosen && { initial_option: chosen }),
  });
}

function channelField(channelId: string): InputBlock {
  // A digest is for a channel: whoever asks from a direct message picks one.
  const isChannel = /^[CG]/.test(channelId);
  return fieldNamed('channel', 'Into the channel', {
    type: 'conversations_select',
    filter: { include: ['public', 'private'], exclude_bot_users: true },
    ...(isChannel && { initial_conversation: channelId }),
  });
}

function providerField({ providers, wish }: FormFilling): InputBlock {
  const options = [
    option('All providers', ALL),
    ...providers.map(({ id, title }) => option(plain(title) || id, id)),
  ].slice(0, MOST_OPTIONS);
  const [all] = options;
  const chosen = options.find(({ value }) => value === wish.provider) ?? all;
  return fieldNamed('provider', 'Providers', {
    type: 'static_select',
    options,
    ...(chosen && { initial_option: chosen }),
  });
}

function namesField(names: boolean): InputBlock {
  const shown = option('Name people; else only how many they are', 'on');
  return boxes('names', 'Names', [shown], names ? [shown] : []);
}

function sectionsField(sections: readonly Section[]): InputBlock {
  const options = SECTIONS.map((section) => option(PARTS[section], section));
  const chosen = options.filter((_, index) => sections.some((one) => one === SECTIONS[index]));
  return boxes('sections', 'Besides the headline', options, chosen);
}

function boxes(
  name: Field,
  label: string,
  options: PlainTextOption[],
  ticked: PlainTextOption[],
): InputBlock {
  // Slack refuses an empty list of them.
  const initial = ticked.length > 0 ? { initial_options: ticked } : {};
  return fieldNamed(name, label, { type: 'checkboxes', options, ...initial }, { optional: true });
}

/** The values of the menu of days that stand for these days. */
function chosenDays(every: Every): readonly string[] {
  if (every.kind === 'first-working-day') return ['month'];
  const days = [...new Set(every.days)].toSorted((left, right) => left - right);
  if (days.length === DAYS.length) return ['day'];
  if (days.join() === '1,2,3,4,5') return ['weekday'];
  return days.flatMap((day) => DAYS[day - 1]?.[0] ?? []);
}

function option(label: string, value: string): PlainTextOption & { value: string } {
  return { text: plainText(clip(label, 70, 75)), value };
}
