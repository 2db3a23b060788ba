// A style sheet, minified, as text.
declare module '*.css?inline' {
  const text: string;
  export default text;
}
