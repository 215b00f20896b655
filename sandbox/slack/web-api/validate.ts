import { z } from 'zod';
import { checkBlocks } from '../blocks/check.ts';
import { parseObject } from '../wire.ts';
import { failure, type Method, missing } from './method.ts';

/** https://docs.slack.dev/reference/methods/blocks.validate; of its three payloads, blocks alone. */
export const blocksValidate: Method = {
  token: 'bot',
  run({ fields, refuseBlocks }) {
    const given = fields['blocks'];
    if (given === undefined) return missing('blocks');
    const checked = checkBlocks(typeof given === 'string' ? parseAny(given) : given, refuseBlocks);
    if ('blocks' in checked) return { ok: true };
    return failure('invalid_blocks', { errors: checked.messages.map(problemIn) });
  },
};

/** `unsupported type: card [json-pointer:/blocks/0/type]` as the fields of an error. */
function problemIn(message: string): Record<string, string> {
  const { text = message, pointer = '' } =
    /^(?<text>.*?)(?: \[json-pointer:(?:\/blocks)?(?<pointer>.*)\])?$/s.exec(message)?.groups ?? {};
  return { pointer, code: 'failed_constraint', message: text };
}

const switched = z.object({ is_enabled: z.boolean(), request_url: z.string().optional() });

const manifest = z.object({
  display_information: z.object({ name: z.string().max(35) }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()).optional() }) }).optional(),
  settings: z
    .object({ socket_mode_enabled: z.boolean().optional(), interactivity: switched.optional() })
    .optional(),
});

/** https://docs.slack.dev/reference/methods/apps.manifest.validate; holds the main parts against what Slack asks of them. */
export const appsManifestValidate: Method = {
  token: 'config',
  run({ fields }) {
    const given = fields['manifest'];
    if (given === undefined) return missing('manifest');
    const read = manifest.safeParse(typeof given === 'string' ? parseObject(given) : given);
    if (!read.success) {
      const errors = read.error.issues.map(({ message, path }) => ({
        message,
        pointer: `/${path.join('/')}`,
      }));
      return failure('invalid_manifest', { errors });
    }
    const { settings } = read.data;
    if (
      settings?.interactivity?.is_enabled &&
      !settings.socket_mode_enabled &&
      !settings.interactivity.request_url
    ) {
      const pointer = '/settings/interactivity';
      return failure('invalid_manifest', {
        errors: [
          { message: 'Interactivity requires a Request URL', pointer },
          { message: 'Interactivity requires Socket Mode enabled', pointer },
        ],
      });
    }
    return { ok: true, errors: [] };
  },
};

function parseAny(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
