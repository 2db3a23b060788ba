// The HTML of the frame: the form's script, and the origin of the page that it is for. That page tells the form the rest.
import type { Language } from '@eximpe/contract';
import { escapeHtml } from '@eximpe/contract/page-html';
import { MOUNT } from '../addresses.ts';

export interface FrameDocument {
  /** Origin of the page around the frame: the form listens to no other. */
  readonly shopOrigin: string;
  readonly shopName: string;
  /** The page is on another site: browsers separate this host's storage there, and its windows can't hear each other. */
  readonly isApart: boolean;
  readonly lang: Language;
  readonly nonce: string;
}

export const frameDocument = ({ shopOrigin, shopName, isApart, lang, nonce }: FrameDocument): string => `<!doctype html>
<html lang="${lang}" data-shop="${escapeHtml(shopOrigin)}"${isApart ? ' data-apart' : ''}>
<head>
<meta charset="utf-8">
<title>${escapeHtml(shopName)}</title>
<style nonce="${nonce}">${STYLE}</style>
<script type="module" src="${MOUNT}/frame.js"></script>
</head>
<body></body>
</html>
`;

/** The padding leaves room for the focus ring; the page around allows for it. */
const STYLE = `
html { overflow: hidden; background: transparent; font-family: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; }
body { margin: 0; padding: 6px; }
`;
