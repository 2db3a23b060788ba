// Recognises a script that does nothing but submit the form, so that leaving it out loses nothing.

/** All the words such scripts are made of. One word more (`action`, `value`, `fetch`…) and it is not one of them. */
const WORDS = new Set(
  (
    'window self document body this function return true false var let const if try catch e ' +
    'onload addEventListener DOMContentLoaded load setTimeout ' +
    'forms form elements length getElementById getElementsByName getElementsByTagName querySelector submit'
  ).split(' '),
);
const COMMENTS = /\/\*[\s\S]*?\*\/|(?:^|;)\s*\/\/.*$|<!--|-->|\]\]>|<!\[CDATA\[/gm;
const TOKENS = /[\p{L}$_][\p{L}\p{N}$_-]*|\\|`/gu;

/** `names` are the form's own name and id. Strings count as words too: `form['action']` is no harmless script. */
export function onlySubmits(script: string, names: readonly string[]): boolean {
  const words =
    script
      .replace(/^\s*javascript:/i, '')
      .replace(COMMENTS, ' ')
      .match(TOKENS) ?? [];
  return words.every((word) => WORDS.has(word) || names.includes(word));
}
