import type { Answer } from '../../answer.ts';
import { renderMessage } from '../render/message.ts';
import { renderModal } from '../render/modal.ts';
import type { Names } from '../render/mrkdwn.ts';
import { plainPaint } from '../render/paint.ts';
import type { TranscriptEvent } from '../transcript.ts';
import { IDENTITY } from '../workspace.ts';
import { type Card, collectCards } from './cards.ts';

const MOST_CARDS = 50;

/** The workspace's transcript as a page to read: the newest first, plain HTML, refreshed every few seconds. */
export function renderPage(
  events: readonly TranscriptEvent[],
  names: Names,
  connected: boolean,
): Answer {
  const cards = collectCards(events, names).toReversed().slice(0, MOST_CARDS);
  const state = connected ? 'The bot is connected.' : 'The bot is not connected over Socket Mode.';
  const body =
    cards.length === 0
      ? '<p>Nothing has been said yet.</p>'
      : cards.map((card) => renderCard(card, names)).join('\n');
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'cache-control': 'no-store',
    },
    body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="3">
<title>${IDENTITY.team}: transcript</title>
<style>${STYLE}</style>
<h1>${IDENTITY.team}</h1>
<p class="quiet">A Slack workspace on this machine, made of invented people. ${state} The newest comes first; the page refreshes itself.</p>
<main>
${body}
</main>
</html>
`,
  };
}

function renderCard({ head, notes, troubles, messages, views }: Card, names: Names): string {
  const said = [...messages.values()].map((message) => {
    const readers =
      message.onlyTo === undefined
        ? 'for everybody'
        : `only for @${names.user(message.onlyTo) ?? message.onlyTo}`;
    const text = renderMessage(message, { names, width: 100, numbered: true });
    const files = (message.files ?? []).map(
      ({ name, url_private: url }) =>
        `<p><a href="${escapeHtml(url)}">Open ${escapeHtml(name)}</a></p>`,
    );
    return [
      `<p class="quiet">${IDENTITY.botName}, ${escapeHtml(readers)}</p>`,
      `<pre>${escapeHtml(text)}</pre>`,
      ...files,
    ].join('\n');
  });
  const opened = [...views.values()].flatMap((view) => [
    `<p class="quiet">${IDENTITY.botName}, a modal open for @${escapeHtml(names.user(view.user) ?? view.user)}</p>`,
    `<pre>${escapeHtml(renderModal(view, { names, width: 80, paint: plainPaint }))}</pre>`,
  ]);
  const lines = [
    `<h2>${escapeHtml(head)}</h2>`,
    ...notes.map((note) => `<p class="quiet">${escapeHtml(note)}</p>`),
    ...troubles.map((trouble) => `<p class="trouble">${escapeHtml(trouble)}</p>`),
    ...said,
    ...opened,
  ];
  return `<article>\n${lines.join('\n')}\n</article>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; margin: 0; }
h2 { font: 600 1rem/1.5 ui-monospace, monospace; margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
article { border: 1px solid #8886; border-radius: .5rem; padding: 1rem; margin: 1rem 0; }
pre { margin: .25rem 0 0; padding-left: .8rem; border-left: 3px solid #8886; overflow-x: auto; font: .85rem/1.45 ui-monospace, monospace; }
.quiet { opacity: .7; margin: .25rem 0; font-size: .9rem; }
.trouble { color: #c22; margin: .25rem 0; }
`;
