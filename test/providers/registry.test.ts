import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildProviders, REGISTRY } from '../../src/providers/registry.ts';

const lingma = { baseUrl: 'http://localhost', organizationId: 'o', token: 't' };
const windsurf = { baseUrl: 'http://localhost', serviceKey: 'k' };

test('every vendor folder is in the registry, and every entry is a folder', () => {
  const entries = readdirSync(new URL('../../src/providers', import.meta.url), {
    withFileTypes: true,
  });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(Object.keys(REGISTRY).toSorted()).toEqual(folders.toSorted());
});

test('every provider is known by its folder', () => {
  const providers = buildProviders({ lingma, windsurf });
  expect(providers.map(({ id }) => id)).toEqual(Object.keys(REGISTRY));
});

test('what is not set is not there', () => {
  expect(buildProviders({ lingma, windsurf: null }).map(({ id }) => id)).toEqual(['lingma']);
  expect(buildProviders({ windsurf }).map(({ id }) => id)).toEqual(['windsurf']);
  expect(buildProviders({})).toEqual([]);
});
