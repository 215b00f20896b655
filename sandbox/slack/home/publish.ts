import { failure, type Method, missing, textOf } from '../web-api/method.ts';
import { parseObject } from '../wire.ts';
import { checkHome, wireHome } from './home.ts';

/** https://docs.slack.dev/reference/methods/views.publish */
export const viewsPublish: Method = {
  token: 'bot',
  run({ fields, homes, workspace, transcript }) {
    const user = textOf(fields, 'user_id');
    const given = fields['view'];
    if (user === undefined) return missing('user_id');
    if (given === undefined || given === '') return missing('view');
    if (workspace.user(user) === undefined) return failure('user_not_found');
    const checked = checkHome(typeof given === 'string' ? parseObject(given) : given);
    if ('error' in checked) {
      transcript.record({ kind: 'refused', via: 'views.publish', ...checked });
      const lines = checked.messages.map((message) => `[ERROR] ${message}`);
      return failure(checked.error, { response_metadata: { messages: lines } });
    }
    const known = homes.of(user);
    const hash = textOf(fields, 'hash');
    if (hash !== undefined && known !== undefined && hash !== known.hash) {
      return failure('hash_conflict');
    }
    return { ok: true, view: wireHome(homes.publish(user, checked.home)) };
  },
};
