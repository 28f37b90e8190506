import { useEffect, useRef, useState } from "preact/hooks";
import { counted } from "../../src/support/text.ts";
import {
  type ExecutionEnd,
  type ExecutionMessage,
  type ExecutionProgress,
  type ExecutionRequest,
  requestOf,
} from "../checks/execution.ts";
import { unpack } from "../pack.ts";
import type { Payload } from "../payload.ts";

type State = { readonly kind: "idle" } | { readonly kind: "impossible" } | ExecutionMessage;

/** Executes the journal once more, in a worker that asks for nothing. */
export function Execution({ payload }: { payload: Payload }) {
  const [state, setState] = useState<State>({ kind: "idle" });
  const worker = useRef<Worker | null>(null);
  const stop = (): void => {
    worker.current?.terminate();
    worker.current = null;
  };
  useEffect(() => {
    setState({ kind: "idle" });
    return stop;
  }, [payload]);
  const start = (): void => {
    const { code, contracts } = engine();
    const request = requestOf(payload, contracts);
    setState(request === null ? { kind: "impossible" } : { kind: "progress", block: 0, blocks: 0 });
    if (request === null) return;
    worker.current = startWorker(code, request, (message) => {
      setState(message);
      if (message.kind === "end") stop();
    });
  };
  const giveUp = ({ block, blocks }: ExecutionProgress): void => {
    stop();
    setState({ ...NOTHING, stopped: "You stopped it.", block, blocks });
  };
  return (
    <div class="execution">
      <h3>Execute the journal again</h3>
      <p>
        An EVM in this page takes the signed transactions of the journal, from genesis on, and holds every
        block, and every call, outcome and event that the receipts show, against what comes of them. It takes
        a minute or two.
      </p>
      {state.kind === "progress" ? (
        <p>
          <progress aria-label="Blocks executed" value={state.block} max={Math.max(1, state.blocks)} />{" "}
          <span role="status">
            block {state.block} of {state.blocks}
          </span>{" "}
          <button type="button" onClick={() => giveUp(state)}>
            Stop
          </button>
        </p>
      ) : (
        <button type="button" onClick={start}>
          Execute {state.kind === "idle" ? "" : "once more"}
        </button>
      )}
      {state.kind === "impossible" && <p role="status">This page did not take the journal in.</p>}
      {state.kind === "end" && <Ended end={state} />}
    </div>
  );
}

const NOTHING: ExecutionEnd = {
  kind: "end",
  complete: false,
  stopped: "",
  block: 0,
  blocks: 0,
  transactions: 0,
  stateRoot: "",
  compared: 0,
  unreached: 0,
  findings: [],
};

function Ended({ end }: { end: ExecutionEnd }) {
  const { complete, stopped, block, blocks, transactions, stateRoot, compared, unreached, findings } = end;
  const isGood = complete && findings.length === 0 && unreached === 0;
  return (
    <>
      <p role="status" class={`outcome ${isGood ? "good" : "bad"}`}>
        {isGood
          ? `Executed: ${counted(transactions, "transaction")} in ${counted(blocks, "block")}; ${counted(compared, "receipt's record", "records of receipts")} compared, all the same.`
          : `Not shown: ${stopped} ${findings.length > 0 ? counted(findings.length, "difference") : ""}`}
      </p>
      {findings.length > 0 && (
        <ul>
          {findings.map((finding) => (
            <li key={finding}>{finding}</li>
          ))}
        </ul>
      )}
      <p>
        {block} of {blocks} blocks reached, {compared} records compared, {unreached} not reached.
        {stateRoot !== "" && (
          <>
            {" "}
            State root: <code>{stateRoot}</code>
          </>
        )}
      </p>
      <p class="soft">
        This shows that the receipts are what the journal's transactions do. Reports that lean on them, and
        who made them, it does not show: "verify" by a program of yours does.
      </p>
    </>
  );
}

function engine(): { code: string; contracts: string } {
  const files = unpack(document.getElementById("engine")?.textContent ?? "");
  const text = (name: string): string => new TextDecoder().decode(files.get(name));
  return { code: text("engine.js"), contracts: text("contracts.json") };
}

function startWorker(
  code: string,
  request: ExecutionRequest,
  say: (message: ExecutionMessage) => void,
): Worker {
  const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const worker = new Worker(address);
  URL.revokeObjectURL(address);
  worker.onmessage = ({ data }: MessageEvent<ExecutionMessage>) => say(data);
  worker.onerror = (event) => {
    event.preventDefault();
    say({ ...NOTHING, stopped: `It failed: ${event.message}.` });
  };
  worker.postMessage(request);
  return worker;
}
