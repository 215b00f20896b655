import { webApi } from '@slack/bolt';
import type { Postbox } from '../domain/delivery-ports.ts';
import type { Channels } from '../domain/digests.ts';
import type { QuietUntil } from '../domain/nudge-ports.ts';
import type { Directory, Messenger } from '../domain/ports.ts';
import { createChannels } from './channels.ts';
import { createDirectory } from './directory.ts';
import { createQuietUntil } from './do-not-disturb.ts';
import { createMessenger } from './messenger.ts';
import { createPostbox } from './postbox.ts';
import { carefulClientOptions } from './web-client-options.ts';

export type WebApi = {
  readonly directory: Directory;
  readonly messenger: Messenger;
  readonly channels: Channels;
  readonly postbox: Postbox;
  readonly quietUntil: QuietUntil;
  /** Whether Slack takes the token; throws nothing. */
  readonly checkAuth: () => Promise<boolean>;
};

/** What the services ask of Slack, over one client of the Web API. `slackApiUrl` ends in `/api/`. */
export function createWebApi(options: {
  readonly token: string;
  readonly slackApiUrl: string;
}): WebApi {
  const client = new webApi.WebClient(options.token, carefulClientOptions(options.slackApiUrl));
  return {
    directory: createDirectory(client),
    messenger: createMessenger(client),
    channels: createChannels(client),
    postbox: createPostbox(client),
    quietUntil: createQuietUntil(client),
    checkAuth: () =>
      client.auth.test().then(
        ({ ok }) => ok,
        () => false,
      ),
  };
}
