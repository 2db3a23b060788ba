// Adds a style sheet to a document or shadow root. Safari before 16.4 can't construct one: there it is a `<style>` element, as lit does it.

declare global {
  interface Window {
    /** Of the page's Content-Security-Policy; lit's own name for it. */
    litNonce?: string;
  }
}

const canConstruct = (): boolean =>
  'adoptedStyleSheets' in Document.prototype && 'replaceSync' in CSSStyleSheet.prototype;

export function adoptStyles(root: Document | ShadowRoot, css: string): void {
  if (canConstruct()) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets.push(sheet);
    return;
  }
  const style = document.createElement('style');
  if (window.litNonce) style.setAttribute('nonce', window.litNonce);
  style.textContent = css;
  (root instanceof Document ? root.head : root).append(style);
}
