import { describe, expect, test } from 'vitest';
import { failureIn, readAll } from '../reading.ts';
import { inTurn, json, raw, serve, type Reply } from '../server.ts';
import { makeLingma, TOKEN } from './setup.ts';

async function failureFrom(reply: Reply) {
  const server = await serve(reply);
  const provider = makeLingma(server.url, { retries: 0 });
  return failureIn(readAll(provider, 'people'));
}

function refuse(status: number, errorCode: string): Reply {
  const body = {
    errorCode,
    errorMessage: 'no',
    httpStatus: `${status}`,
    requestId: 'r-1',
    title: '',
  };
  return json(body, status);
}

describe("Lingma's errors", () => {
  test.each([
    [
      401,
      'InvalidTokenError',
      'unauthorized',
      'Lingma refused the token (401 InvalidTokenError): check LINGMA_TOKEN.',
    ],
    [
      401,
      'Unauthorized',
      'unauthorized',
      'Lingma refused the token (401 Unauthorized): check LINGMA_TOKEN.',
    ],
    [
      401,
      'ExpiredTokenError',
      'unauthorized',
      'Lingma says that the token has expired (401 ExpiredTokenError): put a new one into LINGMA_TOKEN.',
    ],
    [
      403,
      'Forbidden',
      'forbidden',
      'Lingma does not let this token read the members (403 Forbidden): give it the permission base_orgmember_read.',
    ],
    [
      403,
      'Forbidden.InvalidUser.UserNotInCurrentOrganization',
      'unauthorized',
      "Lingma says that the token's owner does not belong to the organization (403 Forbidden.InvalidUser.UserNotInCurrentOrganization): check LINGMA_ORGANIZATION_ID and LINGMA_TOKEN.",
    ],
    [
      403,
      'Forbidden.InvalidOrganizationMember',
      'unauthorized',
      "Lingma says that the token's owner does not belong to the organization (403 Forbidden.InvalidOrganizationMember): check LINGMA_ORGANIZATION_ID and LINGMA_TOKEN.",
    ],
    [
      400,
      'UnsupportedCurrentTokenType',
      'invalid',
      'Lingma does not give the members to this kind of token (400 UnsupportedCurrentTokenType): put a personal access token into LINGMA_TOKEN.',
    ],
    [
      400,
      'UnsupportedInCurrentEnv',
      'invalid',
      'This edition of Lingma does not offer the members (400 UnsupportedInCurrentEnv): check LINGMA_BASE_URL, or do without.',
    ],
    [
      400,
      'BadRequest',
      'invalid',
      'Lingma did not accept the question for the members (400 BadRequest): check LINGMA_BASE_URL and LINGMA_ORGANIZATION_ID. It said: “no”.',
    ],
    [
      429,
      'TooManyRequests',
      'rate_limited',
      'Lingma gets too many requests and refuses more (429 TooManyRequests): try again in a few minutes.',
    ],
    [
      500,
      'InternalServerError',
      'unavailable',
      'Lingma has trouble of its own and gave no answer for the members (500 InternalServerError): try again later.',
    ],
  ])('%i %s is %s', async (status, errorCode, code, message) => {
    const failure = await failureFrom(refuse(status, errorCode));
    expect(failure).toMatchObject({ code, message });
    expect(failure.context).toEqual({ status, vendorCode: errorCode, requestId: 'r-1' });
  });

  test.each([
    ['a bare string', json('slow down', 400)],
    ['errorDescription', json({ errorDescription: 'slow down' }, 400)],
    ['message', json({ message: 'slow down' }, 400)],
  ])('%s is read as its words', async (_where, reply) => {
    expect((await failureFrom(reply)).message).toMatch(/It said: “slow down”\.$/);
  });

  test('text that claims to be JSON does no harm', async () => {
    const failure = await failureFrom(
      raw('Forbidden', 403, { 'content-type': 'application/json' }),
    );
    expect(failure).toMatchObject({ code: 'forbidden', permission: 'base_orgmember_read' });
  });

  test('a good answer that holds an error is that error, and tried again where that helps', async () => {
    const tooMany = { errorCode: 'TooManyRequests', httpStatus: '429' };
    expect((await failureFrom(json(tooMany))).code).toBe('rate_limited');
    const server = await serve(inTurn(json(tooMany), json([{ userId: 'u-1' }])));
    const { rows } = await readAll(makeLingma(server.url), 'people');
    expect(rows).toHaveLength(1);
  });

  test('the token goes into its header, and into nothing else', async () => {
    const server = await serve(json([]));
    await readAll(makeLingma(server.url), 'people');
    const { 'x-yunxiao-token': token, ...headers } = server.seen[0]?.headers ?? {};
    expect(token).toBe(TOKEN);
    expect(JSON.stringify([headers, server.seen[0]?.path, server.seen[0]?.query])).not.toContain(
      TOKEN,
    );
  });

  test('the probe asks for the owner, and takes a token that may not say', async () => {
    const server = await serve(refuse(403, 'Forbidden'));
    await makeLingma(server.url).probe();
    expect(server.seen[0]?.path).toBe('/oapi/v1/platform/user');
  });
});
