import {
  App,
  type AckFn,
  HTTPReceiver,
  LogLevel,
  type RespondFn,
  type SlashCommand,
} from '@slack/bolt';
import type { SlackSandbox } from '../../../sandbox/slack/server.ts';

/** What a slash command is answered with. */
export type Answer = (parts: {
  command: SlashCommand;
  ack: AckFn<string | Record<string, unknown>>;
  respond: RespondFn;
}) => Promise<void>;

const people = [
  {
    id: 'U1',
    handle: 'ann',
    realName: 'Ann Meyer',
    email: 'ann@example.com',
    role: 'admin' as const,
  },
  { id: 'U2', handle: 'wang.wei', realName: '王伟', email: 'wang.wei@example.com' },
  { id: 'U3', handle: 'bob', realName: 'Bob Okafor', email: 'bob@example.com' },
];

const channels = [
  { id: 'C1', name: 'backend' },
  { id: 'C2', name: 'secret', private: true },
  { id: 'C3', name: 'old', archived: true },
  { id: 'C4', name: 'elsewhere', hasBot: false },
];

/** A small company. */
export const company = { users: people, channels };

/** Runs a real Bolt app over Socket Mode; stop it with the function that comes back. */
export async function runOverSocket(slack: SlackSandbox, answer: Answer) {
  const app = new App({
    token: slack.botToken,
    socketMode: true,
    appToken: slack.appToken,
    deferInitialization: true,
    clientOptions: { slackApiUrl: slack.apiUrl },
    logLevel: LogLevel.ERROR,
  });
  await app.init();
  app.command('/ai-usage', answer);
  await app.start();
  return () => app.stop();
}

/** Runs a real Bolt app over HTTP and tells the sandbox where it is. */
export async function runOverHttp(slack: SlackSandbox, answer: Answer, signingSecret?: string) {
  const receiver = new HTTPReceiver({
    signingSecret: signingSecret ?? slack.signingSecret,
    logLevel: LogLevel.ERROR,
  });
  const app = new App({
    token: slack.botToken,
    receiver,
    deferInitialization: true,
    clientOptions: { slackApiUrl: slack.apiUrl },
    logLevel: LogLevel.ERROR,
  });
  await app.init();
  app.command('/ai-usage', answer);
  const server = await receiver.start({ port: 0, host: '127.0.0.1' });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  slack.requestUrl = `http://127.0.0.1:${address.port}/slack/events`;
  return () => app.stop();
}
