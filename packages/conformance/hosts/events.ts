// Serverless functions that are given whole requests and give whole answers: API Gateway's events (version 2) to a Lambda handler.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Hono } from 'hono';
import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';
import type { Host } from '../src/host.ts';
import { inProcess } from '../src/in-process.ts';

/** As AWS's HTTP APIs make it; in the cloud it also ends TLS and names the client. */
async function eventOf(request: IncomingMessage): Promise<LambdaEvent> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const [rawPath = '/', rawQueryString = ''] = (request.url ?? '/').split('?', 2);
  const { cookie, ...headers } = request.headers;
  const joined = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    ...(cookie ? { cookies: cookie.split('; ') } : {}),
    headers: Object.fromEntries(joined) as Record<string, string>,
    requestContext: {
      accountId: '1',
      apiId: 'api',
      authentication: null,
      authorizer: {},
      domainName: headers.host ?? 'localhost',
      domainPrefix: 'api',
      http: {
        method: request.method ?? 'GET',
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: 'request',
      routeKey: '$default',
      stage: '$default',
      time: '22/Nov/2026:16:53:15 +0000',
      timeEpoch: 0,
    },
    ...(chunks.length > 0 ? { body: Buffer.concat(chunks).toString('base64'), isBase64Encoded: true } : {}),
  } as unknown as LambdaEvent;
}

type Handler = ReturnType<typeof handle>;

async function invoke(handler: Handler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A client that breaks off never becomes an event.
  const event = await eventOf(request).catch(() => undefined);
  if (!event) return;
  const result = await handler(event, {} as LambdaContext);
  const cookies = 'cookies' in result ? result.cookies : undefined;
  response.writeHead(result.statusCode, {
    ...result.headers,
    ...(cookies && cookies.length > 0 ? { 'set-cookie': cookies } : {}),
  });
  response.end(Buffer.from(result.body, result.isBase64Encoded ? 'base64' : 'utf8'));
}

interface Bindings {
  readonly event: { readonly requestContext: { readonly http: { readonly sourceIp: string } } };
}

export const events: Host = {
  name: 'AWS Lambda, buffered',
  quirks: {
    buffers: 'the platform sends complete responses only: the form learns the outcome when the stream ends',
    readsWholeRequests:
      'the platform reads whole requests and does not report disconnected clients; `longestAnswerSeconds` ends what they left',
    knowsTheAddress: '`clientAddress` is passed to `kit.fetch`, and overrides every header',
    needsNoTrust: 'the platform itself names the client: nobody is to be trusted',
    endsTls: 'the platform accepts HTTPS only',
    hasNoParser: 'there is none',
    keepsCookies:
      '`kit.fetch` returns a response; it can neither see nor remove what middleware around it adds afterwards',
  },
  open: inProcess((kit) => {
    const app = new Hono<{ Bindings: Bindings }>();
    app.all('/eximpe/*', (c) =>
      kit.fetch(c.req.raw, { native: c, clientAddress: c.env.event.requestContext.http.sourceIp }),
    );
    const handler = handle(app);
    return (request, response) => void invoke(handler, request, response);
  }),
};
