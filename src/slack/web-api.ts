import { webApi } from '@slack/bolt';
import type { Directory, Messenger } from '../domain/ports.ts';
import { createDirectory } from './directory.ts';
import { createMessenger } from './messenger.ts';
import { carefulClientOptions } from './web-client-options.ts';

/** What the services ask of Slack, over one client of the Web API. `slackApiUrl` ends in `/api/`. */
export function createWebApi(options: { readonly token: string; readonly slackApiUrl: string }): {
  readonly directory: Directory;
  readonly messenger: Messenger;
} {
  const client = new webApi.WebClient(options.token, carefulClientOptions(options.slackApiUrl));
  return { directory: createDirectory(client), messenger: createMessenger(client) };
}
