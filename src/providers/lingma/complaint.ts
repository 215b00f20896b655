import { z } from 'zod';
import type { Complaint, Question } from '../http.ts';

const word = z.string().optional().catch(undefined);

const errorBody = z.object({
  errorCode: word,
  errorMessage: word,
  errorDescription: word,
  message: word,
  requestId: word,
  httpStatus: z.coerce.number().int().min(400).max(599).optional().catch(undefined),
});

/**
 * Reads `{errorCode, errorMessage, httpStatus, requestId, …}`, or a bare string, at an error's status; at a good one
 * only what names an error. https://help.aliyun.com/zh/yunxiao/developer-reference/error-codes
 */
export function complaintIn(body: unknown, status: number, { what }: Question): Complaint | null {
  const isError = status >= 400;
  if (typeof body === 'string') return isError ? { text: body } : null;
  const parsed = errorBody.safeParse(body);
  if (!parsed.success || Array.isArray(body)) return null;
  const { errorCode: name, requestId, httpStatus, ...texts } = parsed.data;
  if (!isError && name === undefined && httpStatus === undefined) return null;
  const told = isError ? status : (httpStatus ?? status);
  const text = texts.errorMessage ?? texts.errorDescription ?? texts.message;
  return {
    status: told,
    ...(name === undefined ? {} : { name, ...sayName(name, `${told} ${name}`, what) }),
    ...(text === undefined ? {} : { text }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

/** The names that tell more than the status does. */
function sayName(name: string, label: string, what: string): Complaint {
  switch (name) {
    case 'ExpiredTokenError':
      return {
        sentence: `Lingma says that the token has expired (${label}): put a new one into LINGMA_TOKEN.`,
      };
    case 'UnsupportedCurrentTokenType':
      return {
        sentence: `Lingma does not give ${what} to this kind of token (${label}): put a personal access token into LINGMA_TOKEN.`,
      };
    case 'UnsupportedInCurrentEnv':
      return {
        sentence: `This edition of Lingma does not offer ${what} (${label}): check LINGMA_BASE_URL, or do without.`,
      };
    case 'Forbidden.InvalidUser.UserNotInCurrentOrganization':
    case 'Forbidden.InvalidOrganizationMember':
      // No scope mends this, and nothing at all can be read: the token is the wrong one for the organization.
      return {
        code: 'unauthorized',
        sentence: `Lingma says that the token's owner does not belong to the organization (${label}): check LINGMA_ORGANIZATION_ID and LINGMA_TOKEN.`,
      };
    default:
      return {};
  }
}
