import { lingma, type LingmaOptions, type LingmaSettings } from './lingma/index.ts';
import type { Provider } from './provider.ts';
import { windsurf, type WindsurfSettings } from './windsurf/index.ts';

/** The settings of the providers that are set, by provider id; null or missing where one is not. */
export type ProviderSettings = {
  readonly lingma?: LingmaSettings | null;
  readonly windsurf?: WindsurfSettings | null;
};

/** How the providers go about it: time-outs, retries, pages at once. */
export type ProviderOptions = LingmaOptions;

type Make = (settings: ProviderSettings, options: ProviderOptions) => Provider | null | undefined;

/** Every vendor by its provider's id, which is its folder's name too. A new vendor is a folder and a line here. */
export const REGISTRY: Readonly<Record<string, Make>> = {
  lingma: (settings, options) => settings.lingma && lingma(settings.lingma, options),
  windsurf: (settings, options) => settings.windsurf && windsurf(settings.windsurf, options),
};

/** Makes the providers that are set, in the registry's order. */
export function buildProviders(
  settings: ProviderSettings,
  options: ProviderOptions = {},
): Provider[] {
  return Object.values(REGISTRY).flatMap((make) => make(settings, options) ?? []);
}
