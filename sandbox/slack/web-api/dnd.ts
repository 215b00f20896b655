import { failure, type Method, textOf } from './method.ts';

/** https://docs.slack.dev/reference/methods/dnd.info, as it tells of somebody else. */
export const dndInfo: Method = {
  token: 'bot',
  needs: () => 'dnd:read',
  run({ fields, workspace }) {
    const user = workspace.user(textOf(fields, 'user') ?? '');
    if (user === undefined) return failure('user_not_found');
    const { quiet } = user;
    return {
      ok: true,
      dnd_enabled: quiet !== undefined,
      next_dnd_start_ts: quiet ? quiet.start.getTime() / 1000 : 1,
      next_dnd_end_ts: quiet ? quiet.end.getTime() / 1000 : 1,
    };
  },
};
