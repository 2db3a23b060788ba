// Adds a style sheet to a document or shadow root. Safari before 16.4 can't construct one: there it is a `<style>` element, as lit does it.

declare global {
  interface Window {
    /** Of the page's Content-Security-Policy; lit's own name for it. */
    litNonce?: string;
  }
}

const canConstruct = (): boolean =>
  'adoptedStyleSheets' in Document.prototype && 'replaceSync' in CSSStyleSheet.prototype;

/** A style sheet counts only in the document of the window that made it. */
export function adoptStyles(root: Document | ShadowRoot, css: string): void {
  const { defaultView } = root.ownerDocument ?? root;
  if (defaultView && canConstruct()) {
    const sheet = new defaultView.CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets.push(sheet);
    return;
  }
  const style = document.createElement('style');
  if (window.litNonce) style.setAttribute('nonce', window.litNonce);
  style.textContent = css;
  ('head' in root ? root.head : root).append(style);
}
