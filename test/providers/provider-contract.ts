import { inspect } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import type { Feed } from '../../src/domain/feeds.ts';
import type { HttpOptions } from '../../src/providers/http.ts';
import type { Ask, Provider } from '../../src/providers/provider.ts';
import { testTrouble } from './provider-trouble.ts';
import { drain, failureFrom, failureIn, quick, readAll } from './reading.ts';
import { cut, cutInBody, hang, json, raw, serve, stall, type Reply } from './server.ts';

export type ProviderSetup = {
  readonly make: (baseUrl: string, options: HttpOptions) => Provider;
  readonly secret: { readonly value: string; readonly setting: string };
  readonly addressSetting: string;
  readonly probeAnswer: unknown;
  /** A question for each feed that the provider has, and a good answer with one row or more. */
  readonly samples: Readonly<
    Partial<Record<Feed, { readonly answer: unknown; readonly ask: Ask }>>
  >;
  /** How the vendor refuses. */
  readonly unauthorized: Reply;
  readonly forbidden: Reply;
  readonly tooMany: (headers?: Record<string, string>) => Reply;
};

/** One feed of a provider, with a question and the vendor's good answer to it. */
export type Sample = {
  readonly setup: ProviderSetup;
  readonly feed: Feed;
  readonly answer: unknown;
  readonly ask: Ask;
};

const FEEDS: readonly Feed[] = ['groups', 'people', 'seats', 'person-days', 'department-days'];

/** What holds for every provider: `setup` says how to make one and what its vendor's wire looks like. */
export function testProvider(name: string, setup: ProviderSetup): void {
  const samples = FEEDS.flatMap((feed): Sample[] => {
    const sample = setup.samples[feed];
    return sample ? [{ setup, feed, ...sample }] : [];
  });
  const sample = samples.at(-1);
  if (!sample) throw new Error('a provider has a feed');

  describe(`${name} keeps the provider contract`, () => {
    testOffers(name, setup, samples);
    testProbe(setup);
    testTrouble(sample);
    testSecret(sample);
    testStopping(sample);
  });
}

function testOffers(name: string, { make }: ProviderSetup, samples: readonly Sample[]): void {
  const offered = samples.map(({ feed }) => feed);

  test('its id is its name in settings and in `provider=`', () => {
    expect(make('http://localhost', quick).id).toBe(name);
  });

  test('it names its feeds, and the permission that each one takes', () => {
    const { feeds, permissions } = make('http://localhost', quick).capabilities;
    expect(feeds.toSorted()).toEqual(offered.toSorted());
    expect(Object.keys(permissions).toSorted()).toEqual(offered.toSorted());
  });

  test.each(samples)('$feed are read', async ({ feed, answer, ask }) => {
    const server = await serve(json(answer));
    const { rows } = await readAll(make(server.url, quick), feed, ask);
    expect(rows.length).toBeGreaterThan(0);
  });

  test('for another feed it asks nobody', async () => {
    const server = await serve(json([]));
    for (const feed of FEEDS.filter((feed) => !offered.includes(feed))) {
      const failure = await failureIn(readAll(make(server.url, quick), feed));
      expect(failure.code).toBe('invalid');
    }
    expect(server.seen).toEqual([]);
  });

  test.each(samples)('$feed without the permission name it', async ({ setup, feed, ask }) => {
    const server = await serve(setup.forbidden);
    const provider = make(server.url, quick);
    const permission = provider.capabilities.permissions[feed];
    const failure = await failureIn(readAll(provider, feed, ask));
    expect(failure).toMatchObject({ code: 'forbidden', permission });
    expect(failure.message).toContain(permission);
    expect(server.seen).toHaveLength(1);
  });

  test.each(samples)('$feed stay below the prefix of the base URL', async (sample) => {
    const { feed, answer, ask } = sample;
    const server = await serve(json(answer));
    await readAll(make(`${server.url}/gate/way`, quick), feed, ask);
    await readAll(make(`${server.url}/gate/way/`, quick), feed, ask);
    const [path, again] = server.seen.map(({ path }) => path);
    expect(path).toMatch(/^\/gate\/way\/(oapi|api)\/v1\//);
    expect(again).toBe(path);
  });
}

function testProbe({ make, probeAnswer, ...setup }: ProviderSetup): void {
  describe('the probe', () => {
    test('is one request, and says nothing where all is well', async () => {
      const server = await serve(json(probeAnswer));
      await make(server.url, quick).probe();
      expect(server.seen).toHaveLength(1);
    });

    test('names the setting of a bad secret', async () => {
      const server = await serve(setup.unauthorized);
      const failure = await failureIn(make(server.url, quick).probe());
      expect(failure.code).toBe('unauthorized');
      expect(failure.message).toContain(setup.secret.setting);
    });

    test('names the setting of a wrong address', async () => {
      const server = await serve(raw('<html>Welcome</html>', 200));
      const failure = await failureIn(make(server.url, quick).probe());
      expect(failure.code).toBe('contract');
      expect(failure.message).toContain(setup.addressSetting);
    });

    test('is stopped by its signal', async () => {
      const server = await serve(hang);
      const controller = new AbortController();
      const probing = failureIn(make(server.url, quick).probe(controller.signal));
      await vi.waitUntil(() => server.seen.length === 1);
      controller.abort();
      expect((await probing).code).toBe('unavailable');
    });
  });
}

function testSecret(sample: Sample): void {
  const { setup, answer } = sample;
  const secret = setup.secret.value;
  const words = { error: `bad request by ${secret}`, errorMessage: secret, errorCode: secret };
  const failing: readonly (readonly [string, Reply])[] = [
    ['a refusal that repeats it', json({ ...words, requestId: secret }, 400)],
    ['a failure in a good answer that repeats it', json(words)],
    ['text that repeats it', json(secret, 500)],
    ['a bad secret', setup.unauthorized],
    ['a missing permission', setup.forbidden],
    ['too many requests', setup.tooMany()],
    ['a gateway that repeats it', raw(secret, 502)],
    ['no JSON', raw(secret)],
    ['a redirect', raw('', 302, { location: `http://localhost/${secret}` })],
    ['a cut connection', cut],
    ['a cut body', cutInBody(answer)],
    ['an answer that never comes', hang],
    ['a body that stops', stall],
  ];

  test.each(failing)('the secret is sent, and is in no failure: %s', async (_what, reply) => {
    const { server, failure } = await failureFrom(sample, reply, { retries: 1, timeoutMs: 50 });
    expect(JSON.stringify(server.seen[0])).toContain(secret);
    const everything = inspect(failure, { depth: Infinity, showHidden: true });
    expect(everything).not.toContain(secret);
  });

  test.each(failing)(
    'a failure is a whole sentence that names the vendor: %s',
    async (_what, reply) => {
      const { failure } = await failureFrom(sample, reply, { retries: 0, timeoutMs: 50 });
      expect(failure.message).toContain(setup.make('http://localhost', quick).title);
      expect(failure.message).toMatch(/^[A-Z].*\.$/);
    },
  );
}

function testStopping({ setup, feed, ask, answer }: Sample): void {
  describe('an aborted signal', () => {
    test('ends the read, and the request under way', async () => {
      const server = await serve(hang);
      const controller = new AbortController();
      const provider = setup.make(server.url, quick);
      const reading = failureIn(drain(provider.read(feed, ask, controller.signal)));
      await vi.waitUntil(() => server.seen.length === 1);
      controller.abort();
      const failure = await reading;
      expect(failure.code).toBe('unavailable');
      expect(failure.message).toContain('stopped');
      await vi.waitUntil(() => server.seen[0]?.aborted);
      expect(server.seen).toHaveLength(1);
    });

    test('ends the pause before a retry', async () => {
      const server = await serve(setup.tooMany({ 'retry-after': '50' }));
      const controller = new AbortController();
      const provider = setup.make(server.url, quick);
      const reading = failureIn(drain(provider.read(feed, ask, controller.signal)));
      await vi.waitUntil(() => server.seen.length === 1);
      controller.abort();
      expect((await reading).code).toBe('unavailable');
    });

    test('ends the read between two batches', async () => {
      const server = await serve(json(answer));
      const controller = new AbortController();
      const batches = setup.make(server.url, quick).read(feed, ask, controller.signal);
      const reading = async () => {
        for await (const { rows } of batches) if (rows.length > 0) controller.abort();
      };
      expect((await failureIn(reading())).code).toBe('unavailable');
    });

    test('leaves the vendor alone where it was aborted before', async () => {
      const server = await serve(json(answer));
      const batches = setup.make(server.url, quick).read(feed, ask, AbortSignal.abort());
      expect((await failureIn(drain(batches))).code).toBe('unavailable');
      expect(server.seen).toEqual([]);
    });
  });
}
