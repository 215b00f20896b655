import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { send } from '../answer.ts';
import { renderPage } from './page/page.ts';
import type { Names } from './render/mrkdwn.ts';
import { reply, sendReply } from './reply.ts';
import type { ResponseUrls } from './response-urls.ts';
import { handleWebApi, type WebApiParts } from './web-api/handle.ts';
import { mediaType } from './wire.ts';

/** Answers whatever comes over HTTP: the Web API, response_urls, uploads, files and the page. */
export function createRoutes(parts: {
  webApi: WebApiParts;
  responseUrls: ResponseUrls;
  names: Names;
  /** How many Socket Mode connections there are. */
  connections: () => number;
}): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { webApi, responseUrls, names } = parts;
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
    } else if (pathname === '/') {
      send(response, renderPage(transcript.events, names, parts.connections() > 0));
    } else {
      response.writeHead(404).end();
    }
  }

  async function respond(
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const body = await text(request);
    const fault = faults.strike('response_url');
    await sendReply(response, fault, () => responseUrls.use(path, mediaType(request), body));
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
