export const dynamic = 'force-dynamic';
export const GET = () => new Response('plain text '.repeat(500), { headers: { 'content-type': 'text/plain' } });
