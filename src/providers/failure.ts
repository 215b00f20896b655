import { AppError, type ErrorCode } from '../errors.ts';

/** Who is asked, and which settings a person should look at when it goes wrong. */
export type Vendor = {
  readonly title: string;
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The secret is named in sentences by `word` and `setting`; words of the vendor that hold its value are not passed on. */
  readonly secret: { readonly word: string; readonly setting: string; readonly value: string };
  /** The settings that make up the address, as a phrase. */
  readonly addressSettings: string;
  /** Reads the vendor's own words about a failure out of a body (undefined where it is not JSON); null where it has none. */
  readonly complaintIn: (body: unknown, status: number, question: Question) => Complaint | null;
};

/** One question, which is always a read: it may be asked again. With a `body` it is a POST, else a GET. */
export type Question = {
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: Readonly<Record<string, string>>;
  /** What is asked for, as a phrase for a person: “the departments”. */
  readonly what: string;
  /** The vendor's name of the permission that it takes. */
  readonly permission?: string;
  readonly signal?: AbortSignal;
};

/** What a vendor says went wrong. A `code`, `status` or `sentence` here overrules what the HTTP status tells. */
export type Complaint = {
  readonly code?: ErrorCode;
  readonly status?: number;
  readonly name?: string;
  readonly text?: string;
  readonly requestId?: string;
  readonly sentence?: string;
};

type Facts = {
  readonly status: number;
  readonly complaint: Complaint | null;
  readonly retryAfterMs?: number | undefined;
};

/** Turns a refusal into the one error that goes further in, with a whole sentence and no secret. */
export function failureOf(vendor: Vendor, question: Question, facts: Facts): AppError {
  const { complaint, retryAfterMs } = facts;
  const status = complaint?.status ?? facts.status;
  const code = complaint?.code ?? codeOf(status);
  const quote = (words: string | undefined, length: number) =>
    repeatsRequest(words ?? '', vendor, question) ? '' : tidy(words ?? '', length);
  const name = quote(complaint?.name, 80);
  const requestId = quote(complaint?.requestId, 80);
  const told = {
    label: labelOf(status, name),
    status,
    text: quote(complaint?.text, 200),
    retryAfterMs,
  };
  const sentence = quote(complaint?.sentence, 400) || sayFailure(code, vendor, question, told);
  const lacks = code === 'forbidden' ? question.permission : undefined;
  return new AppError(code, sentence, {
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(lacks === undefined ? {} : { permission: lacks }),
    context: {
      status,
      ...(CODE.test(name) ? { vendorCode: name } : {}),
      ...(CODE.test(requestId) ? { requestId } : {}),
    },
  });
}

/** Whether a vendor's words hold the secret, or look like the body that was sent to it: such words go no further. */
function repeatsRequest(words: string, vendor: Vendor, question: Question): boolean {
  const secret = vendor.secret.value;
  const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
  const keys = Object.keys(question.body ?? {}).map((key) => `"${key}"`);
  return [...forms, ...keys].some((form) => form !== '' && words.includes(form));
}

/** What is no sentence, which could be about somebody. */
const CODE = /^[\w.:-]+$/;

// A good status beside a complaint tells nobody anything.
function labelOf(status: number, name: string): string {
  if (!name) return `${status}`;
  const said = CODE.test(name) ? name : `“${name}”`;
  return status < 300 ? said : `${status} ${said}`;
}

function codeOf(status: number): ErrorCode {
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'not_found';
    case 429:
      return 'rate_limited';
    case 408:
      return 'unavailable';
    default:
      if (status >= 500) return 'unavailable';
      return status >= 400 ? 'invalid' : 'contract';
  }
}

type Told = {
  readonly label: string;
  readonly status: number;
  readonly text: string;
  readonly retryAfterMs: number | undefined;
};

function sayFailure(code: ErrorCode, vendor: Vendor, question: Question, told: Told): string {
  const { title, secret, addressSettings } = vendor;
  const { what, permission } = question;
  const { label, status, text, retryAfterMs } = told;
  const said = text ? ` It said: “${text}”.` : '';
  switch (code) {
    case 'unauthorized':
      return `${title} refused the ${secret.word} (${label}): check ${secret.setting}.`;
    case 'forbidden':
      return `${title} does not let this ${secret.word} read ${what} (${label}): give it the permission ${permission ?? 'to read'}.`;
    case 'not_found':
      return `${title} has no such address for ${what} (${label}): check ${addressSettings}.`;
    case 'rate_limited':
      return `${title} gets too many requests and refuses more (${label}): ${sayWait(retryAfterMs)}.`;
    case 'unavailable':
      return `${title} has trouble of its own and gave no answer for ${what} (${label}): try again later.`;
    case 'invalid':
      return `${title} did not accept the question for ${what} (${label}): check ${addressSettings}.${said}`;
    default:
      if (status >= 300) {
        return `${title} sends requests for ${what} on to another address (${label}), which is not followed: check ${addressSettings}.`;
      }
      return `${title} answered with a complaint instead of ${what} (${label}): try again later, or check ${addressSettings}.${said}`;
  }
}

function sayWait(retryAfterMs: number | undefined): string {
  if (retryAfterMs === undefined) return 'try again in a few minutes';
  const seconds = Math.max(Math.ceil(retryAfterMs / 1000), 1);
  if (seconds < 120) return `try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}`;
  return `try again in ${Math.ceil(seconds / 60)} minutes`;
}

/** One line of at most `length` characters, without control characters. */
function tidy(text: string, length: number): string {
  const line = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
