import { type Element, findPressables } from '../blocks/pressable.ts';
import type { SlackChannel, SlackUser } from '../people.ts';
import type { Message } from '../transcript.ts';
import { kindOf } from '../web-api/method.ts';
import { wireMessage } from '../web-api/wire-message.ts';
import { IDENTITY } from '../workspace.ts';
import type { Choice, Picked } from './choose.ts';

type Wire = Readonly<Record<string, unknown>>;

/**
 * What Slack tells of a press, but for the ids it gives out anew each time:
 * https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
 * The message itself comes along only where everybody sees it.
 */
export function payloadOf(
  { message, user, channel }: { message: Message; user: SlackUser; channel: SlackChannel },
  choice: Choice,
  now: number,
): Wire {
  const { onlyTo } = message;
  return {
    type: 'block_actions',
    user: {
      id: user.id,
      username: user.handle,
      name: user.handle,
      team_id: user.role === 'stranger' ? IDENTITY.strangersTeamId : IDENTITY.teamId,
    },
    api_app_id: IDENTITY.appId,
    token: 'deprecated',
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: onlyTo !== undefined,
    },
    team: { id: IDENTITY.teamId, domain: IDENTITY.teamDomain },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel.id, name: nameOf(channel) },
    ...(onlyTo === undefined && { message: wireMessage(message) }),
    state: { values: stateOf(message, choice) },
    actions: [actionOf(choice, now)],
  };
}

/** Slack does not tell a private channel's name here. */
function nameOf(channel: SlackChannel): string {
  const kind = kindOf(channel);
  if (kind === 'im') return 'directmessage';
  return kind === 'groups' ? 'privategroup' : channel.name;
}

function actionOf({ element, actionId, blockId, picked }: Choice, now: number): Wire {
  return {
    ...shownOf(element),
    ...selection(element, picked),
    type: element.type,
    action_id: actionId,
    block_id: blockId,
    action_ts: (now / 1000).toFixed(6),
  };
}

/** What Slack repeats of the element itself. */
function shownOf(element: Element): Wire {
  const kept = ['text', 'value', 'url', 'style', 'confirm', 'placeholder'];
  const initial = /^initial_/;
  return Object.fromEntries(
    Object.entries(element).filter(([name]) => kept.includes(name) || initial.test(name)),
  );
}

/** Everything in the message that holds a choice, as it stands after this press. */
function stateOf(message: Message, choice: Choice): Wire {
  const values: Record<string, Record<string, Wire>> = {};
  for (const { blockId, actionId, element } of findPressables(message.blocks)) {
    if (element.type === 'button' || element.type === 'overflow') continue;
    const pressed = blockId === choice.blockId && actionId === choice.actionId;
    const chosen = selection(element, pressed ? choice.picked : undefined);
    values[blockId] = { ...values[blockId], [actionId]: { type: element.type, ...chosen } };
  }
  return values;
}

/** What is chosen in an element: what was picked, else what it came with. */
function selection(element: Element, picked: Picked | undefined): Wire {
  const option = picked !== undefined && 'option' in picked ? picked.option : undefined;
  const id = picked !== undefined && 'id' in picked ? picked.id : undefined;
  switch (element.type) {
    case 'overflow':
      return { selected_option: option };
    case 'static_select':
    case 'radio_buttons':
      return { selected_option: option ?? element.initial_option ?? null };
    case 'checkboxes':
      return { selected_options: toggle(element.initial_options ?? [], option) };
    case 'users_select':
      return { selected_user: id ?? element.initial_user ?? null };
    case 'channels_select':
      return { selected_channel: id ?? element.initial_channel ?? null };
    case 'conversations_select':
      return { selected_conversation: id ?? element.initial_conversation ?? null };
    case 'datepicker':
      return { selected_date: id ?? element.initial_date ?? null };
    case 'timepicker':
      return { selected_time: id ?? element.initial_time ?? null };
    default:
      return {};
  }
}

function toggle<Box extends { value?: string | undefined }>(
  ticked: readonly Box[],
  box: Box | undefined,
): readonly Box[] {
  if (box === undefined) return ticked;
  const others = ticked.filter(({ value }) => value !== box.value);
  return others.length < ticked.length ? others : [...ticked, box];
}
