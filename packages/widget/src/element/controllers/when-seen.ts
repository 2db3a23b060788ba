// For what happens while another window is in front: the bank's, say.

/** Calls `work` once the window has the focus again; not at all when it has it now. */
export function whenSeen(work: () => void): void {
  if (!document.hasFocus()) window.addEventListener('focus', work, { once: true });
}
