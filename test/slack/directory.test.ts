import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWebApi } from '../../src/slack/web-api.ts';
import { startSlack, type Slack } from './slack-stand-in.ts';

let slack: Slack;

beforeEach(async () => {
  slack = await startSlack();
});

afterEach(async () => {
  await slack.stop();
});

function directory() {
  return createWebApi({ token: 'xoxb-test', slackApiUrl: slack.apiUrl }).directory;
}

function answers(user: Record<string, unknown>): void {
  const whole = { id: 'U1', team_id: 'T1', name: 'ann', deleted: false, ...user };
  slack.state.api.set('users.info', () => ({ ok: true, user: whole }));
}

describe('a person in Slack', () => {
  it('is told by name, folded e-mail address and zone', async () => {
    const profile = { display_name: ' ', real_name: 'Ann Meyer', email: ' Ann@Example.com ' };
    answers({ tz: 'Asia/Shanghai', profile });
    expect(await directory().person('U1')).toEqual({
      slackUserId: 'U1',
      name: 'Ann Meyer',
      email: 'ann@example.com',
      zone: 'Asia/Shanghai',
      membership: 'member',
      isWorkspaceAdmin: false,
    });
  });

  it.each([
    ['a member', {}, 'member'],
    ['a multi-channel guest', { is_restricted: true }, 'guest'],
    ['a single-channel guest', { is_restricted: true, is_ultra_restricted: true }, 'guest'],
    ['a stranger', { is_stranger: true }, 'outsider'],
    ['somebody of another workspace', { team_id: 'T2' }, 'outsider'],
    ['a deactivated account', { deleted: true }, 'deactivated'],
    ['a bot', { is_bot: true }, 'bot'],
  ])('is %s', async (_name, user, membership) => {
    answers(user);
    expect(await directory().person('U1')).toMatchObject({ membership });
  });

  describe('where the workspace is one of an organization’s', () => {
    beforeEach(() => {
      slack.state.api.set('auth.test', () => ({ ok: true, team_id: 'T1', enterprise_id: 'E1' }));
    });

    it.each([
      ['of this workspace', 'T1', { enterprise_id: 'E1', teams: ['T1', 'T2'] }, 'member', true],
      [
        'of another of its workspaces',
        'T2',
        { enterprise_id: 'E1', teams: ['T2'] },
        'member',
        false,
      ],
      ['of no workspace that is named', 'T2', { enterprise_id: 'E1' }, 'member', false],
      ['of another organization', 'T9', { enterprise_id: 'E9', teams: ['T9'] }, 'outsider', false],
      [
        'of another one, as if of here',
        'T1',
        { enterprise_id: 'E9', teams: ['T1'] },
        'outsider',
        false,
      ],
      ['of a workspace of its own', 'T9', undefined, 'outsider', false],
      ['of this workspace, as it seems', 'T1', undefined, 'member', true],
    ])('an admin %s', async (_name, team_id, enterprise_user, membership, isWorkspaceAdmin) => {
      answers({ team_id, enterprise_user, is_admin: true, is_owner: true });
      expect(await directory().person('U1')).toMatchObject({ membership, isWorkspaceAdmin });
    });

    it('may be a guest of the organization', async () => {
      answers({ team_id: 'T2', is_restricted: true, enterprise_user: { enterprise_id: 'E1' } });
      expect(await directory().person('U1')).toMatchObject({ membership: 'guest' });
    });
  });

  it.each([{ is_stranger: true }, { team_id: 'T2' }])(
    'from outside is no admin: %o',
    async (who) => {
      answers({ ...who, is_admin: true, is_owner: true });
      expect(await directory().person('U1')).toMatchObject({ isWorkspaceAdmin: false });
    },
  );

  it.each(['is_admin', 'is_owner'])('is an admin of the workspace by %s', async (field) => {
    answers({ [field]: true });
    expect(await directory().person('U1')).toMatchObject({ isWorkspaceAdmin: true });
  });

  it('is nobody where Slack knows nobody', async () => {
    slack.state.api.set('users.info', () => ({ ok: false, error: 'user_not_found' }));
    slack.state.api.set('users.lookupByEmail', () => ({ ok: false, error: 'users_not_found' }));
    expect(await directory().person('U9')).toBeNull();
    expect(await directory().byEmail('nobody@example.com')).toBeNull();
  });

  it.each([
    ['missing_scope', { needed: 'users:read' }, 'forbidden', { permission: 'users:read' }],
    ['token_revoked', {}, 'unauthorized', {}],
    ['internal_error', {}, 'unavailable', {}],
    ['unknown_method', {}, 'not_found', { context: { slackError: 'unknown_method' } }],
    ['something_new', {}, 'invalid', { context: { slackError: 'something_new' } }],
  ])('cannot be told on %s', async (error, more, code, details) => {
    slack.state.api.set('users.info', () => ({ ok: false, error, ...more }));
    await expect(directory().person('U1')).rejects.toMatchObject({ code, ...details });
  });

  it.each([
    [500, 'unavailable'],
    [404, 'not_found'],
  ])('cannot be told on HTTP %i', async (status, code) => {
    slack.state.api.set('users.info', () => status);
    await expect(directory().person('U1')).rejects.toMatchObject({ code });
  });

  it('cannot be told from an answer that is none', async () => {
    slack.state.api.set('users.info', () => ({ ok: true, user: 'ann' }));
    await expect(directory().person('U1')).rejects.toMatchObject({ code: 'contract' });
  });

  it('is told after the workspace could not be at first', async () => {
    answers({});
    slack.state.api.set('auth.test', () => ({ ok: false, error: 'internal_error' }));
    const asked = directory();
    await expect(asked.person('U1')).rejects.toMatchObject({ code: 'unavailable' });
    slack.state.api.delete('auth.test');
    expect(await asked.person('U1')).toMatchObject({ membership: 'member' });
  });
});
