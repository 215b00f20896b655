import { describe, expect, test } from 'vitest';
import { parseConfig, type Config } from '../src/config.ts';

const GOOD = {
  SLACK_BOT_TOKEN: 'xoxb-1-token',
  SLACK_SIGNING_SECRET: 'signing-secret',
  LINGMA_BASE_URL: 'https://acme.rdc.aliyuncs.com/',
  LINGMA_ORGANIZATION_ID: 'org-1',
  LINGMA_TOKEN: 'pt-token',
};

function read(env: Record<string, string | undefined>): Config {
  const result = parseConfig(env);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.config;
}

function problems(env: Record<string, string | undefined>): Record<string, string> {
  const result = parseConfig(env);
  if (result.ok) return {};
  return Object.fromEntries(result.problems.map(({ setting, problem }) => [setting, problem]));
}

describe('settings', () => {
  test('one provider and a way into Slack are enough; the rest has defaults', () => {
    expect(read(GOOD)).toEqual({
      slack: {
        botToken: 'xoxb-1-token',
        apiUrl: 'https://slack.com/api/',
        configToken: null,
        connection: { mode: 'http', signingSecret: 'signing-secret' },
      },
      port: 3000,
      listenAddress: null,
      providers: {
        lingma: {
          baseUrl: 'https://acme.rdc.aliyuncs.com',
          organizationId: 'org-1',
          token: 'pt-token',
        },
        windsurf: null,
      },
      database: { url: null, dataDir: './data' },
      teamsFile: null,
      reportTimezone: 'Asia/Shanghai',
      adminUsers: [],
      adminChannel: null,
      minGroupSize: 1,
      logLevel: 'info',
      sync: { everyMinutes: 60, jitterSeconds: 120, backfillDays: 90, concurrency: 4 },
      retentionDays: 400,
    });
  });

  test('an app token means Socket Mode, also beside a signing secret', () => {
    expect(read({ ...GOOD, SLACK_APP_TOKEN: 'xapp-1' }).slack.connection).toEqual({
      mode: 'socket',
      appToken: 'xapp-1',
    });
  });

  test('Windsurf alone will do, at its public address', () => {
    const env = {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      WINDSURF_SERVICE_KEY: 'key',
    };
    expect(read(env).providers).toEqual({
      lingma: null,
      windsurf: { baseUrl: 'https://server.codeium.com', serviceKey: 'key' },
    });
  });

  test('a blank value is not set, and space around a value does not count', () => {
    const config = read({
      ...GOOD,
      DATABASE_URL: '  ',
      PORT: ' 8080 ',
      SLACK_API_URL: 'http://x/api',
    });
    expect(config).toMatchObject({ database: { url: null }, port: 8080 });
    expect(config.slack.apiUrl).toBe('http://x/api/');
  });

  function withAddress(url: string) {
    const windsurf = { WINDSURF_BASE_URL: url, WINDSURF_SERVICE_KEY: 'key' };
    return { ...GOOD, LINGMA_BASE_URL: url, ...windsurf, SLACK_API_URL: url };
  }

  test.each([
    'https://vendor.example/prefix',
    'http://127.0.0.1:8080',
    'http://localhost:8080',
    'http://[::1]:8080',
    'http://10.1.2.3',
    'http://172.31.0.1',
    'http://192.168.0.9:81',
    'http://[fd00::7]',
    'http://lingma:8080',
    'http://lingma.corp.internal',
  ])('a key may go to %s', (url) => {
    const env = withAddress(url);
    expect(read(env).providers.lingma?.baseUrl).toBe(url);
  });

  test.each([
    ['http://openapi-rdc.aliyuncs.com', 'must begin with https://'],
    ['http://172.32.0.1', 'must begin with https://'],
    ['http://11.0.0.1', 'must begin with https://'],
    ['http://[2001:db8::1]', 'must begin with https://'],
    ['http://10.0.0.1.evil.example', 'must begin with https://'],
    ['http://2130706433.evil.example', 'must begin with https://'],
    ['https://key@vendor.example', 'must not carry a user name'],
    ['https://:key@vendor.example', 'must not carry a user name'],
    ['file:///etc/passwd', 'address'],
    ['ftp://vendor.example', 'address'],
    ['//vendor.example', 'address'],
  ])('no key goes to %s', (url, problem) => {
    const env = withAddress(url);
    const parsed = parseConfig(env);
    const found = parsed.ok ? [] : parsed.problems;
    expect(found.map(({ setting }) => setting)).toEqual([
      'SLACK_API_URL',
      'LINGMA_BASE_URL',
      'WINDSURF_BASE_URL',
    ]);
    for (const one of found) expect(one.problem).toContain(problem);
  });

  test('admins are ids or e-mail addresses, separated by commas or space', () => {
    expect(read({ ...GOOD, ADMIN_USERS: 'U01, W02  ann@example.com' }).adminUsers).toEqual([
      'U01',
      'W02',
      'ann@example.com',
    ]);
  });

  test('an empty environment is told apart from a half-filled one', () => {
    expect(parseConfig({ PATH: '/bin', PORT: '3000' })).toMatchObject({ ok: false, empty: true });
    expect(parseConfig({ SLACK_BOT_TOKEN: 'xoxb-1' })).toMatchObject({ ok: false, empty: false });
  });

  test('everything wrong is named at once, and each problem says what to do', () => {
    const found = problems({
      SLACK_BOT_TOKEN: 'abc',
      SLACK_API_URL: 'ftp://x',
      LINGMA_TOKEN: 'pt-secret-value',
      WINDSURF_BASE_URL: 'https://user:pw@x',
      PORT: '99999',
      LISTEN_ADDRESS: 'everywhere',
      ADMIN_USERS: 'bob',
      ADMIN_CHANNEL: '#general',
      REPORT_TIMEZONE: 'Mars/Olympus',
      MIN_GROUP_SIZE: '-1',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://x',
      SYNC_EVERY_MINUTES: '7',
      RETENTION_DAYS: '3',
    });
    expect(Object.keys(found)).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
      'SLACK_API_URL',
      'PORT',
      'LISTEN_ADDRESS',
      'LINGMA_BASE_URL',
      'LINGMA_ORGANIZATION_ID',
      'WINDSURF_BASE_URL',
      'WINDSURF_SERVICE_KEY',
      'DATABASE_URL',
      'RETENTION_DAYS',
      'SYNC_EVERY_MINUTES',
      'REPORT_TIMEZONE',
      'ADMIN_USERS',
      'ADMIN_CHANNEL',
      'MIN_GROUP_SIZE',
      'LOG_LEVEL',
    ]);
    expect(found['LINGMA_BASE_URL']).toContain('Lingma needs it besides LINGMA_TOKEN');
    expect(found['SLACK_APP_TOKEN']).toContain('SLACK_SIGNING_SECRET');
    expect(JSON.stringify(found)).not.toMatch(/pt-secret-value|pw@/);
  });

  test('no provider at all is a problem of its own', () => {
    const found = problems({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' });
    expect(found).toEqual({ LINGMA_TOKEN: expect.stringContaining('at least one provider') });
  });
});
