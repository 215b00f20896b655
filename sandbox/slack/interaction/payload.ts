import type { WireBlock } from '../blocks/check.ts';
import { type Element, findPressables } from '../blocks/pressable.ts';
import type { SlackChannel, SlackUser } from '../people.ts';
import type { Message } from '../transcript.ts';
import { kindOf } from '../web-api/method.ts';
import { wireMessage } from '../web-api/wire-message.ts';
import { IDENTITY } from '../workspace.ts';
import type { Choice } from './choose.ts';
import { holdsChoice, selection, type Wire } from './selection.ts';

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
    ...senderOf(user),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: onlyTo !== undefined,
    },
    channel: { id: channel.id, name: nameOf(channel) },
    ...(onlyTo === undefined && { message: wireMessage(message) }),
    state: { values: stateOf(message.blocks, choice) },
    actions: [actionOf(choice, now)],
  };
}

/** Who and where from, as every interaction says it. */
export function senderOf(user: SlackUser): Wire {
  return {
    user: {
      id: user.id,
      username: user.handle,
      name: user.handle,
      team_id: user.role === 'stranger' ? IDENTITY.strangersTeamId : IDENTITY.teamId,
    },
    api_app_id: IDENTITY.appId,
    token: 'deprecated',
    team: { id: IDENTITY.teamId, domain: IDENTITY.teamDomain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** Slack does not tell a private channel's name here. */
function nameOf(channel: SlackChannel): string {
  const kind = kindOf(channel);
  if (kind === 'im') return 'directmessage';
  return kind === 'groups' ? 'privategroup' : channel.name;
}

/** What was pressed or picked, as `block_actions` tells it. */
export function actionOf(
  { element, actionId, blockId, picked }: Omit<Choice, 'label'>,
  now: number,
): Wire {
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

/** Everything in a message or a Home tab that holds a choice, as it stands after this press. */
export function stateOf(blocks: readonly WireBlock[], choice: Choice): Wire {
  const values: Record<string, Record<string, Wire>> = {};
  for (const { blockId, actionId, element } of findPressables(blocks)) {
    if (!holdsChoice(element)) continue;
    const pressed = blockId === choice.blockId && actionId === choice.actionId;
    const chosen = selection(element, pressed ? choice.picked : undefined);
    values[blockId] = { ...values[blockId], [actionId]: { type: element.type, ...chosen } };
  }
  return values;
}
