/** What runs in the page: reads what the page holds, and makes the page live. */
import { render } from "preact";
import { parseDigestList } from "../src/support/digest-list.ts";
import { App } from "./live/app.tsx";
import { keep } from "./live/kept.tsx";
import { unpack } from "./pack.ts";
import { Payload } from "./payload.ts";

function textOf(id: string): string {
  return document.getElementById(id)?.textContent ?? "";
}

const app = document.getElementById("app");
if (app !== null) {
  const own = new Payload(unpack(textOf("payload")), parseDigestList(textOf("listed")).files);
  const kept = keep("state");
  app.replaceChildren();
  render(<App own={own} kept={kept} />, app);
}
