import { App, HTTPReceiver } from '@slack/bolt';

// A program: the least that acknowledges a command with Bolt.

const { SLACK_BOT_TOKEN = '', SLACK_SIGNING_SECRET = '', SLACK_API_URL = '' } = process.env;
const receiver = new HTTPReceiver({
  signingSecret: SLACK_SIGNING_SECRET,
  endpoints: '/slack/events',
});
const app = new App({
  receiver,
  token: SLACK_BOT_TOKEN,
  clientOptions: { slackApiUrl: SLACK_API_URL },
});
app.command('/ai-usage', async ({ ack }) => ack());
const server = await receiver.start(0);
const address = server.address();
console.log(
  JSON.stringify({ msg: 'ready', port: typeof address === 'object' ? address?.port : undefined }),
);
