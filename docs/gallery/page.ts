import { checkBlocks, type WireBlock } from '../../sandbox/slack/blocks/check.ts';
import { checkHome } from '../../sandbox/slack/home/home.ts';
import { renderMessage } from '../../sandbox/slack/render/message.ts';
import { deadEnds } from './dead-ends.ts';
import { digests } from './digests.ts';
import { answers, type Example } from './examples.ts';
import { homes } from './homes.ts';
import { nudgesForAdmins } from './nudges-for-admins.ts';
import { nudges } from './nudges.ts';

const BUILDER = 'https://app.slack.com/block-kit-builder/#';
const WIDTH = 72;

const names = {
  user: (id: string) => id.replace(/^U0/, '').toLowerCase(),
  channel: (id: string) => id,
};

/** The page that shows every message of the bot; docs/answers.md must be what this makes. */
export function galleryPage(): string {
  return `# What the bot answers

Every message, drawn by the bot's own views from made-up figures. Each one is shown as a reader sees it, as the plain text
that notifications and screen readers get, and as a link that draws it in Slack's Block Kit Builder.
This page is made by \`npm run gallery\`; a test fails where it is out of date.

## Answers

${answers().map(section).join('\n')}
## Digests

${digests().map(section).join('\n')}
## Nudges

${nudges().map(section).join('\n')}
## Nudges, for admins

${nudgesForAdmins().map(section).join('\n')}
## App Home

${homes().map(homeSection).join('\n')}
## Waiting, and no answer

${deadEnds().map(section).join('\n')}`;
}

function section(example: Example): string {
  const { blocks } = example.message;
  const checked = checkBlocks(blocks);
  return draw(example, checked, { blocks });
}

function homeSection(example: Example): string {
  const view = { type: 'home', blocks: example.message.blocks };
  const checked = checkHome(structuredClone(view));
  return draw(example, 'error' in checked ? checked : checked.home, view);
}

type Checked = { readonly blocks: WireBlock[] } | { readonly messages: readonly string[] };

/** `built` is what Slack's Block Kit Builder draws. */
function draw({ title, asked, about, message }: Example, checked: Checked, built: object): string {
  const { text } = message;
  if ('messages' in checked) throw new Error(`“${title}” is refused: ${checked.messages.join()}`);
  const link = `${BUILDER}${encoded(JSON.stringify(built))}`;
  return `### ${title}

\`${asked}\`${about && ` · ${about}`} · [Block Kit Builder](${link})

\`\`\`text
${renderMessage({ text, blocks: checked.blocks }, { names, width: WIDTH })}
\`\`\`

<details><summary>Plain text</summary>

\`\`\`text
${renderMessage({ text, blocks: [] }, { names, width: Infinity })}
\`\`\`

</details>
`;
}

/** For an address inside a Markdown link, where brackets would end it. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'));
}
