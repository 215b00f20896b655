import type { CommandPayload } from './delivery/acknowledgement.ts';
import { escapeCommand } from './escape.ts';
import { exchange, type Exchange, type ExchangeParts, modeOf } from './exchange.ts';
import { IDENTITY, type Workspace } from './workspace.ts';

/** Who types a command, and where; by default the first person, in the first channel. */
export interface Place {
  user?: string | undefined;
  channel?: string | undefined;
}

/** Types a command as somebody in a channel, and sends it to the bot over Socket Mode, or to `requestUrl` where nobody is connected. */
export async function sendCommand(
  typed: string,
  place: Place,
  requestUrl: string | undefined,
  parts: ExchangeParts,
): Promise<Exchange> {
  const { workspace, transcript, responseUrls } = parts;
  const { user, channel } = find(workspace, place);
  const sent = escapeCommand(typed.trim(), workspace);
  const [name = '', ...rest] = sent.split(/(?<=^\S+)\s+/);
  const id = `command-${transcript.events.length + 1}`;
  const where = { user: user.id, channel: channel.id };
  const mode = modeOf(parts, requestUrl);
  transcript.record({ kind: 'command', command: id, typed, sent, ...where, mode });

  const path = responseUrls.issue({ id, ...where });
  const payload: CommandPayload = {
    token: 'deprecated',
    team_id: IDENTITY.teamId,
    team_domain: IDENTITY.teamDomain,
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: user.id,
    user_name: user.handle,
    command: name,
    text: rest.join(' '),
    api_app_id: IDENTITY.appId,
    is_enterprise_install: 'false',
    response_url: `${parts.origin}${path}`,
    trigger_id: parts.triggers.issue({ id, ...where }),
  };
  return exchange(id, { type: 'slash_commands', payload }, { ...parts, requestUrl }, (body) => {
    if (body !== undefined) responseUrls.takeAck(path, body);
    return undefined;
  });
}

function find(workspace: Workspace, place: Place) {
  const user = place.user === undefined ? workspace.users[0] : workspace.user(place.user);
  const channel =
    place.channel === undefined ? workspace.channels[0] : workspace.channel(place.channel);
  if (user === undefined) throw new Error(`nobody here has the id ${place.user}`);
  if (channel === undefined) throw new Error(`no conversation has the id ${place.channel}`);
  return { user, channel };
}
