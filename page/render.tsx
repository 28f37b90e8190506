/**
 * What the program loads to make a page: one document with everything in it. Runs wherever there is JavaScript; knows
 * nothing of files.
 */

import engine from "asset:engine";
import script from "asset:script";
import style from "asset:style";
import { sha256 } from "@noble/hashes/sha2.js";
import renderToString from "preact-render-to-string";
import type { RenderPage } from "../src/model/dossier-page.ts";
import { html } from "../src/render/html.ts";
import { formatDigestList } from "../src/support/files-digest.ts";
import { pack } from "./pack.ts";
import { Payload } from "./payload.ts";
import { tellPage } from "./told/page.ts";
import { Page, titleOf } from "./view/page.tsx";

export const renderPage: RenderPage = ({ files, listed, state }) => {
  const page = tellPage(new Payload(files, listed), state);
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy()}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${html(titleOf(page))}</title>`,
    `<style>${style}</style>`,
    "</head>",
    "<body>",
    `<div id="app">${short(renderToString(<Page page={page} />))}</div>`,
    `<script type="text/plain" id="listed">${formatDigestList(listed)}</script>`,
    `<script type="text/plain" id="payload">${pack(files)}</script>`,
    `<script type="text/plain" id="engine">${engine}</script>`,
    `<script>${script}</script>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
};

/** Without end tags that a table's parts need not have (HTML §13.1.2.4): tables are most of the text. Texts have none, being escaped. */
function short(markup: string): string {
  return markup.replace(/<\/(?:td|th|tr)>/g, "");
}

/** Nothing is loaded from anywhere, and nothing runs but what the page was made with. */
function policy(): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "worker-src blob:",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** CSP 3 §2.3.1: a source that names what it lets run by its digest. */
function hashOf(text: string): string {
  const digest = sha256(new TextEncoder().encode(text));
  return `'sha256-${btoa(String.fromCharCode(...digest))}'`;
}
