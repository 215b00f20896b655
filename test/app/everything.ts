import type { Message } from '../../sandbox/slack/transcript.ts';
import { ask } from '../support/asking.ts';
import type { Office } from '../support/office.ts';

/** Every kind of question, also ones that cannot be read or may not be asked. */
const LINES = [
  '',
  'help',
  'backend',
  'team=backend view=details',
  'team=backend period=2026-W45 provider=lingma',
  'me',
  'me period=90d',
  'user=@bob',
  'user=ravi@lantern.example',
  'user=nobody.at.all@elsewhere.example',
  'top team=backend by=chats limit=10',
  'inactive team=backend',
  'teams',
  'export team=backend',
  'export team=backend view=seats',
  'export user=@ravi',
  'status',
  'status view=unmatched',
  'subscribe backend every=mon,thu at=9am tz=asia/shanghai',
  'subscribe',
  'subscriptions',
  'unsubscribe 4711',
  'nudges preview',
  'nudges status',
  'nudges pause',
  'nudges resume',
  'nudges reclaims',
  'nudges log',
  'nudges log user=@ann',
  'nudges export',
  'nudges approve',
  'exempt user=@bob until=2031-01-31 reason="Bob Okafor is on parental leave"',
  'team="Ann Meyer"',
  'taem=bob@lantern.example',
  'team=backend user=@ann colour="Ravi Iyer"',
  'backend period=Greta',
];

/** Asks everything, as an admin, a manager, a developer and somebody from outside, and presses every button of the answers. */
export async function askEverything(office: Office): Promise<number> {
  let pressed = 0;
  for (const line of LINES) {
    const { message } = await asks(office, 'ann', line);
    if (message) pressed += await pressAll(office, 'ann', message);
  }
  for (const handle of ['bob', 'ravi', 'gus', 'sam']) {
    for (const line of ['backend', 'inactive backend', 'user=@ann', 'nudges status', 'subscribe']) {
      await asks(office, handle, line);
    }
  }
  return pressed;
}

/** What does not open a form has an answer. */
async function asks(
  office: Office,
  handle: string,
  line: string,
): Promise<{ readonly message: Message | null }> {
  const user = who(office, handle);
  if (line !== 'subscribe') return ask(office, `/ai-usage ${line}`, { user });
  await office.slack.command('/ai-usage subscribe', { user });
  return { message: null };
}

const SPARED = /^(?:Cancel|Take my name|Open)/;

/** What opens a form is answered once that is sent. */
const FORMS = /^(?:Edit|Change|I am away)/;

async function pressAll(office: Office, handle: string, message: Message): Promise<number> {
  const labels = [...new Set(labelsIn(message.blocks))].filter((label) => !SPARED.test(label));
  const user = who(office, handle);
  let pressed = 0;
  for (const label of labels) {
    const { blocks } =
      office.slack.transcript.events
        .flatMap((event) => ('message' in event ? [event.message] : []))
        .findLast(({ ts, channel }) => ts === message.ts && channel === message.channel) ?? message;
    // An answer that took the message's place may have other buttons.
    if (!labelsIn(blocks).includes(label)) continue;
    const exchange = await office.slack.press(message, { label }, { user });
    if (!FORMS.test(label)) await exchange.answer({ timeoutMs: 60_000 });
    pressed += 1;
  }
  return pressed;
}

/** The labels of buttons anywhere in blocks. */
function labelsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(labelsIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'button' && 'text' in value && !('url' in value)) {
    const { text } = value;
    const isText = typeof text === 'object' && text !== null && 'text' in text;
    return isText && typeof text.text === 'string' ? [text.text] : [];
  }
  return Object.values(value).flatMap(labelsIn);
}

export function who({ world }: Office, handle: string): string {
  const found = world.slackUsers.find((user) => user.handle === handle);
  if (!found) throw new Error(`There is no @${handle}.`);
  return found.id;
}
