// Lets any page call the API, as EximPe's own does for its playground: the key is in the request, and there is no cookie.
import type { RequestHandler } from 'express';

export const cors: RequestHandler = (request, response, next) => {
  response.set({ 'Access-Control-Allow-Origin': '*', Vary: 'Origin' });
  if (request.method !== 'OPTIONS') return next();
  response.set({
    'Access-Control-Allow-Methods': 'GET, POST, PATCH, DELETE',
    'Access-Control-Allow-Headers': request.get('access-control-request-headers') ?? '*',
    // A web page may call the user's own machine only if that machine allows it.
    'Access-Control-Allow-Private-Network': 'true',
  });
  response.status(204).end();
};
