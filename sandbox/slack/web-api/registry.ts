import { appsConnectionsOpen, authTest } from './app.ts';
import { chatPostEphemeral, chatPostMessage, chatUpdate } from './chat.ts';
import { conversationsInfo, conversationsOpen } from './conversations.ts';
import { filesCompleteUploadExternal, filesGetUploadURLExternal } from './files.ts';
import type { Method } from './method.ts';
import { usersInfo, usersList, usersLookupByEmail } from './users.ts';

/** Every method that this Slack knows, by its name on the wire. */
export const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    'apps.connections.open': appsConnectionsOpen,
    'auth.test': authTest,
    'chat.postEphemeral': chatPostEphemeral,
    'chat.postMessage': chatPostMessage,
    'chat.update': chatUpdate,
    'conversations.info': conversationsInfo,
    'conversations.open': conversationsOpen,
    'files.completeUploadExternal': filesCompleteUploadExternal,
    'files.getUploadURLExternal': filesGetUploadURLExternal,
    'users.info': usersInfo,
    'users.list': usersList,
    'users.lookupByEmail': usersLookupByEmail,
  }),
);

/** Every scope that a bot can use here. */
export const allScopes: readonly string[] = [
  'channels:read',
  'chat:write',
  'commands',
  'files:write',
  'groups:read',
  'im:read',
  'im:write',
  'mpim:write',
  'users:read',
  'users:read.email',
];
