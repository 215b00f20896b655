import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { validate } from 'dockerfile-utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseConfig, SETTINGS } from '../../src/config.ts';
import project from '../../package.json' with { type: 'json' };
import { ask } from '../support/asking.ts';
import { startCompany, type Company } from '../support/company.ts';
import { freePort } from '../../sandbox/free-port.ts';

// There is no container here: the Dockerfile is checked by a linter, and its steps are taken in a directory of their own.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
const { devDependencies } = project;
/** Any user but root, who may write everywhere. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

const dockerfile = await readFile(join(ROOT, 'Dockerfile'), 'utf8');
const [building = '', final = ''] = dockerfile.split(/^(?=FROM )/m).slice(1);

function instructions(stage: string, word: string): string[] {
  const lines = stage.replaceAll('\\\n', ' ').split('\n');
  return lines.flatMap((line) =>
    line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : [],
  );
}

function list(json: string): string[] {
  const read: unknown = JSON.parse(json);
  return Array.isArray(read) ? read.map(String) : [];
}

/** Copies what a stage copies from the build's directory. */
async function copyInto(folder: string, stage: string): Promise<void> {
  const copies = instructions(stage, 'COPY').filter((copy) => !copy.startsWith('--from='));
  for (const copy of copies) {
    const sources = copy.split(/\s+/);
    const target = sources.pop() ?? '';
    for (const source of sources) {
      const to = target.endsWith('/') ? join(target, source) : target;
      await cp(join(ROOT, source), join(folder, to), { recursive: true });
    }
  }
}

describe('the Dockerfile', () => {
  it('is right in its form', () => {
    expect(validate(dockerfile)).toEqual([]);
    expect(validate(dockerfile.replace('USER node', 'USR node'))).not.toEqual([]);
  });

  it('takes nothing into the image that .dockerignore keeps out', async () => {
    const ignored = await readFile(join(ROOT, '.dockerignore'), 'utf8');
    const letIn = ignored
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
    const copied = [building, final].flatMap((stage) =>
      instructions(stage, 'COPY')
        .filter((copy) => !copy.startsWith('--from='))
        .flatMap((copy) => copy.split(/\s+/).slice(0, -1)),
    );
    expect([...new Set(copied)].toSorted()).toEqual(letIn.toSorted());
  });

  it('runs as a user without rights, with a health check', () => {
    expect(instructions(final, 'USER')).toEqual(['node']);
    expect(instructions(final, 'HEALTHCHECK')).toHaveLength(1);
  });

  it('works as well with settings that are there and empty, as in a copy of .env.example', () => {
    const read = parseConfig({
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 'secret',
      WINDSURF_SERVICE_KEY: 'key',
      PORT: '',
      DATA_DIR: '',
    });
    if (!read.ok) throw new Error('The settings are wrong.');
    const { port, database } = read.config;
    expect(instructions(final, 'HEALTHCHECK')[0]).toContain(`process.env.PORT || ${port}}/healthz`);
    const link = `ln -s /data ${database.dataDir.replace('./', '')}`;
    expect(instructions(final, 'RUN').join(' && ').split(' && ')).toContain(link);
    const [workdir, run] = ['WORKDIR /app', link].map((text) => final.indexOf(text));
    expect(workdir).toBeLessThan(run ?? 0);
  });

  it('uses the Node that the project is developed on', () => {
    for (const from of instructions(dockerfile, 'FROM')) {
      expect(from).toContain(`node:${devDependencies.node}-slim`);
    }
  });
});

describe('compose.yml', () => {
  it('starts three replicas that cannot write, beside a PostgreSQL that is there before them', async () => {
    const { services } = parse(await readFile(join(ROOT, 'compose.yml'), 'utf8'));
    expect(services.bot).toMatchObject({
      deploy: { replicas: 3 },
      read_only: true,
      cap_drop: ['ALL'],
      depends_on: { postgres: { condition: 'service_healthy' } },
    });
    expect(services.bot.ports).toBeUndefined();
    for (const name of Object.keys(services.bot.environment)) expect(SETTINGS).toContain(name);
  });

  it('mounts the file of teams also where it is named without a folder', async () => {
    const { services } = parse(await readFile(join(ROOT, 'compose.yml'), 'utf8'));
    expect(services.bot.volumes).toEqual([
      expect.objectContaining({
        type: 'bind',
        source: '${TEAMS_FILE:-/dev/null}',
        target: '/etc/ai-usage-bot/teams.yml',
        read_only: true,
      }),
    ]);
    expect(services.bot.environment.TEAMS_FILE).toBe(
      `\${TEAMS_FILE:+${services.bot.volumes[0].target}}`,
    );
  });
});

describe('what the image holds', () => {
  let company: Company;
  let place: string;
  let image: string;

  beforeAll(async () => {
    company = await startCompany();
    place = await mkdtemp(join(tmpdir(), 'ai-usage-bot-test-image-'));
    image = join(place, 'app');
    const dependencies = join(place, 'dependencies');
    await copyInto(dependencies, building);
    for (const step of instructions(building, 'RUN')) {
      await run('sh', ['-c', step], { cwd: dependencies });
    }
    await copyInto(image, final);
    await rename(join(dependencies, 'node_modules'), join(image, 'node_modules'));
    await mkdir(join(place, 'data'));
    await chmod(join(place, 'data'), 0o777);
    // What is mounted into a container is to be read there by another user.
    for (const open of [place, company.folder]) await chmod(open, 0o755);
    await chmod(image, 0o555);
  }, 300_000);

  afterAll(async () => {
    await company.close();
    await chmod(image, 0o755);
    await rm(place, { recursive: true, force: true });
  });

  it('is the program and what it needs to run, and nothing of its development', async () => {
    expect((await readdir(image)).toSorted()).toEqual([
      'manifest.yml',
      'node_modules',
      'package.json',
      'src',
    ]);
    const installed = await readdir(join(image, 'node_modules'));
    const development = Object.keys(devDependencies);
    expect(installed.filter((name) => development.includes(name))).toEqual([]);
  });

  it('starts without any right to write but to its data, is found healthy, answers and stops', async () => {
    const [command, ...args] = list(instructions(final, 'CMD')[0] ?? '[]');
    expect(command).toBe('node');
    const environment = {
      ...company.settings('socket'),
      NODE_ENV: 'production',
      DATA_DIR: join(place, 'data'),
      PORT: String(await freePort()),
      LOG_LEVEL: 'warn',
    };
    const options = { cwd: image, env: environment, ...NOBODY };
    const bot = spawn(process.execPath, args, { ...options, stdio: 'inherit' });
    const ended = once(bot, 'exit');
    const connected = company.slack.waitFor(({ kind }) => kind === 'connected', 60_000);
    expect(await Promise.race([connected, ended])).toMatchObject({ kind: 'connected' });
    const check = instructions(final, 'HEALTHCHECK')[0]?.replace(/^.*?CMD /, '') ?? '[]';
    await run(process.execPath, list(check).slice(1), options);
    const { message } = await ask(company, '/ai-usage team=backend');
    expect(message.text).toContain('Backend');
    bot.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  }, 180_000);
});
