import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { reply, sendReply } from './reply.ts';
import type { ResponseUrls } from './response-urls.ts';
import { handleWebApi, type WebApiParts } from './web-api/handle.ts';
import { mediaType } from './wire.ts';

/** Answers whatever comes over HTTP: the Web API, response_urls, uploads and files. */
export function createRoutes(parts: {
  webApi: WebApiParts;
  responseUrls: ResponseUrls;
}): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { webApi, responseUrls } = parts;
  const { faults } = webApi;
  const { files, transcript } = webApi.call;

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname.startsWith('/api/')) {
      await handleWebApi(pathname.slice('/api/'.length), request, response, webApi);
    } else if (/^\/(?:commands|actions)\//.test(pathname) && request.method === 'POST') {
      await respond(pathname, request, response);
    } else if (pathname.startsWith('/upload/') && request.method === 'POST') {
      await takeUpload(pathname, request, response);
    } else if (pathname.startsWith('/files/')) {
      if (!(await files.send(pathname, response))) response.writeHead(404).end();
    } else {
      response.writeHead(404).end();
    }
  }

  async function respond(
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const started = performance.now();
    const body = await text(request);
    const fault = faults.strike('response_url');
    const use = () => responseUrls.use(path, mediaType(request), body);
    const told = await sendReply(response, fault, use);
    webApi.tap?.({
      to: 'slack',
      what: 'POST response_url',
      request: body,
      answer: told?.body.toString(),
      status: told?.status ?? 'no answer',
      ms: performance.now() - started,
    });
  }

  async function takeUpload(
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const fault = faults.strike('upload');
    const takes = fault === null || fault.kind === 'slow' || fault.kind === 'truncated';
    const answer = takes ? await files.take(path, request) : reply(500, {});
    if (!takes) request.resume();
    const error = fault?.kind ?? (answer.status === 200 ? undefined : String(answer.body));
    transcript.record({ kind: 'called', method: 'upload', ...(error !== undefined && { error }) });
    await sendReply(response, fault, () => answer);
  }

  return route;
}
