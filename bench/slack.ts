import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { startSlack } from '../sandbox/slack/server.ts';

// A program: Slack's Web API, and an address that takes answers and counts them. GET ?count=N waits for so many.

const message = z.object({ text: z.string() });
const slack = await startSlack({
  users: [{ id: 'U0BENCH', handle: 'bench', realName: 'Bench' }],
  channels: [],
});
let count = 0;
let last = '';
const waiting = new Set<() => void>();

const answers = createServer((request, response) => {
  void (request.method === 'POST' ? take(request) : wait(request)).then((said) =>
    response.end(said),
  );
});

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

function wait(request: IncomingMessage): Promise<string> {
  const wanted = Number(new URL(request.url ?? '/', 'http://bench').searchParams.get('count'));
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
