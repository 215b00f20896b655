import { viewsPublish } from '../home/publish.ts';
import { appsConnectionsOpen, authTest } from './app.ts';
import { chatPostEphemeral, chatPostMessage, chatUpdate } from './chat.ts';
import {
  conversationsInfo,
  conversationsJoin,
  conversationsOpen,
  usersConversations,
} from './conversations.ts';
import { dndInfo } from './dnd.ts';
import { filesCompleteUploadExternal, filesGetUploadURLExternal } from './files.ts';
import { conversationsHistory } from './history.ts';
import type { Method } from './method.ts';
import { appsManifestValidate, blocksValidate } from './validate.ts';
import { usersInfo, usersList, usersLookupByEmail } from './users.ts';
import { viewsOpen, viewsPush, viewsUpdate } from './views.ts';

/** Every method that this Slack knows, by its name on the wire. */
export const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    'apps.connections.open': appsConnectionsOpen,
    'apps.manifest.validate': appsManifestValidate,
    'auth.test': authTest,
    'blocks.validate': blocksValidate,
    'chat.postEphemeral': chatPostEphemeral,
    'chat.postMessage': chatPostMessage,
    'chat.update': chatUpdate,
    'conversations.history': conversationsHistory,
    'conversations.info': conversationsInfo,
    'conversations.join': conversationsJoin,
    'conversations.open': conversationsOpen,
    'dnd.info': dndInfo,
    'files.completeUploadExternal': filesCompleteUploadExternal,
    'files.getUploadURLExternal': filesGetUploadURLExternal,
    'users.conversations': usersConversations,
    'users.info': usersInfo,
    'users.list': usersList,
    'users.lookupByEmail': usersLookupByEmail,
    'views.open': viewsOpen,
    'views.publish': viewsPublish,
    'views.push': viewsPush,
    'views.update': viewsUpdate,
  }),
);

/** Every scope that a bot can use here. */
export const allScopes: readonly string[] = [
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'commands',
  'dnd:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'mpim:history',
  'mpim:write',
  'users:read',
  'users:read.email',
];
