import { App } from '@slack/bolt';
import { Ajv } from 'ajv';
import { glob, readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createSlackApp } from '../../src/slack/app.ts';
import { createHttpReceiver } from '../../src/slack/receivers.ts';
import { digestsOf, homesOf, nudgesOf, ROUTES, keptLog, questionsOf } from './bot.ts';
import schema from './fixtures/manifest.schema.json' with { type: 'json' };

const root = new URL('../../', import.meta.url);

const shape = z.object({
  features: z.object({
    slash_commands: z.array(z.object({ command: z.string(), should_escape: z.boolean() })),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ bot_events: z.array(z.string()) }).optional(),
    interactivity: z.object({ is_enabled: z.boolean() }).optional(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});

const text = await readFile(new URL('manifest.yml', root), 'utf8');
const manifest = shape.parse(parse(text));

/** What a bot token must be allowed to, by the Web API method that needs it, for the sorts of conversations that the bot has. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'apps.connections.open': [],
  // Takes a token for app configurations, not the bot's.
  'apps.manifest.validate': [],
  'blocks.validate': [],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.join': ['channels:join'],
  'conversations.open': ['im:write'],
  'dnd.info': ['dnd:read'],
  'files.getUploadURLExternal': ['files:write'],
  'files.completeUploadExternal': ['files:write'],
  'users.conversations': ['channels:read', 'groups:read'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'users.lookupByEmail': ['users:read.email'],
  'views.open': [],
  'views.update': [],
  'views.publish': [],
  'views.push': [],
};

/** Everything that the bot hangs onto Bolt, by what it is called there. */
function registered() {
  const found = {
    command: [],
    event: [],
    action: [],
    view: [],
    shortcut: [],
    options: [],
    message: [],
  };
  const seen: Record<string, unknown[]> = found;
  for (const kind of Object.keys(found)) {
    if (!isListenerKind(kind)) continue;
    vi.spyOn(App.prototype, kind).mockImplementation((...args: unknown[]) => {
      seen[kind]?.push(args[0]);
    });
  }
  const { log } = keptLog();
  const { receiver } = createHttpReceiver({ signingSecret: 'x', port: 0, routes: ROUTES, log });
  createSlackApp({
    receiver,
    token: 'xoxb-test',
    slackApiUrl: 'http://127.0.0.1:9/api/',
    questions: questionsOf({}),
    digests: digestsOf({}),
    nudges: nudgesOf({}),
    homes: homesOf({}),
    providers: [],
    clock: () => new Date(),
    log,
  });
  return seen;
}

type ListenerKind = 'command' | 'event' | 'action' | 'view' | 'shortcut' | 'options' | 'message';

function isListenerKind(kind: string): kind is ListenerKind {
  return kind in App.prototype;
}

async function methodsCalled(): Promise<string[]> {
  const called = new Set(['auth.test']);
  for await (const file of glob('src/**/*.ts', { cwd: root })) {
    const source = await readFile(new URL(file, root), 'utf8');
    for (const match of source.matchAll(/\bclient\.(\w+(?:\.\w+)+)\(/g)) called.add(match[1] ?? '');
    for (const match of source.matchAll(/apiCall\(\s*['"]([\w.]+)['"]/g))
      called.add(match[1] ?? '');
  }
  return [...called];
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('manifest.yml', () => {
  it('is valid against Slack’s schema', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const validate = ajv.compile(schema);
    validate(parse(text));
    expect(validate.errors ?? []).toEqual([]);
    validate({ ...parse(text), display_information: {} });
    expect(validate.errors).not.toBeNull();
  });

  it('has the commands that the code answers, with what people type escaped', () => {
    const commands = manifest.features.slash_commands;
    expect(commands.map(({ command }) => command)).toEqual(registered()['command']);
    expect(commands.every((entry) => entry.should_escape)).toBe(true);
  });

  it('subscribes to the events that the code listens to', () => {
    const seen = registered();
    const messages = seen['message']?.length ? ['message'] : [];
    expect(manifest.settings.event_subscriptions?.bot_events ?? []).toEqual([
      ...(seen['event'] ?? []),
      ...messages,
    ]);
  });

  it('turns interactivity on exactly where something is there to interact with', () => {
    const seen = registered();
    const kinds = ['action', 'view', 'shortcut', 'options'];
    const needs = kinds.some((kind) => (seen[kind]?.length ?? 0) > 0);
    expect(manifest.settings.interactivity?.is_enabled ?? false).toBe(needs);
  });

  it('asks for exactly the scopes that the code needs', async () => {
    const methods = await methodsCalled();
    expect(methods.filter((method) => !(method in SCOPES))).toEqual([]);
    const needed = methods.flatMap((method) => SCOPES[method] ?? []);
    expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual(
      [...new Set(['commands', ...needed])].toSorted(),
    );
  });

  it('uses Socket Mode, and tokens that stay', () => {
    expect(manifest.settings).toMatchObject({
      socket_mode_enabled: true,
      token_rotation_enabled: false,
    });
  });
});
