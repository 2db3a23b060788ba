// Takes slashes off the end of a path. By a loop: a regular expression tries every slash of a hostile path anew.

export function withoutTrailingSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path.charCodeAt(end - 1) === 47) end -= 1;
  return end === path.length ? path : path.slice(0, end);
}
