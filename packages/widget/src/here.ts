// Where this very script was loaded from: languages and the saved-cards part lie beside it.

/** Ends with a slash. */
export const HERE = new URL(/* @vite-ignore */ '.', import.meta.url).href;
