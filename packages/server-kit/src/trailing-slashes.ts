// Removes slashes from the end of a path. Uses a loop: a regular expression starts again at every slash of a hostile path.

export function withoutTrailingSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path.charCodeAt(end - 1) === 47) end -= 1;
  return end === path.length ? path : path.slice(0, end);
}
