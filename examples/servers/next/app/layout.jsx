import { STYLE } from '../lib/pages.js';

export const metadata = { title: 'Shop' };

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        <style>{STYLE}</style>
        <main>{children}</main>
      </body>
    </html>
  );
}
