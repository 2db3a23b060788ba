export default {
  // The kit is no part of the bundle: Node loads it, with the form's files beside it.
  serverExternalPackages: ['@eximpe/server-kit'],
};
