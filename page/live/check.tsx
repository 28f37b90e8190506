import { useEffect, useState } from "preact/hooks";
import { isSha256 } from "../../src/support/digest.ts";
import { counted } from "../../src/support/text.ts";
import { type BagVerdict, checkPayload, type SelfCheck } from "../checks/bag.ts";
import { type Dropped, readFiles } from "../checks/dropped.ts";
import type { Payload } from "../payload.ts";
import { Execution } from "./execution.tsx";

/** Somebody's bag that was given to the page. */
export type Given =
  | { readonly state: "reading" }
  | { readonly state: "refused"; readonly problem: string }
  | { readonly state: "checked"; readonly verdict: BagVerdict };

/** What the page tells of. */
export interface Shown {
  readonly payload: Payload;
  /** The tag file that tells what changed in the state; `null` where it is kept, or nobody left it. */
  readonly state: Uint8Array | null;
}

/** Digests and root of what the page tells of; `null` while they are computed. */
export function useSelfCheck(payload: Payload): SelfCheck | null {
  const [self, setSelf] = useState<SelfCheck | null>(null);
  useEffect(() => {
    let isCurrent = true;
    setSelf(null);
    void checkPayload(payload).then((done) => {
      if (isCurrent) setSelf(done);
    });
    return () => {
      isCurrent = false;
    };
  }, [payload]);
  return self;
}

/** What of that stands beside the verdict. */
export function Sound({ self }: { self: SelfCheck | null }) {
  if (self === null) return null;
  const isSound = self.findings.length === 0;
  return (
    <p class={isSound ? "soft" : "outcome bad"}>
      {isSound
        ? "This browser computed the digests of these files: they are as listed. Who listed them, only a root from elsewhere tells: "
        : "This browser computed the digests of these files, and they are NOT as listed. Do not believe what they say: "}
      <a href="#check">check it</a>.
    </p>
  );
}

/** What scripts can check: digests and root of what the page holds, and bags that it is given. */
export function LiveCheck(props: {
  payload: Payload;
  self: SelfCheck | null;
  given: Given | null;
  give: (dropped: Promise<Dropped>) => void;
  show: (shown: Shown) => void;
}) {
  const { payload, self, given, give, show } = props;
  const [pasted, setPasted] = useState("");
  const root = given?.state === "checked" ? given.verdict.root : (self?.root ?? null);
  return (
    <>
      <SelfVerdict self={self} />
      <div class="bar-of-tools">
        <label>
          The root that you have from elsewhere
          <input
            class="root"
            value={pasted}
            spellcheck={false}
            autocomplete="off"
            onInput={(event) => setPasted(event.currentTarget.value.trim().toLowerCase())}
          />
        </label>
      </div>
      <RootVerdict pasted={pasted} root={root} isGiven={given?.state === "checked"} />
      <Execution payload={payload} />
      <GiveBag give={give} />
      {given !== null && <GivenVerdict given={given} show={show} />}
    </>
  );
}

function SelfVerdict({ self }: { self: SelfCheck | null }) {
  if (self === null) return <p role="status">Computing the digests of what this page holds…</p>;
  const { checked, absent, findings, root } = self;
  return (
    <>
      <p role="status" class={`outcome ${findings.length === 0 ? "good" : "bad"}`}>
        {findings.length === 0
          ? `${counted(checked, "file")} of this page computed: every digest is as listed.`
          : `${counted(checked, "file")} of this page computed: ${counted(findings.length, "thing is", "things are")} not as listed.`}
        {absent > 0 &&
          ` ${counted(absent, "file")} of the payload ${absent === 1 ? "is" : "are"} not in this page.`}
      </p>
      <Findings findings={findings} />
      <p>
        Root as this browser computes it: <code>{root}</code>
      </p>
    </>
  );
}

function RootVerdict({ pasted, root, isGiven }: { pasted: string; root: string | null; isGiven: boolean }) {
  const what = isGiven ? "the bag that you gave" : "this page";
  const said = (): readonly [tone: string, text: string] => {
    if (pasted === "") return ["", "No root to compare with: nothing outside of this page has been asked."];
    if (!isSha256(pasted)) return ["bad", "That is no root: a root is 64 hexadecimal digits."];
    if (root === null) return ["", "There is no root to compare it with yet."];
    return pasted === root
      ? ["good", `The root of ${what} is the one that you brought.`]
      : ["bad", `The root of ${what} is ANOTHER ONE than you brought. Do not believe what it says.`];
  };
  const [tone, text] = said();
  return (
    <p role="status" class={`outcome ${tone}`}>
      {text}
    </p>
  );
}

function GiveBag({ give }: { give: (dropped: Promise<Dropped>) => void }) {
  const take = (list: FileList | null): void => {
    const files = [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
    if (files.length > 0) give(readFiles(files));
  };
  return (
    <div class="drop">
      <p>
        <strong>Another bag?</strong> Drop its folder, or a zip or tar archive of it, anywhere on this page,
        or choose it. It is checked here, and goes nowhere.
      </p>
      <div class="bar-of-tools">
        <label>
          Folder of a bag
          <input
            type="file"
            multiple
            ref={(input) => input?.setAttribute("webkitdirectory", "")}
            onChange={(event) => take(event.currentTarget.files)}
          />
        </label>
        <label>
          Archive of a bag (zip, tar, tar.gz)
          <input
            type="file"
            accept=".zip,.tar,.gz,.tgz"
            onChange={(event) => take(event.currentTarget.files)}
          />
        </label>
      </div>
    </div>
  );
}

function GivenVerdict({ given, show }: { given: Given; show: (shown: Shown) => void }) {
  if (given.state === "reading") return <p role="status">Reading the bag…</p>;
  if (given.state === "refused")
    return (
      <p role="status" class="outcome bad">
        {given.problem}
      </p>
    );
  const { findings, files, root, payload, state } = given.verdict;
  return (
    <div class="given">
      <h3>The bag that you gave</h3>
      <p role="status" class={`outcome ${findings.length === 0 ? "good" : "bad"}`}>
        {findings.length === 0
          ? `Its ${counted(files, "payload file")} are as its lists say. Its root has to be the one that you have from elsewhere.`
          : `Broken: ${counted(findings.length, "finding")}.`}
      </p>
      <Findings findings={findings} />
      <p>
        Its root: <code>{root ?? "not to be had"}</code>
      </p>
      <button type="button" onClick={() => show({ payload, state })}>
        Show what it says in place of this dossier
      </button>
    </div>
  );
}

function Findings({ findings }: { findings: readonly string[] }) {
  if (findings.length === 0) return null;
  return (
    <ul>
      {findings.map((finding) => (
        <li key={finding}>{finding}</li>
      ))}
    </ul>
  );
}
