import { expect, test } from 'vitest';
import { createRequests } from '../../../sandbox/web-host/requests.ts';

const now = () => new Date(1000);

test('bodies are shown as JSON, without what opens doors', () => {
  const requests = createRequests(now);
  requests.keepSecret('xoxb-1', 'the-key');
  requests.take({
    to: 'windsurf',
    what: 'POST /api/v1/UserPageAnalytics',
    request: '{"service_key":"anything","group_name":"the-key"}',
    answer: '{"userTableStats":[]}',
    status: 200,
    ms: 3.4,
  });
  requests.take({
    to: 'bot',
    what: '/ai-usage team=xoxb-1',
    request: { token: 't', text: 'xoxb-1', response_url: 'http://x/1', trigger_id: '1.2' },
    answer: undefined,
    status: 'acknowledged',
    ms: 1,
  });
  const shown = requests.lines().map(({ id }) => requests.detail(id));
  expect(shown).toMatchObject([
    { from: 'bot', to: 'windsurf', ok: true, status: '200', ms: 3, at: 1000 },
    { from: 'slack', to: 'bot', ok: true, what: '/ai-usage team=•••' },
  ]);
  expect(JSON.parse(shown[0]?.request ?? '')).toEqual({
    service_key: '•••',
    group_name: '•••',
  });
  expect(JSON.stringify(shown)).not.toMatch(/xoxb|the-key|anything|http:|1\.2/);
});

test.each([
  [503, '{}', '503', false],
  ['operation_timeout', undefined, 'operation_timeout', false],
  [200, '{"ok":false,"error":"not_in_channel"}', '200 not_in_channel', false],
  [200, '{"error":"Invalid service key"}', '200 Invalid service key', false],
  [200, '{"ok":true,"message":{}}', '200', true],
])('%s %s is told as %s', (status, answer, shown, ok) => {
  const requests = createRequests(now);
  requests.take({ to: 'slack', what: 'chat.postMessage', request: {}, answer, status, ms: 1 });
  expect(requests.lines()).toMatchObject([{ status: shown, ok }]);
});

test('only the last 300 are kept', () => {
  const requests = createRequests(now);
  const heard: number[] = [];
  requests.follow(({ id }) => heard.push(id));
  for (let at = 0; at < 301; at += 1) {
    requests.take({ to: 'slack', what: 'x', request: {}, answer: '', status: 200, ms: 1 });
  }
  expect(requests.lines()).toHaveLength(300);
  expect(requests.detail(1)).toBeUndefined();
  expect(heard).toHaveLength(301);
});
