// Adds a style sheet to a document or shadow root. Safari before 16.4 can't construct one: there it adds a `<style>` element, as lit does.

declare global {
  interface Window {
    /** The nonce of the page's Content-Security-Policy; the property's name is lit's. */
    litNonce?: string;
  }
}

const canConstruct = (): boolean =>
  'adoptedStyleSheets' in Document.prototype && 'replaceSync' in CSSStyleSheet.prototype;

/** A style sheet works only in the document of the window that created it. */
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
