// Lets any page call the API, as EximPe's own does for its playground: the key is in the request, no cookie is.
import type { RequestHandler } from 'express';

export const cors: RequestHandler = (request, response, next) => {
  response.set({ 'Access-Control-Allow-Origin': '*', Vary: 'Origin' });
  if (request.method !== 'OPTIONS') return next();
  response.set({
    'Access-Control-Allow-Methods': 'GET, POST, PATCH, DELETE',
    'Access-Control-Allow-Headers': request.get('access-control-request-headers') ?? '*',
    // A page on the web may ask for a machine of one's own only where that machine says so.
    'Access-Control-Allow-Private-Network': 'true',
  });
  response.status(204).end();
};
