/** What the bundler puts there: the page's script and style, as they stand in the page. */
declare module "asset:script" {
  const text: string;
  export default text;
}
declare module "asset:style" {
  const text: string;
  export default text;
}
/** What executes a journal, packed: `engine.js` and `contracts.json`. */
declare module "asset:engine" {
  const text: string;
  export default text;
}
