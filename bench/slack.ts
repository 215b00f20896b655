import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { startSlack } from '../sandbox/slack/server.ts';
import { countPosts } from './posts.ts';

// A program: Slack's Web API, and an address that takes answers and counts them. GET ?count=N waits for so many, GET posts
// tells of the messages that the app has posted by itself.

const message = z.object({ text: z.string() });
const channels = Array.from({ length: Number(process.env['CHANNELS'] ?? 0) }, (_, index) => ({
  id: `C${index}`,
  name: `channel-${index}`,
}));
const slack = await startSlack({
  users: [{ id: 'U0BENCH', handle: 'bench', realName: 'Bench' }],
  channels,
});
let count = 0;
let last = '';
const waiting = new Set<() => void>();

const answers = createServer((request, response) => {
  void say(request).then((said) => response.end(said));
});

async function say(request: IncomingMessage): Promise<string> {
  if (request.method === 'POST') return take(request);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bench');
  if (pathname === '/posts') return JSON.stringify(countPosts(slack.transcript.events));
  return wait(Number(searchParams.get('count')));
}

async function take(request: IncomingMessage): Promise<string> {
  const { text: said } = message.parse(JSON.parse(await text(request)));
  // Progress is no answer.
  if (!said.startsWith('⏳')) {
    count += 1;
    last = said;
    for (const check of waiting) check();
  }
  return 'ok';
}

function wait(wanted: number): Promise<string> {
  return new Promise((resolve) => {
    const check = () => {
      if (count < wanted) return;
      waiting.delete(check);
      resolve(JSON.stringify({ last }));
    };
    waiting.add(check);
    check();
  });
}

answers.listen(0, '127.0.0.1', () => {
  const address = answers.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  console.log(JSON.stringify({ apiUrl: slack.apiUrl, answersUrl: `http://127.0.0.1:${port}/` }));
});
