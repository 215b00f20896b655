import {
  type AckFn,
  type AllMiddlewareArgs,
  App,
  type BlockAction,
  HTTPReceiver,
  type Logger,
  LogLevel,
  type Receiver,
  type RespondFn,
  type SlackEventMiddlewareArgs,
  type SlackViewMiddlewareArgs,
  type SlashCommand,
  SocketModeReceiver,
  type ViewClosedAction,
  type ViewSubmitAction,
  type webApi,
} from '@slack/bolt';
import type { SlackSandbox } from '../../../sandbox/slack/server.ts';

/** What a slash command is answered with. */
export type Answer = (parts: {
  command: SlashCommand;
  ack: AckFn<string | Record<string, unknown>>;
  respond: RespondFn;
  client: webApi.WebClient;
}) => Promise<void>;

/** What a press is answered with. */
export type Press = (parts: {
  body: BlockAction;
  action: BlockAction['actions'][number];
  ack: AckFn<void>;
  respond: RespondFn;
  client: webApi.WebClient;
}) => Promise<void>;

/** What a submitted modal is answered with; also with what Slack does not take. */
type Submit = (
  parts: Omit<SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs, 'ack'> & {
    ack(this: void, answer?: object): Promise<void>;
  },
) => Promise<void>;

/** What a closed modal is answered with. */
type Closed = (
  parts: SlackViewMiddlewareArgs<ViewClosedAction> & AllMiddlewareArgs,
) => Promise<void>;

/** What somebody gets who opens the Home tab. */
type Opened = (
  parts: SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs,
) => Promise<void>;

/** What the bot listens to. */
export type Listeners = {
  command?: Answer;
  press?: Press;
  submit?: Submit;
  closed?: Closed;
  opened?: Opened;
};

/** A small company. */
export const company = {
  users: [
    { id: 'U1', handle: 'ann', realName: 'Ann Meyer', email: 'ann@example.com', role: 'admin' },
    { id: 'U2', handle: 'wang.wei', realName: '王伟', email: 'wang.wei@example.com' },
    { id: 'U3', handle: 'bob', realName: 'Bob Okafor', email: 'Bob@example.com', deleted: true },
    { id: 'U4', handle: 'sam', realName: 'Sam Stranger', email: null, role: 'stranger' },
    { id: 'U5', handle: 'gus', realName: 'Gus Guest', role: 'guest' },
    { id: 'U6', handle: 'one', realName: 'One Channel', role: 'single-channel-guest' },
  ],
  channels: [
    { id: 'C1', name: 'backend' },
    { id: 'C2', name: 'secret', private: true, memberIds: ['U1'] },
    { id: 'C3', name: 'old', archived: true },
    { id: 'C4', name: 'elsewhere', hasBot: false },
  ],
} as const;

const nothing = () => {};
const quiet: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};

/** Runs a real Bolt app over Socket Mode; stop it with the function that comes back. */
export async function runOverSocket(slack: SlackSandbox, answer: Answer | Listeners) {
  // clientPingTimeout is also what the client waits before it reconnects.
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    logger: quiet,
    clientPingTimeout: 200,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
  });
  const app = await createApp(slack, receiver, answer);
  await app.start();
  return () => app.stop();
}

/** Runs a real Bolt app over HTTP and tells the sandbox where it is. */
export async function runOverHttp(
  slack: SlackSandbox,
  answer: Answer | Listeners,
  signingSecret?: string,
) {
  const receiver = new HTTPReceiver({
    signingSecret: signingSecret ?? slack.signingSecret,
    logger: quiet,
  });
  const app = await createApp(slack, receiver, answer);
  const server = await receiver.start({ port: 0, host: '127.0.0.1' });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  slack.requestUrl = `http://127.0.0.1:${address.port}/slack/events`;
  return () => app.stop();
}

async function createApp(
  slack: SlackSandbox,
  receiver: Receiver,
  answer: Answer | Listeners,
): Promise<App> {
  const app = new App({
    token: slack.botToken,
    receiver,
    logger: quiet,
    deferInitialization: true,
    clientOptions: { slackApiUrl: slack.apiUrl },
  });
  await app.init();
  const listeners: Listeners = typeof answer === 'function' ? { command: answer } : answer;
  const { command, press, submit, closed, opened } = listeners;
  if (command !== undefined) app.command('/ai-usage', command);
  if (press !== undefined) app.action<BlockAction>({ type: 'block_actions' }, press);
  if (submit !== undefined) app.view({ type: 'view_submission', callback_id: /./ }, submit);
  if (closed !== undefined) app.view({ type: 'view_closed', callback_id: /./ }, closed);
  if (opened !== undefined) app.event('app_home_opened', opened);
  app.error(async () => {});
  return app;
}
