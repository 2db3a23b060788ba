export default {
  // The suite's own shop is TypeScript outside of the app, and no page is here to be checked.
  typescript: { ignoreBuildErrors: true },
};
