import { parse } from 'yaml';
import { z } from 'zod';

const manifest = z.looseObject({
  oauth_config: z.looseObject({ scopes: z.looseObject({ bot: z.array(z.string()) }) }),
  settings: z.looseObject({ socket_mode_enabled: z.boolean().optional() }),
});

/** Reads manifest.yml: as a whole, and what is looked at of it. */
export function readManifest(text: string) {
  const whole = manifest.parse(parse(text));
  return {
    whole,
    scopes: whole.oauth_config.scopes.bot,
    socketMode: whole.settings.socket_mode_enabled === true,
  };
}
