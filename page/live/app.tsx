import { useEffect, useMemo, useState } from "preact/hooks";
import { checkBag } from "../checks/bag.ts";
import { type Dropped, readFiles } from "../checks/dropped.ts";
import { filesDropped } from "../checks/folders.ts";
import type { Payload } from "../payload.ts";
import { evidenceIn } from "../told/evidence.ts";
import { tellPage } from "../told/page.ts";
import { Page, titleOf } from "../view/page.tsx";
import { changedIn } from "../view/state.tsx";
import { type Given, LiveCheck, type Shown, Sound, useSelfCheck } from "./check.tsx";
import { Drawer } from "./drawer.tsx";
import { LiveEvidence } from "./evidence.tsx";
import { LiveJobs } from "./jobs.tsx";
import { type Kept, KeptSection } from "./kept.tsx";
import { LiveTimeline } from "./timeline.tsx";

/** The page with scripts. */
export function App({ own, kept }: { own: Payload; kept: Kept }) {
  const [{ payload, state }, show] = useState<Shown>({ payload: own, state: null });
  const [given, setGiven] = useState<Given | null>(null);
  const page = useMemo(() => tellPage(payload, state), [payload, state]);
  const evidence = useMemo(() => evidenceIn(payload, page), [payload, page]);
  const give = (dropped: Promise<Dropped>): void => {
    setGiven({ state: "reading" });
    void judge(dropped).then(setGiven);
  };
  const self = useSelfCheck(payload);
  useDrops(give);
  useEffect(() => {
    document.title = titleOf(page);
  }, [page]);
  const temperature = page.temperature.ok ? page.temperature.value : null;
  const slots = {
    notice: payload !== own && (
      <p class="note bad" role="status">
        <strong>You are reading the bag that you gave</strong>, not the dossier that this page was made from.{" "}
        <button type="button" onClick={() => show({ payload: own, state: null })}>
          Go back
        </button>
      </p>
    ),
    sound: <Sound self={self} />,
    timeline: page.timeline.ok && <LiveTimeline timeline={page.timeline.value} temperature={temperature} />,
    jobs: page.jobs.ok && <LiveJobs key={page.root} jobs={page.jobs.value} />,
    state:
      payload === own
        ? { section: <KeptSection heading="state" kept={kept} />, changed: kept.changed }
        : null,
    evidence: <LiveEvidence evidence={evidence} payload={payload} />,
    check: <LiveCheck payload={payload} self={self} given={given} give={give} show={show} />,
  };
  const changed = slots.state?.changed ?? changedIn(page.state.ok ? page.state.value : null);
  return (
    <>
      <Page page={page} slots={slots} />
      <Drawer page={page} payload={payload} evidence={evidence} changed={changed} />
    </>
  );
}

async function judge(dropped: Promise<Dropped>): Promise<Given> {
  try {
    const bag = await dropped;
    if (!bag.ok) return { state: "refused", problem: bag.problem };
    return { state: "checked", verdict: await checkBag(bag.files, bag.findings) };
  } catch {
    return {
      state: "refused",
      problem: "This browser does not let the page read what was dropped. Choose it here instead.",
    };
  }
}

/** Whatever is dropped anywhere is for the page, and never opened in its place. */
function useDrops(give: (dropped: Promise<Dropped>) => void): void {
  useEffect(() => {
    const over = (event: DragEvent): void => {
      event.preventDefault();
      document.body.classList.add("over");
    };
    const out = (): void => document.body.classList.remove("over");
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      out();
      if (event.dataTransfer === null) return;
      give(filesDropped(event.dataTransfer).then(readFiles));
      document.getElementById("check")?.scrollIntoView();
    };
    addEventListener("dragover", over);
    addEventListener("dragleave", out);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("dragleave", out);
      removeEventListener("drop", drop);
    };
  });
}
